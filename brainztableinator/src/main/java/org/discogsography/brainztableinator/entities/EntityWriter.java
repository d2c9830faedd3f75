package org.discogsography.brainztableinator.entities;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.discogsography.common.consuming.RecordWriter;
import org.discogsography.common.consuming.WriteResult;
import org.discogsography.common.messages.DataRecord;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.InvalidMessageException;
import org.discogsography.common.musicbrainz.EntityTypes;
import org.discogsography.common.musicbrainz.Mbids;
import org.discogsography.common.musicbrainz.MusicBrainzReader;
import org.discogsography.common.musicbrainz.MusicBrainzRecord;
import org.discogsography.common.postgres.BatchTransactions;
import org.discogsography.common.postgres.BatchTransactions.Circumstances;
import org.discogsography.common.postgres.BinaryCopy;
import org.discogsography.common.postgres.DocumentCopy;
import org.discogsography.common.seen.SeenIds;
import org.discogsography.common.seen.SeenTable;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the records of one type in its table, with their relationships and links. One transaction a
 * batch: the stored hashes of the ids are read, unchanged records are noted as seen and nothing
 * else, new ones are copied straight into the table, changed ones go by COPY into a temporary table
 * and are upserted by one statement.
 */
public final class EntityWriter implements RecordWriter<DataRecord> {

  /**
   * Rows that imports met unchanged, by their numbers. MBIDs are random, a set of them would take
   * eight times the space; the numbers of rows that were stored one after the other take two bytes
   * a row or less.
   */
  public static final SeenTable SEEN = new SeenTable("musicbrainz.seen_rows", "row_numbers");

  /** The hashes stored for these ids. */
  private static final String STORED =
      """
      SELECT stored.mbid, stored.hash, stored.row_number
      FROM unnest(?::uuid[]) AS incoming (mbid)
      JOIN %s AS stored ON stored.mbid = incoming.mbid
      """;

  /** Where copied rows wait for the upsert; belongs to the connection, empty after each commit. */
  private static final String CREATE_INCOMING =
      """
      CREATE TEMPORARY TABLE %s ON COMMIT DELETE ROWS AS SELECT %s FROM %s WITH NO DATA
      """;

  private static final String COPY = "COPY %s (%s) FROM STDIN (FORMAT binary)";

  /** Stores the copied rows; one that another writer has stored meanwhile is left as it is. */
  private static final String UPSERT =
      """
      INSERT INTO %1$s AS stored (%2$s)
      SELECT %2$s FROM pg_temp.%3$s ORDER BY mbid
      ON CONFLICT (mbid) DO UPDATE SET %4$s, updated_at = now(), last_seen = now()
      WHERE stored.hash IS DISTINCT FROM excluded.hash OR excluded.hash = ''
      """;

  private final DataType type;
  private final String ownType;
  private final BatchTransactions transactions;
  private final EntityTable table;
  private final MusicBrainzReader reader;
  private final String stored;
  private final String createIncoming;
  private final String copyIncoming;
  private final String copyNew;
  private final String upsert;

  public EntityWriter(DataType type, DataSource pool) {
    this.type = type;
    this.ownType = EntityTypes.of(type);
    this.table = EntityTable.of(type);
    this.reader = new MusicBrainzReader(type);
    String incoming = "incoming_" + type.text().replace('-', '_');
    String name = table.qualifiedName();
    this.transactions = new BatchTransactions(pool, incoming);
    this.stored = STORED.formatted(name);
    this.createIncoming = CREATE_INCOMING.formatted(incoming, table.columnList(), name);
    this.copyIncoming = COPY.formatted("pg_temp." + incoming, table.columnList());
    this.copyNew = COPY.formatted(name, table.columnList());
    this.upsert = UPSERT.formatted(name, table.columnList(), incoming, table.assignments());
  }

  /**
   * @throws InvalidMessageException if the id is no MBID
   */
  @Override
  public DataRecord prepare(DataRecord record) throws InvalidMessageException {
    Mbids.require(record.id());
    return record;
  }

