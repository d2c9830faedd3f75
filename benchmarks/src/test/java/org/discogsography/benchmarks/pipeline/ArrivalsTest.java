package org.discogsography.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class ArrivalsTest {

  private static final long SECOND = 1_000_000_000L;

  private final Arrivals arrivals = new Arrivals(1_000, SECOND);

  @Test
  void rateCountsFromTheFirstQuarterToTheLastRecord() {
    arrivals.saw(0, 2 * SECOND);
    arrivals.saw(240, 9 * SECOND);
    arrivals.saw(400, 10 * SECOND);
    arrivals.saw(900, 11 * SECOND);
    arrivals.saw(1_000, 13 * SECOND);
    arrivals.saw(1_000, 20 * SECOND);

    assertThat(arrivals.steadyPerSecond()).isEqualTo(200);
    assertThat(arrivals.endNanos()).isEqualTo(13 * SECOND);
  }

  @Test
  void loadThatIsSeenOnlyWhenItIsOverHasTheRateOfTheWhole() {
    arrivals.saw(0, 2 * SECOND);
    arrivals.saw(1_000, 5 * SECOND);

    assertThat(arrivals.steadyPerSecond()).isEqualTo(250);
  }

  @Test
  void loadIsIncompleteUntilTheLastRecord() {
    arrivals.saw(999, 3 * SECOND);

    assertThat(arrivals.areComplete()).isFalse();
    assertThatIllegalStateException().isThrownBy(arrivals::steadyPerSecond);

    arrivals.saw(1_000, 4 * SECOND);

    assertThat(arrivals.areComplete()).isTrue();
  }
}
