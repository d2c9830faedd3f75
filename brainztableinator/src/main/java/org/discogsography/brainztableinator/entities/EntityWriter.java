package org.discogsography.brainztableinator.entities;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.discogsography.brainztableinator.seen.SeenRows;
import org.discogsography.common.consuming.RecordWriter;
import org.discogsography.common.consuming.WriteResult;
import org.discogsography.common.messages.DataRecord;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.InvalidMessageException;
import org.discogsography.common.musicbrainz.EntityTypes;
import org.discogsography.common.musicbrainz.Mbids;
import org.discogsography.common.musicbrainz.MusicBrainzReader;
import org.discogsography.common.postgres.BinaryCopy;
import org.discogsography.common.postgres.DocumentCopy;
import org.discogsography.common.seen.SeenIds;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLState;

/**
 * Keeps the records of one type in its table, with their relationships and links. One transaction a
 * batch: the stored hashes of the ids are read, unchanged records are noted as seen and nothing
 * else, new ones are copied straight into the table, changed ones go by COPY into a temporary table
 * and are upserted by one statement.
 */
public final class EntityWriter implements RecordWriter<DataRecord> {

  /**
   * Bounds of this transaction, and whether the connection has the temporary tables. A batch takes
   * well under a second; a lock that is not had in ten is a fault to back off from. Plans are made
   * anew for each batch: one made for an empty table would read a full one row by row.
   */
  private static final String PREPARE =
      """
      SELECT set_config('lock_timeout', '10s', true),
             set_config('statement_timeout', '120s', true),
             set_config('plan_cache_mode', 'force_custom_plan', true),
             to_regclass('pg_temp.%s') IS NOT NULL AS prepared
      """;

  /** When a server that has gone silent counts as lost; longer than any statement may take. */
  private static final Duration SILENCE = Duration.ofSeconds(150);

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
  private final DataSource pool;
  private final EntityTable table;
  private final MusicBrainzReader reader;
  private final String prepare;
  private final String stored;
  private final String createIncoming;
  private final String copyIncoming;
  private final String copyNew;
  private final String upsert;

  public EntityWriter(DataType type, DataSource pool) {
    this.type = type;
    this.ownType = EntityTypes.of(type);
    this.pool = pool;
    this.table = EntityTable.of(type);
    this.reader = new MusicBrainzReader(type);
    String incoming = "incoming_" + type.text().replace('-', '_');
    String name = table.qualifiedName();
    this.prepare = PREPARE.formatted(incoming);
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
    try (Connection connection = pool.getConnection()) {
      connection.setNetworkTimeout(Runnable::run, (int) SILENCE.toMillis());
      connection.setAutoCommit(false);
      try {
        return write(connection, records, true);
      } catch (SQLException e) {
        rollBack(connection, e);
        if (PSQLState.UNIQUE_VIOLATION.getState().equals(e.getSQLState())) {
          // another writer has stored one of the new records meanwhile
          return writeBesideOthers(connection, records);
        }
        throw e;
      } catch (InvalidMessageException | RuntimeException e) {
        rollBack(connection, e);
        throw e;
      }
    }
  }

  private WriteResult writeBesideOthers(Connection connection, List<DataRecord> records)
      throws SQLException, InvalidMessageException {
    try {
      return write(connection, records, false);
    } catch (SQLException | InvalidMessageException | RuntimeException e) {
      rollBack(connection, e);
      throw e;
    }
  }

  /** What a row holds of its record so far. */
  private record Stored(@Nullable String hash, long rowNumber) {}

  /**
   * Writes and commits.
   *
   * @param alone false if new records may be stored by another writer at the same time
   */
  private WriteResult write(Connection connection, List<DataRecord> records, boolean alone)
      throws SQLException, InvalidMessageException {
    boolean prepared = prepare(connection);
    Map<UUID, Stored> rows = stored(connection, records);
    List<EntityRow> absent = new ArrayList<>();
    List<EntityRow> changed = new ArrayList<>();
    RelationshipRows relationships = new RelationshipRows(ownType);
    SeenIds seen = new SeenIds();
    for (DataRecord message : records) {
      Stored row = rows.get(Mbids.require(message.id()));
      if (row != null && !message.sha256().isEmpty() && message.sha256().equals(row.hash())) {
        seen.add(row.rowNumber());
      } else {
        EntityRow entity = row(message);
        (row == null && alone ? absent : changed).add(entity);
        relationships.add(entity.record());
      }
    }
    if (!absent.isEmpty() || !changed.isEmpty()) {
      if (!prepared) {
        createTemporaryTables(connection);
      }
      write(connection, absent, changed, relationships);
    }
    SeenRows.add(connection, type, seen);
    connection.commit();
    int unchanged = (int) seen.size();
    return new WriteResult(records.size() - unchanged, unchanged);
  }

  private void write(
      Connection connection,
      List<EntityRow> absent,
      List<EntityRow> changed,
      RelationshipRows relationships)
      throws SQLException {
    if (!changed.isEmpty()) {
      copy(connection, copyIncoming, changed);
      execute(connection, upsert);
    }
    if (!absent.isEmpty()) {
      copy(connection, copyNew, absent);
    }
    LinkRows links = new LinkRows(ownType);
    links.writeNew(connection, absent);
    links.rewrite(connection, changed);
    relationships.write(connection, changed.stream().map(row -> row.record().mbid()).toList());
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

  private void copy(Connection connection, String statement, List<EntityRow> rows)
      throws SQLException {
    BinaryCopy.send(connection, statement, table.columns().size(), rows, table::write);
  }

  private void createTemporaryTables(Connection connection) throws SQLException {
    execute(connection, createIncoming);
    execute(connection, LinkRows.CREATE_INCOMING);
    execute(connection, RelationshipRows.CREATE_INCOMING);
  }

  private boolean prepare(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(prepare)) {
      result.next();
      return result.getBoolean("prepared");
    }
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

  private static void rollBack(Connection connection, Exception reason) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      reason.addSuppressed(e);
    }
  }
}
