package org.discogsography.api.statistics;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.discogsography.api.caching.SingleFlight;
import org.discogsography.api.graph.GraphQuery;
import org.discogsography.api.graph.GraphReader;

/** Reads how many nodes there are; the numbers are up to a minute old. */
final class NodeCounts {

  /**
   * Six look-ups in the store's own counters; nothing is scanned, as long as each count stands
   * alone in its clause.
   */
  static final String COUNTS =
      """
      MATCH (n:Artist) WITH count(n) AS nodes RETURN 'artists' AS kind, nodes LIMIT 1
      UNION ALL MATCH (n:Label) WITH count(n) AS nodes RETURN 'labels' AS kind, nodes LIMIT 1
      UNION ALL MATCH (n:Release) WITH count(n) AS nodes RETURN 'releases' AS kind, nodes LIMIT 1
      UNION ALL MATCH (n:Master) WITH count(n) AS nodes RETURN 'masters' AS kind, nodes LIMIT 1
      UNION ALL MATCH (n:Genre) WITH count(n) AS nodes RETURN 'genres' AS kind, nodes LIMIT 1
      UNION ALL MATCH (n:Style) WITH count(n) AS nodes RETURN 'styles' AS kind, nodes LIMIT 1
      """;

  private static final String ONLY_ENTRY = "counts";

  private final GraphReader graph;
  private final SingleFlight<String> flights = new SingleFlight<>();
  private final Cache<String, GraphStatistics> cache;

  NodeCounts(GraphReader graph, Duration timeToLive) {
    this.graph = graph;
    this.cache = Caffeine.newBuilder().maximumSize(1).expireAfterWrite(timeToLive).build();
  }

  GraphStatistics current() {
    GraphStatistics kept = cache.getIfPresent(ONLY_ENTRY);
    if (kept != null) {
      return kept;
    }
    return flights.run(
        ONLY_ENTRY,
        () -> {
          GraphStatistics counted = count();
          cache.put(ONLY_ENTRY, counted);
          return counted;
        });
  }

  private GraphStatistics count() {
    Map<String, Long> nodes = new HashMap<>();
    graph.rows(
        GraphQuery.of(COUNTS),
        row -> nodes.put(row.get("kind").asString(), row.get("nodes").asLong()));
    return GraphStatistics.of(
        new GraphStatistics.Counts(
            nodes.getOrDefault("artists", 0L),
            nodes.getOrDefault("labels", 0L),
            nodes.getOrDefault("releases", 0L),
            nodes.getOrDefault("masters", 0L),
            nodes.getOrDefault("genres", 0L),
            nodes.getOrDefault("styles", 0L)));
  }
}
