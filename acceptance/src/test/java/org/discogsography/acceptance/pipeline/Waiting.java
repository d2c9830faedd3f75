package org.discogsography.acceptance.pipeline;

import java.time.Duration;

/** Waits for what other processes do. */
public final class Waiting {

  private static final Duration LONGEST = Duration.ofSeconds(90);
  private static final long POLL_MILLIS = 20;

  private Waiting() {}

  /** Something that may have come true. */
  public interface Condition {
    boolean holds() throws InterruptedException;
  }

  /** Returns when the condition holds. */
  public static void until(String what, Condition condition) throws InterruptedException {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + LONGEST.toSeconds() + " s: " + what);
      }
      Thread.sleep(POLL_MILLIS);
    }
  }
}
