package org.discogsography.benchmarks.pipeline;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Session;

/**
 * Loads a small catalogue of its own before anything is measured, and empties the stores again: a
 * virtual machine runs a program at its full speed only after it has run it for a while, and a
 * whole catalogue takes an hour.
 */
final class WarmUp {

  /** As the graphinator deletes: whoever remembers a node has to learn that it is gone. */
  private static final String EMPTY_GRAPH =
      """
      MATCH (n:%s)
      CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 2000 ROWS
      """
          .formatted(String.join("|", StoreCounts.LABELS) + "|SeenIds");

  private static final String NOTE_REMOVAL = "MATCH (r:Removals) SET r.count = r.count + 1";

  private final GeneratedDumps dumps;
  private final Consumer<String> news;

  WarmUp(GeneratedDumps dumps, Consumer<String> news) {
    this.dumps = dumps;
    this.news = news;
  }

  void run(BenchStack stack, LoadRunner runner)
      throws IOException, InterruptedException, SQLException {
    news.accept("warming up");
    runner.load("releases", dumps.whole(), dumps.records("releases"));
    runner.awaitPostImport();
    emptyGraph(stack.stores());
    emptyTables(stack.stores());
  }

  private static void emptyGraph(StoreAddresses stores) {
    try (Driver driver = stores.neo4j();
        Session session = driver.session()) {
      session.run(EMPTY_GRAPH).consume();
      session.run(NOTE_REMOVAL).consume();
    }
  }

  private static void emptyTables(StoreAddresses stores) throws SQLException {
    try (Connection connection = stores.postgres();
        Statement statement = connection.createStatement()) {
      statement.execute("TRUNCATE seen_ids, " + String.join(", ", StoreCounts.TABLES));
    }
  }
}