  /**
   * Writes the records in one transaction.
   *
   * @throws InvalidMessageException if a record that has to be written is not valid JSON or has no
   *     name
   */
  @Override
  public WriteResult write(List<DataRecord> records) throws SQLException, InvalidMessageException {
    return transactions.run(
        (connection, circumstances) -> write(connection, records, circumstances));
  }

  /** What a row holds of its record so far. */
  private record Stored(@Nullable String hash, long rowNumber) {}

  private WriteResult write(
      Connection connection, List<DataRecord> records, Circumstances circumstances)
      throws SQLException, InvalidMessageException {
    Map<UUID, Stored> rows = stored(connection, records);
    List<DataRecord> absent = new ArrayList<>();
    List<DataRecord> changed = new ArrayList<>();
    SeenIds seen = new SeenIds();
    for (DataRecord message : records) {
      Stored row = rows.get(Mbids.require(message.id()));
      if (row != null && !message.sha256().isEmpty() && message.sha256().equals(row.hash())) {
        seen.add(row.rowNumber());
      } else {
        (row == null && circumstances.alone() ? absent : changed).add(message);
      }
    }
    if (!absent.isEmpty() || !changed.isEmpty()) {
      if (!circumstances.prepared()) {
        createTemporaryTables(connection);
      }
      write(connection, absent, changed);
    }
    SEEN.add(connection, type, seen);
    int unchanged = (int) seen.size();
    return new WriteResult(records.size() - unchanged, unchanged);
  }

  private void write(Connection connection, List<DataRecord> absent, List<DataRecord> changed)
      throws SQLException, InvalidMessageException {
    List<MusicBrainzRecord> rewritten = copy(connection, copyIncoming, changed);
    if (!changed.isEmpty()) {
      execute(connection, upsert);
    }
    List<MusicBrainzRecord> stored = copy(connection, copyNew, absent);
    LinkRows links = new LinkRows(ownType);
    links.writeNew(connection, stored);
    links.rewrite(connection, rewritten);
    RelationshipRows relationships = new RelationshipRows(ownType);
    rewritten.forEach(relationships::add);
    stored.forEach(relationships::add);
    relationships.write(connection, rewritten.stream().map(MusicBrainzRecord::mbid).toList());
  }

  /** Copies the rows of these messages, each parsed while the server takes in those before it. */
  private List<MusicBrainzRecord> copy(
      Connection connection, String statement, List<DataRecord> messages)
      throws SQLException, InvalidMessageException {
    List<MusicBrainzRecord> records = new ArrayList<>(messages.size());
    if (!messages.isEmpty()) {
      BinaryCopy.<DataRecord, InvalidMessageException>send(
          connection,
          statement,
          table.columns().size(),
          messages,
          (message, out) -> {
            EntityRow row = row(message);
            table.write(row, out);
            records.add(row.record());
          });
    }
    return records;
  }

  private EntityRow row(DataRecord message) throws InvalidMessageException {
    DocumentCopy document = new DocumentCopy(message.json());
    EntityRow row =
        new EntityRow(reader.read(message, document), message.sha256(), document.close());
    if (row.record().name() == null) {
      throw new InvalidMessageException("record has no 'name'");
    }
    return row;
  }

  private void createTemporaryTables(Connection connection) throws SQLException {
    execute(connection, createIncoming);
    execute(connection, LinkRows.CREATE_INCOMING);
    execute(connection, RelationshipRows.CREATE_INCOMING);
  }

  private Map<UUID, Stored> stored(Connection connection, List<DataRecord> records)
      throws SQLException {
    Object[] ids = records.stream().map(DataRecord::id).toArray();
    Map<UUID, Stored> rows = HashMap.newHashMap(ids.length);
    try (PreparedStatement statement = connection.prepareStatement(stored)) {
      statement.setArray(1, connection.createArrayOf("uuid", ids));
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          rows.put(
              found.getObject(1, UUID.class), new Stored(found.getString(2), found.getLong(3)));
        }
      }
    }
    return rows;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
