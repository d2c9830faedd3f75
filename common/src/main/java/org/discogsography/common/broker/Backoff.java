package org.discogsography.common.broker;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Pauses between attempts: doubling from the first to the longest, plus up to a quarter at random
 * so that many clients do not return at the same moment.
 */
public record Backoff(Duration first, Duration longest) {

  private static final double JITTER = 0.25;
  private static final int MOST_DOUBLINGS = 20;

  /** The pause after this many failures, counted from 1. */
  public Duration pause(int failures) {
    long doubled = first.toMillis() << Math.clamp(failures - 1L, 0, MOST_DOUBLINGS);
    long millis = Math.min(doubled, longest.toMillis());
    return Duration.ofMillis(
        millis + Math.round(millis * JITTER * ThreadLocalRandom.current().nextDouble()));
  }
}
