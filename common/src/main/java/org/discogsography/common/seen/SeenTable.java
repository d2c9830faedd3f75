package org.discogsography.common.seen;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import org.discogsography.common.messages.DataType;

/**
 * A table of what imports have brought: a set of numbers a batch, written in the batch's own
 * transaction, by any number of writers, with the columns {@code data_type}, {@code seen_at} (the
 * transaction's time by default) and one for the set. An unchanged record costs a few bytes here
 * and leaves its own row alone.
 */
public final class SeenTable {

  private static final String ADD = "INSERT INTO %s (data_type, %s) VALUES (?, ?)";

  /** The batches of a type since an instant; about 10,000 for a whole dump of releases. */
  private static final String SINCE = "SELECT %2$s FROM %1$s WHERE data_type = ? AND seen_at >= ?";

  private static final String FORGET = "DELETE FROM %s WHERE data_type = ? AND seen_at < ?";

  private static final int FETCH_ROWS = 500;

  private final String add;
  private final String since;
  private final String forget;

  /**
   * @param table its name, with the schema where that is not on the search path
   * @param column that holds the sets
   */
  public SeenTable(String table, String column) {
    this.add = ADD.formatted(table, column);
    this.since = SINCE.formatted(table, column);
    this.forget = FORGET.formatted(table);
  }

  /** Notes what a batch has brought, within the transaction of this connection. */
  public void add(Connection connection, DataType type, SeenIds ids) throws SQLException {
    if (ids.size() == 0) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(add)) {
      statement.setString(1, type.text());
      statement.setBytes(2, ids.toBytes());
      statement.executeUpdate();
    }
  }

  /**
   * All that was noted for a type since an instant.
   *
   * @param connection within a transaction, so that rows are fetched piece by piece
   */
  public SeenIds since(Connection connection, DataType type, Instant instant) throws SQLException {
    SeenIds seen = new SeenIds();
    try (PreparedStatement statement = connection.prepareStatement(since)) {
      statement.setFetchSize(FETCH_ROWS);
      statement.setString(1, type.text());
      statement.setObject(2, instant.atOffset(ZoneOffset.UTC));
      try (ResultSet batches = statement.executeQuery()) {
        while (batches.next()) {
          seen.addAll(batches.getBytes(1));
        }
      }
    }
    return seen;
  }

  /**
   * Drops what was noted before an instant, the imports before the last; returns batches dropped.
   */
  public int forgetBefore(Connection connection, DataType type, Instant instant)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(forget)) {
      statement.setString(1, type.text());
      statement.setObject(2, instant.atOffset(ZoneOffset.UTC));
      return statement.executeUpdate();
    }
  }
}
