package org.discogsography.common.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.discogsography.common.messages.InvalidMessageException;
import org.postgresql.util.PSQLState;

/**
 * Runs each batch in one transaction with bounds. One that met a row which another writer has
 * stored meanwhile is rolled back and repeated once, told to expect that.
 */
public final class BatchTransactions {

  /**
   * Bounds of the transaction, and whether the connection has the temporary tables. A batch takes
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

  private final DataSource pool;
  private final String prepare;

  /**
   * @param temporaryTable one of the temporary tables that batches make on their connection
   */
  public BatchTransactions(DataSource pool, String temporaryTable) {
    this.pool = pool;
    this.prepare = PREPARE.formatted(temporaryTable);
  }

  /**
   * How a batch finds things.
   *
   * @param prepared whether the connection has the temporary tables of an earlier batch
   * @param alone false if new records may be stored by another writer at the same time
   */
  public record Circumstances(boolean prepared, boolean alone) {}

  /** Work within a transaction; it is committed when it returns. */
  @FunctionalInterface
  public interface Work<T> {
    T in(Connection connection, Circumstances circumstances)
        throws SQLException, InvalidMessageException;
  }

  /** Does this work in one transaction, twice at most; only the last try is committed. */
  public <T> T run(Work<T> work) throws SQLException, InvalidMessageException {
    try (Connection connection = pool.getConnection()) {
      connection.setNetworkTimeout(Runnable::run, (int) SILENCE.toMillis());
      connection.setAutoCommit(false);
      try {
        return runOnce(connection, work, true);
      } catch (SQLException e) {
        if (!PSQLState.UNIQUE_VIOLATION.getState().equals(e.getSQLState())) {
          throw e;
        }
      }
      return runOnce(connection, work, false);
    }
  }

  private <T> T runOnce(Connection connection, Work<T> work, boolean alone)
      throws SQLException, InvalidMessageException {
    try {
      T result = work.in(connection, new Circumstances(isPrepared(connection), alone));
      connection.commit();
      return result;
    } catch (SQLException | InvalidMessageException | RuntimeException e) {
      rollBack(connection, e);
      throw e;
    }
  }

  private boolean isPrepared(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(prepare)) {
      result.next();
      return result.getBoolean("prepared");
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
