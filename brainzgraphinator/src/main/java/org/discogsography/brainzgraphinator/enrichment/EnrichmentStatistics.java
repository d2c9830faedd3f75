package org.discogsography.brainzgraphinator.enrichment;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What has been done since the start of the process; counted after each commit. */
public final class EnrichmentStatistics {

  /** What is counted. */
  public enum Counter {
    ENTITIES_ENRICHED,
    ENTITIES_UNCHANGED,
    /** The sum of the next three. */
    ENTITIES_SKIPPED_NO_DISCOGS_MATCH,
    ENTITIES_SKIPPED_NO_DISCOGS_ID,
    ENTITIES_SKIPPED_NO_DISCOGS_NODE,
    /** Another MBID holds the node. */
    ENTITIES_SKIPPED_NODE_TAKEN,
    /** Nodes that no record is about any more. */
    ENTITIES_WITHDRAWN,
    RELATIONSHIPS_CREATED,
    RELATIONSHIPS_UPDATED,
    RELATIONSHIPS_REMOVED,
    RELATIONSHIPS_SKIPPED_MISSING_SIDE;

    private String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Counts of one attempt to write a batch. */
  static final class Tally {

    private final Map<Counter, Long> counts = new EnumMap<>(Counter.class);

    void add(Counter counter, long more) {
      counts.merge(counter, more, Long::sum);
    }

    void skip(Counter reason) {
      add(reason, 1);
      add(Counter.ENTITIES_SKIPPED_NO_DISCOGS_MATCH, 1);
    }

    long get(Counter counter) {
      return counts.getOrDefault(counter, 0L);
    }
  }

  private final Map<Counter, Long> totals = new EnumMap<>(Counter.class);

  public EnrichmentStatistics(MeterRegistry metrics) {
    for (Counter counter : Counter.values()) {
      FunctionCounter.builder("discogsography.enrichment", this, all -> all.get(counter))
          .tag("counter", counter.text())
          .register(metrics);
    }
  }

  /** Adds the counts of a committed attempt. */
  synchronized void add(Tally tally) {
    tally.counts.forEach((counter, count) -> totals.merge(counter, count, Long::sum));
  }

  public synchronized long get(Counter counter) {
    return totals.getOrDefault(counter, 0L);
  }

  /** All counters at one moment, by name. */
  public synchronized Map<String, Long> snapshot() {
    Map<String, Long> snapshot = new LinkedHashMap<>();
    for (Counter counter : Counter.values()) {
      snapshot.put(counter.text(), get(counter));
    }
    return snapshot;
  }
}
