package org.discogsography.tableinator.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YearRuleTest {

  private final YearRule rule = new YearRule(() -> Instant.parse("2026-12-31T23:59:59Z"));

  @ParameterizedTest
  @CsvSource({
    "1969, 1969",
    "1969-00-00, 1969",
    "1969-07-20, 1969",
    "'  1969 ', 1969",
    "19690720, 1969",
    "1860, 1860",
    "2027, 2027"
  })
  void dateThatBeginsWithAPlausibleYearTellsIt(String text, int year) {
    assertThat(rule.yearOf(text)).isEqualTo(year);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "19",
        "196?",
        "Unknown",
        "?",
        "0",
        "0400-01-01",
        "1859",
        "2028",
        "9999",
        "-1969",
        "１９６９",
        "١٩٦٩"
      })
  void dateWithoutAPlausibleYearTellsNone(String text) {
    assertThat(rule.yearOf(text)).isNull();
  }

  @Test
  void yearAfterNextBecomesPlausibleWithTheNewYearInUtc() {
    YearRule nextYear = new YearRule(() -> Instant.parse("2027-01-01T00:00:00Z"));

    assertThat(nextYear.yearOf("2028")).isEqualTo(2028);
  }
}
