package org.discogsography.api.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import org.discogsography.api.errors.InvalidParameterException;
import org.junit.jupiter.api.Test;

class YearWindowTest {

  private static final InstantSource IN_2026 =
      InstantSource.fixed(Instant.parse("2026-11-24T00:00:00Z"));
  private static final InstantSource IN_2035 =
      InstantSource.fixed(Instant.parse("2035-11-24T00:00:00Z"));

  @Test
  void upperBoundMovesWithTheClock() {
    assertThat(YearWindow.of(null, 2030, IN_2026).last()).isEqualTo(2030);
    assertThatThrownBy(() -> YearWindow.of(null, 2031, IN_2026))
        .isInstanceOf(InvalidParameterException.class);
    assertThat(YearWindow.of(null, 2036, IN_2035).last()).isEqualTo(2036);
    assertThatThrownBy(() -> YearWindow.of(2037, null, IN_2035))
        .isInstanceOf(InvalidParameterException.class);
  }

  @Test
  void keysTellWindowsApart() {
    assertThat(YearWindow.of(null, null, IN_2026).key()).isEqualTo("all");
    assertThat(YearWindow.of(null, 1980, IN_2026).key()).isEqualTo("1980");
    assertThat(YearWindow.of(1970, null, IN_2026).key()).isEqualTo("1970-");
    assertThat(YearWindow.of(1970, 1980, IN_2026).key()).isEqualTo("1970-1980");
  }
}
