package org.discogsography.benchmarks.pipeline;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Session;

/** Everything that loads leave in the stores. */
final class StoredRecords {

  /** As the graphinator deletes: whoever remembers a node has to learn that it is gone. */
  private static final String EMPTY_GRAPH =
      """
      MATCH (n:%s)
      CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 2000 ROWS
      """
          .formatted(String.join("|", StoreCounts.LABELS) + "|SeenIds|HeldEnrichment");

  private static final String NOTE_REMOVAL = "MATCH (r:Removals) SET r.count = r.count + 1";

  private StoredRecords() {}

  /** Deletes all of it. */
  static void deleteAll(StoreAddresses stores) throws SQLException {
    try (Driver driver = stores.neo4j();
        Session session = driver.session()) {
      session.run(EMPTY_GRAPH).consume();
      session.run(NOTE_REMOVAL).consume();
    }
    try (Connection connection = stores.postgres();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "TRUNCATE seen_ids, musicbrainz.seen_rows, "
              + String.join(", ", StoreCounts.everyTable()));
    }
  }
}
