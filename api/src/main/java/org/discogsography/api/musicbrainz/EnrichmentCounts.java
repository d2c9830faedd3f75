package org.discogsography.api.musicbrainz;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.discogsography.api.caching.SingleFlight;
import org.discogsography.api.graph.GraphReader;

/** Counts in both stores, one query each; the numbers are kept, as counting takes seconds. */
final class EnrichmentCounts {

  private static final String ONLY_ENTRY = "status";

  private final GraphReader graph;
  private final EnrichedNodes nodes;
  private final MusicBrainzTables tables;
  private final SingleFlight<String> flights = new SingleFlight<>();
  private final Cache<String, EnrichmentStatus> cache;

  EnrichmentCounts(
      GraphReader graph, EnrichedNodes nodes, MusicBrainzTables tables, Duration timeToLive) {
    this.graph = graph;
    this.nodes = nodes;
    this.tables = tables;
    this.cache = Caffeine.newBuilder().maximumSize(1).expireAfterWrite(timeToLive).build();
  }

  EnrichmentStatus current() {
    EnrichmentStatus kept = cache.getIfPresent(ONLY_ENTRY);
    if (kept != null) {
      return kept;
    }
    return flights.run(
        ONLY_ENTRY,
        () -> {
          EnrichmentStatus counted = count();
          cache.put(ONLY_ENTRY, counted);
          return counted;
        });
  }

  private EnrichmentStatus count() {
    CompletableFuture<Map<String, Long>> besides = graph.beside(nodes::counts);
    Map<String, MusicBrainzTables.Count> rows = tables.counts();
    Map<String, Long> enriched = GraphReader.await(besides);
    return new EnrichmentStatus(
        new EnrichmentStatus.MusicBrainz(
            matched(EnrichedType.ARTIST, rows, enriched),
            matched(EnrichedType.LABEL, rows, enriched),
            matched(EnrichedType.RELEASE, rows, enriched),
            matched(EnrichedType.MASTER, rows, enriched),
            new EnrichmentStatus.Relationships(
                rows.getOrDefault("relationships", MusicBrainzTables.Count.NONE).total(),
                enriched.getOrDefault("relationships", 0L))));
  }

  private static EnrichmentStatus.Matched matched(
      EnrichedType type, Map<String, MusicBrainzTables.Count> rows, Map<String, Long> enriched) {
    MusicBrainzTables.Count count = rows.getOrDefault(type.table(), MusicBrainzTables.Count.NONE);
    return new EnrichmentStatus.Matched(
        count.total(), count.matched(), enriched.getOrDefault(type.table(), 0L));
  }
}
