package org.discogsography.brainztableinator.seen;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.seen.SeenIds;

/**
 * The table of rows that were met unchanged, by their numbers: one row a batch, written in the
 * batch's own transaction, by any number of writers. MBIDs are random, a set of them would take
 * eight times the space; the numbers of rows that were stored one after the other take two bytes a
 * row or less.
 */
public final class SeenRows {

  private static final String ADD =
      "INSERT INTO musicbrainz.seen_rows (data_type, row_numbers) VALUES (?, ?)";

  private static final String SINCE =
      "SELECT row_numbers FROM musicbrainz.seen_rows WHERE data_type = ? AND seen_at >= ?";

  private static final String FORGET =
      "DELETE FROM musicbrainz.seen_rows WHERE data_type = ? AND seen_at < ?";

  private static final int FETCH_ROWS = 500;

  private SeenRows() {}

  /** Notes the unchanged rows of a batch, within the transaction of this connection. */
  public static void add(Connection connection, DataType type, SeenIds rows) throws SQLException {
    if (rows.size() == 0) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(ADD)) {
      statement.setString(1, type.text());
      statement.setBytes(2, rows.toBytes());
      statement.executeUpdate();
    }
  }

  /**
   * All rows of a type that were met unchanged since an instant.
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

  /** Drops what was met before an instant, the imports before the last; returns batches dropped. */
  public static int forgetBefore(Connection connection, DataType type, Instant instant)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(FORGET)) {
      statement.setString(1, type.text());
      statement.setObject(2, instant.atOffset(ZoneOffset.UTC));
      return statement.executeUpdate();
    }
  }
}
