package org.discogsography.benchmarks.pipeline;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Session;

/**
 * What both stores have noted as seen. Consumers take what was seen in the five minutes before an
 * extraction for seen by it; dumps are a month apart, the runs of a benchmark seconds.
 */
final class SeenMarks {

  private SeenMarks() {}

  /** Lets everything look as if it had been seen and written an hour earlier. */
  static void moveBack(StoreAddresses stores) throws SQLException {
    try (Connection connection = stores.postgres();
        Statement statement = connection.createStatement()) {
      statement.execute("UPDATE seen_ids SET seen_at = seen_at - interval '1 hour'");
      for (String table : StoreCounts.DISCOGS_TABLES) {
        statement.execute(
            "UPDATE %s SET updated_at = updated_at - interval '1 hour'".formatted(table));
      }
    }
    try (Driver driver = stores.neo4j();
        Session session = driver.session()) {
      session.run("MATCH (s:SeenIds) SET s.at = s.at - 3600000").consume();
    }
  }
}
