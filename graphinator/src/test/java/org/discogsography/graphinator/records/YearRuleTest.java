package org.discogsography.graphinator.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YearRuleTest {

  private final YearRule years = new YearRule(() -> Instant.parse("2026-12-31T23:59:59Z"));

  @ParameterizedTest
  @CsvSource({
    "1969, 1969",
    "1969-00-00, 1969",
    "'  1969-05 ', 1969",
    "19690501, 1969",
    "1860, 1860",
    "2027, 2027"
  })
  void plausibleYearIsKept(String text, int year) {
    assertThat(years.yearOf(text)).isEqualTo(year);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "19",
        "196?",
        "Unknown",
        "0",
        "0400-01-01",
        "9999",
        "1859",
        "2028",
        "１９６９"
      })
  void otherTextHasNoYear(String text) {
    assertThat(years.yearOf(text)).isNull();
  }

  @Test
  void nextYearIsCountedInUtc() {
    assertThat(new YearRule(() -> Instant.parse("2027-01-01T00:00:00Z")).yearOf("2028"))
        .isEqualTo(2028);
  }
}
