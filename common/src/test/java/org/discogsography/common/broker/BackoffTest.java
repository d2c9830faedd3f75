package org.discogsography.common.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

  private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 1", "2, 2", "3, 4", "5, 16", "6, 30", "7, 30", "2000000000, 30"})
  void pauseDoublesUpToTheLongestPlusAQuarterAtMost(int failures, long seconds) {
    for (int repeat = 0; repeat < 100; repeat++) {
      assertThat(backoff.pause(failures))
          .isBetween(Duration.ofSeconds(seconds), Duration.ofMillis(seconds * 1250));
    }
  }
}
