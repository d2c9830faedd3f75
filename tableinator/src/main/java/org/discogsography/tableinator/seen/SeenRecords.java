package org.discogsography.tableinator.seen;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.seen.SeenIds;

/**
 * The table of seen ids: one row a batch, written in the batch's own transaction, by any number of
 * writers. An unchanged record costs a few bytes here and leaves its own row alone.
 */
public final class SeenRecords {

  private static final String ADD = "INSERT INTO seen_ids (data_type, ids) VALUES (?, ?)";

  /** The batches of a type since an instant; about 10,000 for a whole dump of releases. */
  private static final String SINCE =
      "SELECT ids FROM seen_ids WHERE data_type = ? AND seen_at >= ?";

  private static final String FORGET = "DELETE FROM seen_ids WHERE data_type = ? AND seen_at < ?";

  private static final int FETCH_ROWS = 500;

  private SeenRecords() {}

  /** Notes the ids of a batch, within the transaction of this connection. */
  public static void add(Connection connection, DataType type, SeenIds ids) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ADD)) {
      statement.setString(1, type.text());
      statement.setBytes(2, ids.toBytes());
      statement.executeUpdate();
    }
  }

  /**
   * All ids of a type that were seen since an instant.
   *
   * @param connection within a transaction, so that rows are fetched piece by piece
   */
  public static SeenIds since(Connection connection, DataType type, Instant instant)
      throws SQLException {
    SeenIds seen = new SeenIds();
    try (PreparedStatement statement = connection.prepareStatement(SINCE)) {
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

  /** Drops what was seen before an instant: the imports before the last. */
  public static void forgetBefore(Connection connection, DataType type, Instant instant)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(FORGET)) {
      statement.setString(1, type.text());
      statement.setObject(2, instant.atOffset(ZoneOffset.UTC));
      statement.executeUpdate();
    }
  }
}
