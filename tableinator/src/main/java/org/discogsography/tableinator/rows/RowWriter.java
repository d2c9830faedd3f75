package org.discogsography.tableinator.rows;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.discogsography.common.consuming.RecordWriter;
import org.discogsography.common.consuming.WriteResult;
import org.discogsography.common.messages.DataRecord;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.InvalidMessageException;
import org.discogsography.common.postgres.BatchTransactions;
import org.discogsography.common.postgres.BatchTransactions.Circumstances;
import org.discogsography.common.postgres.BinaryCopy;
import org.discogsography.common.seen.SeenIds;
import org.discogsography.common.seen.SeenTable;

/**
 * Writes records of one data type into the table of that name.
 *
 * <p>One query tells which ids are stored, and with which hash. Unchanged records are neither
 * parsed nor written; new ones are copied straight into the table; changed ones are copied into a
 * temporary table and upserted by one statement. The ids of all are noted as seen.
 */
public final class RowWriter implements RecordWriter<DataRecord> {

  /** What imports have brought, by id. */
  public static final SeenTable SEEN = new SeenTable("seen_ids", "ids");

  /** The hashes stored for these ids. */
  private static final String STORED =
      """
      SELECT stored.data_id, stored.hash
      FROM unnest(?::varchar[]) AS incoming (data_id)
      JOIN %s AS stored ON stored.data_id = incoming.data_id
      """;

  private static final String INCOMING = "incoming_records";

  /** Where copied rows wait for the upsert; belongs to the connection, empty after each commit. */
  private static final String CREATE_INCOMING =
      """
      CREATE TEMPORARY TABLE %s (
        data_id varchar NOT NULL,
        hash varchar NOT NULL,
        data jsonb NOT NULL
      ) ON COMMIT DELETE ROWS
      """
          .formatted(INCOMING);

  private static final String COPY_INCOMING =
      "COPY pg_temp." + INCOMING + " (data_id, hash, data) FROM STDIN (FORMAT binary)";

  private static final String COPY_NEW = "COPY %s (data_id, hash, data) FROM STDIN (FORMAT binary)";

  /** Stores the copied rows; one that another writer has stored meanwhile is left as it is. */
  private static final String UPSERT =
      """
      INSERT INTO %s AS stored (data_id, hash, data, updated_at)
      SELECT data_id, hash, data, now() FROM pg_temp.%s
      ON CONFLICT (data_id) DO UPDATE
      SET hash = excluded.hash, data = excluded.data, updated_at = excluded.updated_at
      WHERE stored.hash <> excluded.hash OR excluded.hash = ''
      """;

  private static final int COLUMNS = 3;

  private final DataType type;
  private final BatchTransactions transactions;
  private final DocumentForm form;
  private final String stored;
  private final String copyNew;
  private final String upsert;

  public RowWriter(DataType type, DataSource pool, InstantSource clock) {
    this.type = type;
    this.transactions = new BatchTransactions(pool, INCOMING);
    this.form = new DocumentForm(type, clock);
    this.stored = STORED.formatted(type.text());
    this.copyNew = COPY_NEW.formatted(type.text());
    this.upsert = UPSERT.formatted(type.text(), INCOMING);
  }

  @Override
  public DataRecord prepare(DataRecord record) throws InvalidMessageException {
    if (record.id().indexOf('\0') >= 0 || record.sha256().indexOf('\0') >= 0) {
      throw new InvalidMessageException("id or sha256 holds a NUL character");
    }
    return record;
  }

  /**
   * Writes the records in one transaction.
   *
   * @throws InvalidMessageException if a record that has to be written is not valid JSON
   */
  @Override
  public WriteResult write(List<DataRecord> records) throws SQLException, InvalidMessageException {
    return transactions.run(
        (connection, circumstances) -> write(connection, records, circumstances));
  }

  /** Two, so that documents are made ready while PostgreSQL takes in those of another batch. */
  @Override
  public int batchesAtOnce() {
    return 2;
  }

  private WriteResult write(
      Connection connection, List<DataRecord> records, Circumstances circumstances)
      throws SQLException, InvalidMessageException {
    Map<String, String> hashes = storedHashes(connection, records);
    List<Row> absent = new ArrayList<>();
    List<Row> changed = new ArrayList<>();
    SeenIds seen = new SeenIds();
    for (DataRecord record : records) {
      seen.add(record.id());
      String hash = hashes.get(record.id());
      if (hash == null && circumstances.alone()) {
        absent.add(row(record));
      } else if (hash == null || record.sha256().isEmpty() || !hash.equals(record.sha256())) {
        changed.add(row(record));
      }
    }
    int written = absent.size() + upsert(connection, changed, circumstances.prepared());
    if (!absent.isEmpty()) {
      copy(connection, copyNew, absent);
    }
    SEEN.add(connection, type, seen);
    return new WriteResult(written, records.size() - written);
  }

  private Row row(DataRecord record) throws InvalidMessageException {
    return new Row(record.id(), record.sha256(), form.of(record.json()));
  }

  private int upsert(Connection connection, List<Row> changed, boolean prepared)
      throws SQLException {
    if (changed.isEmpty()) {
      return 0;
    }
    try (Statement statement = connection.createStatement()) {
      if (!prepared) {
        statement.execute(CREATE_INCOMING);
      }
      copy(connection, COPY_INCOMING, changed);
      return statement.executeUpdate(upsert);
    }
  }

  private static void copy(Connection connection, String statement, List<Row> rows)
      throws SQLException {
    BinaryCopy.send(
        connection,
        statement,
        COLUMNS,
        rows,
        (row, out) -> out.text(row.id()).text(row.hash()).jsonb(row.document()));
  }

  private Map<String, String> storedHashes(Connection connection, List<DataRecord> records)
      throws SQLException {
    Object[] ids = records.stream().map(DataRecord::id).toArray();
    Map<String, String> hashes = HashMap.newHashMap(ids.length);
    try (PreparedStatement statement = connection.prepareStatement(stored)) {
      statement.setArray(1, connection.createArrayOf("varchar", ids));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          hashes.put(rows.getString(1), rows.getString(2));
        }
      }
    }
    return hashes;
  }
}
