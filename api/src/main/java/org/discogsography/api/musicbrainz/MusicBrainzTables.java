package org.discogsography.api.musicbrainz;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.discogsography.api.errors.ApiException;
import org.discogsography.common.consuming.FailureClass;
import org.discogsography.common.postgres.PostgresFailures;

/** Reads the MusicBrainz records in PostgreSQL. Failures become answers for clients. */
final class MusicBrainzTables {

  private static final String QUERY_CANCELED = "57014";

  /** Only addresses that a browser may follow. The limit is beyond what any record has. */
  private static final String LINKS =
      """
      SELECT DISTINCT link.service_name COLLATE "C" AS service, link.url COLLATE "C" AS url
      FROM musicbrainz.%s AS entity
      JOIN musicbrainz.external_links AS link
        ON link.mbid = entity.mbid AND link.entity_type = ?
      WHERE entity.%s = ? AND link.url ~* '^https?://'
      ORDER BY service, url
      LIMIT 10000
      """;

  /** Each from an index, of the key or of the Discogs ids: the rows are far wider. */
  static final String COUNTS =
      Arrays.stream(EnrichedType.values())
              .map(type ->
                  """
                  SELECT '%1$s' AS kind, (SELECT count(*) FROM musicbrainz.%1$s) AS total,
                         (SELECT count(*) FROM musicbrainz.%1$s WHERE %2$s IS NOT NULL) AS matched
                  """
                      .formatted(type.table(), type.discogsColumn()))
              .collect(Collectors.joining("UNION ALL "))
          + "UNION ALL SELECT 'relationships', count(*), 0 FROM musicbrainz.relationships";

  /** Rows of a table. */
  record Count(long total, long matched) {

    static final Count NONE = new Count(0, 0);
  }

  private final DataSource database;
  private final int limitSeconds;

  /**
   * @param limit of each query
   */
  MusicBrainzTables(DataSource database, Duration limit) {
    this.database = database;
    this.limitSeconds = Math.toIntExact(limit.toSeconds());
  }

  /** The links of all records that name this Discogs page. */
  List<ExternalLink> links(EnrichedType type, long discogsId) {
    return asking(connection -> {
      try (PreparedStatement statement =
          connection.prepareStatement(LINKS.formatted(type.table(), type.discogsColumn()))) {
        statement.setQueryTimeout(limitSeconds);
        statement.setString(1, type.entityType());
        statement.setLong(2, discogsId);
        List<ExternalLink> links = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            links.add(new ExternalLink(rows.getString("service"), rows.getString("url")));
          }
        }
        return links;
      }
    });
  }

  /** Rows by table. */
  Map<String, Count> counts() {
    return asking(connection -> {
      try (PreparedStatement statement = connection.prepareStatement(COUNTS)) {
        statement.setQueryTimeout(limitSeconds);
        Map<String, Count> counts = new HashMap<>();
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            counts.put(
                rows.getString("kind"), new Count(rows.getLong("total"), rows.getLong("matched")));
          }
        }
        return counts;
      }
    });
  }

  private interface Question<T> {
    T ask(Connection connection) throws SQLException;
  }

  private <T> T asking(Question<T> question) {
    try (Connection connection = database.getConnection()) {
      return question.ask(connection);
    } catch (SQLException e) {
      if (QUERY_CANCELED.equals(e.getSQLState())) {
        throw ApiException.timedOut("The query took longer than its limit", e);
      }
      if (new PostgresFailures().classify(e) == FailureClass.DETERMINISTIC) {
        throw new IllegalStateException(e);
      }
      throw ApiException.unavailable(
          "The MusicBrainz tables are not available; try again in a moment", e);
    }
  }
}
