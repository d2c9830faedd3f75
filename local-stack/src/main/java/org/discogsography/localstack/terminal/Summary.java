package org.discogsography.localstack.terminal;

import java.io.PrintStream;
import java.util.Map;
import org.discogsography.localstack.stack.StackPlan;
import org.discogsography.localstack.stack.StackState;

/** What is there and where to look. */
final class Summary {

  private static final String[] NODES = {
    "Artist", "Label", "Master", "Release", "Genre", "Style", "relationships"
  };
  private static final String[] TABLES = {"artists", "labels", "masters", "releases"};

  private static final String[] MUSICBRAINZ = {
    "musicbrainz.artists",
    "musicbrainz.labels",
    "musicbrainz.release_groups",
    "musicbrainz.releases",
    "musicbrainz.relationships",
    "musicbrainz.external_links"
  };

  private Summary() {}

  static void counts(PrintStream out, Map<String, Long> counts) {
    out.println("graph:   " + row(counts, NODES));
    out.println("tables:  " + row(counts, TABLES));
    if (counts.containsKey(MUSICBRAINZ[0])) {
      out.println("         " + row(counts, MUSICBRAINZ));
    }
  }

  private static String row(Map<String, Long> counts, String... names) {
    StringBuilder text = new StringBuilder();
    for (String name : names) {
      if (counts.containsKey(name)) {
        text.append(text.isEmpty() ? "" : ", ");
        text.append("%,d %s".formatted(counts.get(name), name));
      }
    }
    return text.isEmpty() ? "nothing yet" : text.toString();
  }

  static void addresses(PrintStream out, StackState state) {
    int offset = state.portOffset();
    if (state.part("api").isPresent()) {
      out.println("API:     http://localhost:%d/swagger-ui.html".formatted(StackPlan.API + offset));
      out.println(
          "         http://localhost:%d/api/explore?name=Miles%%20Davis&type=artist"
              .formatted(StackPlan.API + offset));
    }
    if (state.part("neo4j").isPresent()) {
      out.println(
          "Neo4j:   http://localhost:%d (bolt %d, neo4j/discogsography)"
              .formatted(StackPlan.NEO4J_HTTP + offset, StackPlan.BOLT + offset));
    }
    state
        .part("postgres")
        .ifPresent(
            part -> out.println("SQL:     %s (user discogsography)".formatted(part.address())));
    state.part("rabbitmq").ifPresent(part -> out.println("Broker:  " + part.address()));
    out.println("Next:    ./discogsography status | logs [SERVICE] | down");
  }
}
