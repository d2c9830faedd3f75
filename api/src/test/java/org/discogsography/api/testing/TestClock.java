package org.discogsography.api.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that tests move. */
public final class TestClock implements InstantSource {

  private volatile Instant now = Instant.parse("2026-11-24T12:00:00Z");

  @Override
  public Instant instant() {
    return now;
  }

  /** Moves the clock; called by one thread only. */
  public void advance(Duration step) {
    Instant later = now.plus(step);
    now = later;
  }
}
