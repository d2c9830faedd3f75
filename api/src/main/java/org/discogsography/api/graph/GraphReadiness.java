package org.discogsography.api.graph;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.neo4j.driver.Driver;
import org.neo4j.driver.SessionConfig;
import org.neo4j.driver.TransactionConfig;
import org.neo4j.driver.exceptions.Neo4jException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows whether the graph answers. It asks at most every five seconds while the graph is up and
 * every second while it is down; requests that come while one of them asks go by the last answer.
 */
public final class GraphReadiness {

  private static final Logger log = LoggerFactory.getLogger(GraphReadiness.class);
  private static final long ASK_AGAIN_WHEN_UP = TimeUnit.SECONDS.toNanos(5);
  private static final long ASK_AGAIN_WHEN_DOWN = TimeUnit.SECONDS.toNanos(1);
  private static final Duration PROBE_LIMIT = Duration.ofSeconds(5);
  private static final String PROBE = "RETURN 1";

  private final Driver driver;
  private final ReentrantLock asking = new ReentrantLock();
  private volatile State state = new State(false, false, System.nanoTime() - ASK_AGAIN_WHEN_UP);

  GraphReadiness(Driver driver) {
    this.driver = driver;
  }

  /** Whether the graph answered when it was last asked. */
  public boolean isUp() {
    State known = state;
    long age = System.nanoTime() - known.askedAt();
    if (age < (known.up() ? ASK_AGAIN_WHEN_UP : ASK_AGAIN_WHEN_DOWN)) {
      return known.up();
    }
    if (!known.everAsked()) {
      asking.lock();
    } else if (!asking.tryLock()) {
      return known.up();
    }
    try {
      return state == known ? ask() : state.up();
    } finally {
      asking.unlock();
    }
  }

  /** A query found no connection. */
  void reportDown() {
    change(false);
  }

  private boolean ask() {
    boolean up;
    try (var session = driver.session(SessionConfig.defaultConfig())) {
      session.run(PROBE, TransactionConfig.builder().withTimeout(PROBE_LIMIT).build()).consume();
      up = true;
    } catch (Neo4jException e) {
      log.debug("graph does not answer", e);
      up = false;
    }
    change(up);
    return up;
  }

  private void change(boolean up) {
    State before = state;
    state = new State(true, up, System.nanoTime());
    if (before.everAsked() && before.up() == up) {
      return;
    }
    if (up) {
      log.info("🔗 The graph answers");
    } else {
      log.warn("🔗 The graph does not answer; requests get 503 until it does");
    }
  }

  private record State(boolean everAsked, boolean up, long askedAt) {}
}
