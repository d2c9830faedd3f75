package org.discogsography.common.consuming;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.discogsography.common.broker.Backoff;
import org.discogsography.common.logging.FailureText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for the store to be usable again. It is probed with growing pauses, so that an outage of
 * any length costs no record a delivery attempt.
 */
final class StoreWatch {

  private static final Logger log = LoggerFactory.getLogger(StoreWatch.class);
  private static final Backoff PAUSES = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(30));
  private static final Backoff PROBES = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10));
  private static final long STOP_CHECK_MILLIS = 100;

  private final String store;
  private final StoreProbe probe;
  private final BooleanSupplier stopping;
  private final Backoff pauses;
  private final Backoff probes;
  private volatile boolean everAvailable;
  private volatile boolean away;

  StoreWatch(String store, StoreProbe probe, BooleanSupplier stopping) {
    this(store, probe, stopping, PAUSES, PROBES);
  }

  /**
   * @param pauses between attempts to write
   * @param probes between questions whether the store is back
   */
  StoreWatch(
      String store, StoreProbe probe, BooleanSupplier stopping, Backoff pauses, Backoff probes) {
    this.store = store;
    this.probe = probe;
    this.stopping = stopping;
    this.pauses = pauses;
    this.probes = probes;
  }

  /** True once the lane has been asked to end. */
  boolean stopping() {
    return stopping.getAsBoolean();
  }

  boolean everAvailable() {
    return everAvailable;
  }

  boolean away() {
    return away;
  }

  /** Pauses after this many consecutive failures, ending at once on shutdown. */
  void pauseAfter(int failures) throws InterruptedException, StoppedException {
    sleep(pauses.pause(failures));
  }

  /** True when the store answers now. */
  boolean answers() {
    try {
      probe.check();
      everAvailable = true;
      if (away) {
        away = false;
        log.info("✅ {} is back", store);
      }
      return true;
    } catch (Exception e) {
      if (!away) {
        away = true;
        log.atWarn()
            .setMessage("⏳ " + store + " cannot be used, waiting for it")
            .addKeyValue("reason", FailureText.reason(e))
            .log();
      }
      return false;
    }
  }

  /** Returns when the store answers. */
  void awaitAnswer() throws InterruptedException, StoppedException {
    for (int failures = 1; !answers(); failures++) {
      sleep(probes.pause(failures));
    }
  }

  /** Waits for the next probe of an outage. */
  void pauseBetweenProbes(int failures) throws InterruptedException, StoppedException {
    sleep(probes.pause(failures));
  }

  void sleep(Duration duration) throws InterruptedException, StoppedException {
    long end = System.nanoTime() + duration.toNanos();
    while (true) {
      if (stopping.getAsBoolean()) {
        throw new StoppedException();
      }
      long leftMillis = (end - System.nanoTime()) / 1_000_000;
      if (leftMillis <= 0) {
        return;
      }
      Thread.sleep(Math.min(leftMillis, STOP_CHECK_MILLIS));
    }
  }
}
