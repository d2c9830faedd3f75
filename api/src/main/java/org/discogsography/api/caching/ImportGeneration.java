package org.discogsography.api.caching;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.concurrent.locks.ReentrantLock;
import org.discogsography.api.graph.GraphQuery;
import org.discogsography.api.graph.GraphReader;
import org.neo4j.driver.Value;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A number that changes when an import has been finished, so that answers computed before it are
 * not served after it: the instant of the newest finished post-import work, 0 when there is none.
 * The graph is asked at most once a minute.
 */
public final class ImportGeneration {

  private static final Logger log = LoggerFactory.getLogger(ImportGeneration.class);
  private static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(60);

  /**
   * When each finished import was completed, as an ISO instant, a datetime or epoch milliseconds;
   * there is one node for each dump version.
   */
  private static final String FINISHED_IMPORTS =
      """
      MATCH (c:ExtractionCompletion)
      WHERE c.maintenance_state = 'completed' AND c.completed_at IS NOT NULL
      RETURN c.completed_at AS completed_at
      LIMIT 10000
      """;

  private final GraphReader graph;
  private final InstantSource clock;
  private final ReentrantLock asking = new ReentrantLock();
  private volatile Known known = new Known(0, Instant.MIN);

  ImportGeneration(GraphReader graph, InstantSource clock) {
    this.graph = graph;
    this.clock = clock;
  }

  /** The generation of the data that queries started from now on will see. */
  public long current() {
    if (isFresh(known)) {
      return known.generation();
    }
    asking.lock();
    try {
      if (!isFresh(known)) {
        known = new Known(ask(), clock.instant());
      }
      return known.generation();
    } finally {
      asking.unlock();
    }
  }

  private boolean isFresh(Known value) {
    return !value.askedAt().equals(Instant.MIN)
        && clock.instant().isBefore(value.askedAt().plus(ASK_AGAIN_AFTER));
  }

  private long ask() {
    try {
      return graph
          .rows(GraphQuery.of(FINISHED_IMPORTS), row -> epochMillis(row.get("completed_at")))
          .stream()
          .mapToLong(Long::longValue)
          .max()
          .orElse(0);
    } catch (RuntimeException e) {
      log.debug("import generation unknown, keeping the last one", e);
      return known.generation();
    }
  }

  private static long epochMillis(Value completedAt) {
    return switch (completedAt.asObject()) {
      case Number millis -> millis.longValue();
      case ZonedDateTime time -> time.toInstant().toEpochMilli();
      case OffsetDateTime time -> time.toInstant().toEpochMilli();
      case String text -> Instant.parse(text).toEpochMilli();
      case LocalDateTime time -> time.toInstant(ZoneOffset.UTC).toEpochMilli();
      default -> 0;
    };
  }

  private record Known(long generation, Instant askedAt) {}
}
