package org.discogsography.extractor.acquisition;

import java.time.Duration;

/** The politeness that a site on this machine needs. */
public final class Hasty {

  public static final Politeness POLITENESS =
      new Politeness(
          "test-agent",
          Duration.ZERO,
          Duration.ofSeconds(2),
          Duration.ofMillis(1),
          5,
          Duration.ofSeconds(5),
          Duration.ofMillis(300),
          3,
          Duration.ofMillis(1));

  private Hasty() {}
}
