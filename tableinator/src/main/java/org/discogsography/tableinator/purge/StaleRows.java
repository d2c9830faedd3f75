package org.discogsography.tableinator.purge;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.discogsography.common.messages.DataType;

/** Counts and deletes the rows of a table that were not seen since an instant. */
public final class StaleRows {

  private static final int CHUNK = 10_000;

  /** Reading a whole table takes minutes; a lock that is not had in ten seconds is a fault. */
  private static final String SET_LIMITS =
      "SET lock_timeout = '10s'; SET statement_timeout = '15min'";

  /** When a server that has gone silent counts as lost; longer than any statement may take. */
  private static final Duration SILENCE = Duration.ofMinutes(16);

  private static final String RESET_LIMITS = "RESET lock_timeout; RESET statement_timeout";

  /** All rows and the stale ones, in one pass over the table. */
  private static final String COUNT =
      "SELECT count(*), count(*) FILTER (WHERE updated_at < ?) FROM %s";

  /**
   * The ids of stale rows, found in one pass whatever indexes there are, and kept by the server
   * beyond the transactions of the chunks.
   */
  private static final String FIND =
      """
      DECLARE stale_rows NO SCROLL CURSOR WITH HOLD FOR
      SELECT data_id FROM %s WHERE updated_at < ?
      """;

  private static final String NEXT_CHUNK = "FETCH " + CHUNK + " FROM stale_rows";

  private static final String FORGET = "CLOSE stale_rows";

  /** Deletes these rows unless they have been seen meanwhile. */
  private static final String DELETE = "DELETE FROM %s WHERE data_id = ANY (?) AND updated_at < ?";

  private final DataSource pool;

  public StaleRows(DataSource pool) {
    this.pool = pool;
  }

  TableCount count(DataType type, Instant seenSince) throws SQLException {
    try (Connection connection = pool.getConnection();
        Limits _ = Limits.on(connection);
        PreparedStatement statement = connection.prepareStatement(COUNT.formatted(type.text()))) {
      statement.setObject(1, seenSince.atOffset(ZoneOffset.UTC));
      try (ResultSet counts = statement.executeQuery()) {
        counts.next();
        return new TableCount(counts.getLong(1), counts.getLong(2));
      }
    }
  }

  /**
   * Deletes the stale rows, each chunk in a transaction of its own.
   *
   * @return rows deleted
   */
  long delete(DataType type, Instant seenSince) throws SQLException {
    try (Connection connection = pool.getConnection();
        Limits _ = Limits.on(connection);
        StaleIds found = StaleIds.find(connection, type, seenSince);
        PreparedStatement statement = connection.prepareStatement(DELETE.formatted(type.text()))) {
      statement.setObject(2, seenSince.atOffset(ZoneOffset.UTC));
      long deleted = 0;
      for (Object[] ids = found.nextChunk(); ids.length > 0; ids = found.nextChunk()) {
        statement.setArray(1, connection.createArrayOf("varchar", ids));
        deleted += statement.executeUpdate();
      }
      return deleted;
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Time limits of a connection for as long as this is open. */
  private record Limits(Connection connection) implements AutoCloseable {

    static Limits on(Connection connection) throws SQLException {
      connection.setNetworkTimeout(Runnable::run, (int) SILENCE.toMillis());
      execute(connection, SET_LIMITS);
      return new Limits(connection);
    }

    @Override
    public void close() throws SQLException {
      execute(connection, RESET_LIMITS);
    }
  }

  /** The cursor over the stale ids, open until closed or the connection ends. */
  private record StaleIds(Connection connection) implements AutoCloseable {

    static StaleIds find(Connection connection, DataType type, Instant seenSince)
        throws SQLException {
      try (PreparedStatement statement = connection.prepareStatement(FIND.formatted(type.text()))) {
        statement.setObject(1, seenSince.atOffset(ZoneOffset.UTC));
        statement.execute();
      }
      return new StaleIds(connection);
    }

    Object[] nextChunk() throws SQLException {
      try (Statement statement = connection.createStatement();
          ResultSet found = statement.executeQuery(NEXT_CHUNK)) {
        List<String> ids = new ArrayList<>();
        while (found.next()) {
          ids.add(found.getString(1));
        }
        return ids.toArray();
      }
    }

    @Override
    public void close() throws SQLException {
      execute(connection, FORGET);
    }
  }
}
