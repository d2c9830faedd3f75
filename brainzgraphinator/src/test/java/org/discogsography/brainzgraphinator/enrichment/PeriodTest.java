package org.discogsography.brainzgraphinator.enrichment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PeriodTest {

  @Test
  void partialDatesAreOrderedByWhatIsKnown() {
    assertThat(
            Period.spanning(
                List.of(
                    new Period("1975", "1980-05", true, List.of("b")),
                    new Period("1975-04", "1980", true, List.of("a", "b")))))
        .isEqualTo(new Period("1975", "1980-05", true, List.of("a", "b")));
  }

  @Test
  void dateOfAnUnknownYearCountsAsUnknown() {
    assertThat(
            Period.spanning(
                List.of(
                    new Period("????-04-09", "????-05", true, List.of()),
                    new Period("1975", "1976", true, List.of()))))
        .isEqualTo(new Period("1975", "1976", true, List.of()));
  }

  @Test
  void endedWithoutAKnownDateIsEnded() {
    assertThat(Period.spanning(List.of(new Period(null, null, true, List.of()))))
        .isEqualTo(new Period(null, null, true, List.of()));
    assertThat(
            Period.spanning(
                List.of(
                    new Period(null, null, false, List.of()),
                    new Period("1970", "1971", true, List.of()))))
        .isEqualTo(new Period("1970", null, false, List.of()));
  }
}
