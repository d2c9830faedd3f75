package org.discogsography.tableinator.rows;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.discogsography.common.consuming.RecordWriter;
import org.discogsography.common.consuming.WriteResult;
import org.discogsography.common.messages.DataRecord;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.InvalidMessageException;
import org.postgresql.PGConnection;

/**
 * Writes records of one data type into the table of that name.
 *
 * <p>A batch first touches the rows whose hash is stored already: their documents are neither sent
 * nor written. The others are copied into a temporary table and upserted by one statement.
 */
public final class RowWriter implements RecordWriter<Row> {

  /**
   * Bounds of this transaction, and whether the connection has the temporary table. A batch takes
   * well under a second; a lock that is not had in ten is a fault to back off from.
   */
  private static final String PREPARE =
      """
      SELECT set_config('lock_timeout', '10s', true),
             set_config('statement_timeout', '120s', true),
             to_regclass('pg_temp.incoming_records') IS NOT NULL AS prepared
      """;

  /** When a server that has gone silent counts as lost; longer than any statement may take. */
  private static final Duration SILENCE = Duration.ofSeconds(150);

  /** Where copied rows wait for the upsert; belongs to the connection, empty after each commit. */
  private static final String CREATE_INCOMING =
      """
      CREATE TEMPORARY TABLE incoming_records (
        data_id varchar NOT NULL,
        hash varchar NOT NULL,
        data jsonb NOT NULL
      ) ON COMMIT DELETE ROWS
      """;

  /** Marks the rows with these ids and hashes as seen now and tells which ones there are. */
  private static final String TOUCH_UNCHANGED =
      """
      UPDATE %s AS stored SET updated_at = now()
      FROM unnest(?::varchar[], ?::varchar[]) AS incoming (data_id, hash)
      WHERE stored.data_id = incoming.data_id
        AND stored.hash = incoming.hash
        AND incoming.hash <> ''
      RETURNING stored.data_id
      """;

  private static final String COPY_INCOMING =
      "COPY pg_temp.incoming_records (data_id, hash, data) FROM STDIN (FORMAT binary)";

  /** Stores the copied rows; one that another writer has stored meanwhile is left as it is. */
  private static final String UPSERT =
      """
      INSERT INTO %s AS stored (data_id, hash, data, updated_at)
      SELECT data_id, hash, data, now() FROM pg_temp.incoming_records
      ON CONFLICT (data_id) DO UPDATE
      SET hash = excluded.hash, data = excluded.data, updated_at = excluded.updated_at
      WHERE stored.hash <> excluded.hash OR excluded.hash = ''
      """;

  private final DataSource pool;
  private final DocumentForm form;
  private final String touchUnchanged;
  private final String upsert;

  public RowWriter(DataType type, DataSource pool, InstantSource clock) {
    this.pool = pool;
    this.form = new DocumentForm(type, clock);
    this.touchUnchanged = TOUCH_UNCHANGED.formatted(type.text());
    this.upsert = UPSERT.formatted(type.text());
  }

  @Override
  public Row prepare(DataRecord record) throws InvalidMessageException {
    if (record.id().indexOf('\0') >= 0 || record.sha256().indexOf('\0') >= 0) {
      throw new InvalidMessageException("id or sha256 holds a NUL character");
    }
    return new Row(record.id(), record.sha256(), form.of(record.json()));
  }

  @Override
  public WriteResult write(List<Row> rows) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      connection.setNetworkTimeout(Runnable::run, (int) SILENCE.toMillis());
      connection.setAutoCommit(false);
      try {
        WriteResult result = write(connection, rows);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException e) {
        rollBack(connection, e);
        throw e;
      }
    }
  }

  private WriteResult write(Connection connection, List<Row> rows) throws SQLException {
    boolean prepared = prepare(connection);
    Set<String> unchanged = touchUnchanged(connection, rows);
    List<Row> others = rows.stream().filter(row -> !unchanged.contains(row.id())).toList();
    if (others.isEmpty()) {
      return new WriteResult(0, rows.size());
    }
    try (Statement statement = connection.createStatement()) {
      if (!prepared) {
        statement.execute(CREATE_INCOMING);
      }
      BinaryCopy.send(connection.unwrap(PGConnection.class).getCopyAPI(), COPY_INCOMING, others);
      int written = statement.executeUpdate(upsert);
      return new WriteResult(written, rows.size() - written);
    }
  }

  private static boolean prepare(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(PREPARE)) {
      result.next();
      return result.getBoolean("prepared");
    }
  }

  private Set<String> touchUnchanged(Connection connection, List<Row> rows) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(touchUnchanged)) {
      statement.setArray(1, texts(connection, rows.stream().map(Row::id).toArray()));
      statement.setArray(2, texts(connection, rows.stream().map(Row::hash).toArray()));
      Set<String> unchanged = new HashSet<>();
      try (ResultSet touched = statement.executeQuery()) {
        while (touched.next()) {
          unchanged.add(touched.getString(1));
        }
      }
      return unchanged;
    }
  }

  private static java.sql.Array texts(Connection connection, Object[] values) throws SQLException {
    return connection.createArrayOf("varchar", values);
  }

  private static void rollBack(Connection connection, Exception reason) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      reason.addSuppressed(e);
    }
  }
}
