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
import org.discogsography.common.purge.Census;
import org.discogsography.common.purge.StoredRecords;
import org.discogsography.common.seen.SeenIds;
import org.discogsography.tableinator.rows.RowWriter;

/** Counts and deletes the rows of a table whose records an import has not brought. */
public final class StaleRows implements StoredRecords {

  private static final int PAGE = 10_000;

  /** A page is read from the primary key in milliseconds; a lock not had in ten is a fault. */
  private static final String SET_LIMITS =
      "SET lock_timeout = '10s'; SET statement_timeout = '120s'";

  /** When a server that has gone silent counts as lost; longer than any statement may take. */
  private static final Duration SILENCE = Duration.ofSeconds(150);

  private static final String RESET_LIMITS = "RESET lock_timeout; RESET statement_timeout";

  /** The next ids in the order of the primary key. */
  private static final String IDS =
      "SELECT data_id FROM %s WHERE data_id > ? ORDER BY data_id LIMIT " + PAGE;

  /** Deletes these rows unless they were written since. */
  private static final String DELETE = "DELETE FROM %s WHERE data_id = ANY (?) AND updated_at < ?";

  private final DataSource pool;

  public StaleRows(DataSource pool) {
    this.pool = pool;
  }

  @Override
  public Comparison against(DataType type, Instant since) throws SQLException {
    SeenIds seen = seen(type, since);
    return new Comparison() {
      @Override
      public Census count() throws SQLException {
        return StaleRows.this.count(type, seen);
      }

      @Override
      public long removeStale() throws SQLException {
        return delete(type, seen, since);
      }

      @Override
      public void forgetEarlier() throws SQLException {
        forgetSeen(type, since);
      }
    };
  }

  /** The ids of this type that were seen since an instant. */
  private SeenIds seen(DataType type, Instant since) throws SQLException {
    try (Connection connection = pool.getConnection();
        Limits _ = Limits.on(connection)) {
      connection.setAutoCommit(false);
      try {
        return RowWriter.SEEN.since(connection, type, since);
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }

  /** Drops what was seen of this type before an instant. */
  private void forgetSeen(DataType type, Instant before) throws SQLException {
    try (Connection connection = pool.getConnection();
        Limits _ = Limits.on(connection)) {
      RowWriter.SEEN.forgetBefore(connection, type, before);
    }
  }

  private Census count(DataType type, SeenIds seen) throws SQLException {
    long total = 0;
    long stale = 0;
    try (Connection connection = pool.getConnection();
        Limits _ = Limits.on(connection);
        Pages pages = new Pages(connection, type)) {
      for (List<String> ids = pages.next(); !ids.isEmpty(); ids = pages.next()) {
        total += ids.size();
        stale += ids.stream().filter(id -> !seen.contains(id)).count();
      }
    }
    return Census.ofAll(total, stale);
  }

  /**
   * Deletes the rows that were not seen, each page in a transaction of its own.
   *
   * @param writtenBefore rows written since stay: another writer has brought them meanwhile
   * @return rows deleted
   */
  private long delete(DataType type, SeenIds seen, Instant writtenBefore) throws SQLException {
    long deleted = 0;
    try (Connection connection = pool.getConnection();
        Limits _ = Limits.on(connection);
        Pages pages = new Pages(connection, type);
        PreparedStatement statement = connection.prepareStatement(DELETE.formatted(type.text()))) {
      statement.setObject(2, writtenBefore.atOffset(ZoneOffset.UTC));
      for (List<String> ids = pages.next(); !ids.isEmpty(); ids = pages.next()) {
        Object[] stale = ids.stream().filter(id -> !seen.contains(id)).toArray();
        if (stale.length > 0) {
          statement.setArray(1, connection.createArrayOf("varchar", stale));
          deleted += statement.executeUpdate();
        }
      }
    }
    return deleted;
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

  /** All ids of a table, page by page, without a transaction that spans them. */
  private static final class Pages implements AutoCloseable {

    private final PreparedStatement statement;
    private String after = "";

    Pages(Connection connection, DataType type) throws SQLException {
      statement = connection.prepareStatement(IDS.formatted(type.text()));
    }

    List<String> next() throws SQLException {
      statement.setString(1, after);
      List<String> ids = new ArrayList<>(PAGE);
      try (ResultSet page = statement.executeQuery()) {
        while (page.next()) {
          ids.add(page.getString(1));
        }
      }
      if (!ids.isEmpty()) {
        after = ids.getLast();
      }
      return ids;
    }

    @Override
    public void close() throws SQLException {
      statement.close();
    }
  }
}
