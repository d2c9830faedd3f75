package org.discogsography.tableinator.rows;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
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
import org.discogsography.common.postgres.BinaryCopy;
import org.discogsography.common.seen.SeenIds;
import org.discogsography.tableinator.seen.SeenRecords;
import org.postgresql.util.PSQLState;

/**
 * Writes records of one data type into the table of that name.
 *
 * <p>One query tells which ids are stored, and with which hash. Unchanged records are neither
 * parsed nor written; new ones are copied straight into the table; changed ones are copied into a
 * temporary table and upserted by one statement. The ids of all are noted as seen.
 */
public final class RowWriter implements RecordWriter<DataRecord> {

  /**
   * Bounds of this transaction, and whether the connection has the temporary table. A batch takes
   * well under a second; a lock that is not had in ten is a fault to back off from. Plans are made
   * anew for each batch: one made for an empty table would read a full one row by row.
   */
  private static final String PREPARE =
      """
      SELECT set_config('lock_timeout', '10s', true),
             set_config('statement_timeout', '120s', true),
             set_config('plan_cache_mode', 'force_custom_plan', true),
             to_regclass('pg_temp.incoming_records') IS NOT NULL AS prepared
      """;

  /** When a server that has gone silent counts as lost; longer than any statement may take. */
  private static final Duration SILENCE = Duration.ofSeconds(150);

  /** The hashes stored for these ids. */
  private static final String STORED =
      """
      SELECT stored.data_id, stored.hash
      FROM unnest(?::varchar[]) AS incoming (data_id)
      JOIN %s AS stored ON stored.data_id = incoming.data_id
      """;

  /** Where copied rows wait for the upsert; belongs to the connection, empty after each commit. */
  private static final String CREATE_INCOMING =
      """
      CREATE TEMPORARY TABLE incoming_records (
        data_id varchar NOT NULL,
        hash varchar NOT NULL,
        data jsonb NOT NULL
      ) ON COMMIT DELETE ROWS
      """;

  private static final String COPY_INCOMING =
      "COPY pg_temp.incoming_records (data_id, hash, data) FROM STDIN (FORMAT binary)";

  private static final String COPY_NEW = "COPY %s (data_id, hash, data) FROM STDIN (FORMAT binary)";

  /** Stores the copied rows; one that another writer has stored meanwhile is left as it is. */
  private static final String UPSERT =
      """
      INSERT INTO %s AS stored (data_id, hash, data, updated_at)
      SELECT data_id, hash, data, now() FROM pg_temp.incoming_records
      ON CONFLICT (data_id) DO UPDATE
      SET hash = excluded.hash, data = excluded.data, updated_at = excluded.updated_at
      WHERE stored.hash <> excluded.hash OR excluded.hash = ''
      """;

  private static final int COLUMNS = 3;

  private final DataType type;
  private final DataSource pool;
  private final DocumentForm form;
  private final String stored;
  private final String copyNew;
  private final String upsert;

  public RowWriter(DataType type, DataSource pool, InstantSource clock) {
    this.type = type;
    this.pool = pool;
    this.form = new DocumentForm(type, clock);
    this.stored = STORED.formatted(type.text());
    this.copyNew = COPY_NEW.formatted(type.text());
    this.upsert = UPSERT.formatted(type.text());
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

  /**
   * Writes and commits.
   *
   * @param alone false if new records may be stored by another writer at the same time
   */
  private WriteResult write(Connection connection, List<DataRecord> records, boolean alone)
      throws SQLException, InvalidMessageException {
    boolean prepared = prepare(connection);
    Map<String, String> hashes = storedHashes(connection, records);
    List<Row> absent = new ArrayList<>();
    List<Row> changed = new ArrayList<>();
    SeenIds seen = new SeenIds();
    for (DataRecord record : records) {
      seen.add(record.id());
      String hash = hashes.get(record.id());
      if (hash == null && alone) {
        absent.add(row(record));
      } else if (hash == null || record.sha256().isEmpty() || !hash.equals(record.sha256())) {
        changed.add(row(record));
      }
    }
    int written = absent.size() + upsert(connection, changed, prepared);
    if (!absent.isEmpty()) {
      copy(connection, copyNew, absent);
    }
    SeenRecords.add(connection, type, seen);
    connection.commit();
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

  private static boolean prepare(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(PREPARE)) {
      result.next();
      return result.getBoolean("prepared");
    }
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

  private static void rollBack(Connection connection, Exception reason) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      reason.addSuppressed(e);
    }
  }
}
