package org.discogsography.graphinator;

import java.time.Instant;
import java.util.List;
import org.discogsography.testkit.servers.TestNeo4j;
import org.junit.jupiter.api.BeforeEach;

/** What tests against the graph share: an empty one with its unique keys, at a known time. */
public abstract class GraphTest {

  protected static final Instant NOW = Instant.parse("2026-04-01T12:00:00Z");

  private static final List<String> KEYS =
      List.of(
          "Artist.id",
          "Label.id",
          "Master.id",
          "Release.id",
          "Genre.name",
          "Style.name",
          "Person.name",
          "ExtractionCompletion.version");

  protected final TestGraph graph;

  protected GraphTest(TestNeo4j neo4j) {
    neo4j.wipe();
    graph = new TestGraph(neo4j.driver());
    for (String key : KEYS) {
      String[] parts = key.split("\\.", -1);
      graph.run(
          "CREATE CONSTRAINT IF NOT EXISTS FOR (n:%s) REQUIRE n.%s IS UNIQUE"
              .formatted(parts[0], parts[1]));
    }
  }

  @BeforeEach
  void startAtAKnownTime() {
    graph.setTime(NOW);
  }
}
