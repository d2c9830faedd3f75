package org.discogsography.api.facets;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.discogsography.api.caching.ImportGeneration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills the facet tables once for each import, in the background and one query at a time. What is
 * stored already is not read again, so that a restart goes on where the process ended.
 */
final class FacetFilling implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(FacetFilling.class);

  /** After an import everybody asks for new data; the filling waits for a quieter moment. */
  private static final Duration SETTLING = Duration.ofSeconds(60);

  private static final Duration BEFORE_RETRY = Duration.ofMinutes(10);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

  private final FacetQueries queries;
  private final FacetStore store;
  private final ImportGeneration generation;
  private final InstantSource clock;
  private long seen;
  private long filled;
  private Instant notBefore = Instant.MIN;
  private volatile boolean closed;
  private @Nullable Thread thread;

  FacetFilling(
      FacetQueries queries, FacetStore store, ImportGeneration generation, InstantSource clock) {
    this.queries = queries;
    this.store = store;
    this.generation = generation;
    this.clock = clock;
  }

  void start() {
    thread = Thread.ofVirtual().name("facet-filling").start(this::lookAgainAndAgain);
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    Thread running = thread;
    if (running != null) {
      running.interrupt();
      running.join(BETWEEN_LOOKS);
    }
  }

  private void lookAgainAndAgain() {
    try {
      while (!closed) {
        look();
        Thread.sleep(BETWEEN_LOOKS);
      }
    } catch (InterruptedException e) {
      log.debug("facet filling ends", e);
    }
  }

  /** Fills the tables if a new import was seen long enough ago. */
  synchronized void look() {
    long now = generation.current();
    if (now == 0 || now == filled) {
      return;
    }
    if (now != seen) {
      seen = now;
      notBefore = clock.instant().plus(SETTLING);
    }
    if (clock.instant().isBefore(notBefore)) {
      return;
    }
    try {
      store.alone(() -> fill(now));
    } catch (SQLException | RuntimeException e) {
      notBefore = clock.instant().plus(BEFORE_RETRY);
      log.atWarn()
          .setMessage("⚠️ Facets cannot be filled now, trying again later")
          .addKeyValue("error", e.getMessage())
          .log();
    }
  }

  private void fill(long now) throws SQLException {
    Instant begun = clock.instant();
    List<FacetParent> parents = queries.parents();
    Set<FacetParent> done = store.filled(now);
    int failed = 0;
    for (FacetParent parent : parents) {
      if (closed || generation.current() != now) {
        return;
      }
      if (!done.contains(parent) && !fill(now, parent)) {
        failed++;
      }
    }
    if (failed > 0) {
      notBefore = clock.instant().plus(BEFORE_RETRY);
      return;
    }
    store.forgetOthers(now);
    filled = now;
    log.atInfo()
        .setMessage("📊 Facets filled")
        .addKeyValue("generation", now)
        .addKeyValue("parents", parents.size())
        .addKeyValue("duration_ms", Duration.between(begun, clock.instant()).toMillis())
        .log();
  }

  /** False when the graph could not answer for this one; the others may still be had. */
  private boolean fill(long now, FacetParent parent) throws SQLException {
    try {
      store.write(now, queries.facets(parent));
      return true;
    } catch (RuntimeException e) {
      log.atWarn()
          .setMessage("⚠️ Facets of one genre or style left out for now")
          .addKeyValue("type", parent.type().publicName())
          .addKeyValue("name", parent.name())
          .addKeyValue("error", e.getMessage())
          .log();
      return false;
    }
  }
}
