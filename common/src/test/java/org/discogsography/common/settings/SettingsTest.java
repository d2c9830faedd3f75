package org.discogsography.common.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class SettingsTest {

  private final Logger logger = (Logger) LoggerFactory.getLogger(Settings.class);
  private final ListAppender<ILoggingEvent> warnings = new ListAppender<>();

  @BeforeEach
  void listen() {
    warnings.start();
    logger.addAppender(warnings);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(warnings);
  }

  @Test
  void valueIsTrimmed() {
    assertThat(of("  x ").text("NAME", "default")).isEqualTo("x");
    assertThat(of("  x ").required("NAME")).isEqualTo("x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\n"})
  void blankValueCountsAsAbsent(String blank) {
    assertThat(of(blank).optional("NAME")).isNull();
    assertThat(of(blank).text("NAME", "default")).isEqualTo("default");
    assertThat(of(blank).wholeNumber("NAME", 7, 1)).isEqualTo(7);
    assertThat(of(blank).flag("NAME", true)).isTrue();
    assertThat(warned()).isFalse();
  }

  @Test
  void missingRequiredValuesAreNamedAllAtOnce() {
    Settings settings = Settings.from(Map.of("THERE", "x", "BLANK", " ")::get);
    settings.required("FIRST");
    settings.required("THERE");
    settings.required("BLANK");
    settings.required("FIRST");

    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(settings::verify)
        .withMessageContaining("FIRST, BLANK")
        .withMessageNotContaining("THERE");
  }

  @Test
  void nothingMissingIsNoFailure() {
    Settings settings = of("x");
    settings.required("NAME");

    assertThatCode(settings::verify).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "42, 42", "' 9 ', 9"})
  void wholeNumberIsRead(String text, int number) {
    assertThat(of(text).wholeNumber("NAME", 7, 1)).isEqualTo(number);
    assertThat(warned()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "x", "1.5", "99999999999"})
  void invalidWholeNumberGivesTheDefaultAndAWarning(String text) {
    assertThat(of(text).wholeNumber("NAME", 7, 1)).isEqualTo(7);
    assertThat(warned()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-0.1", "x", "NaN", "Infinity", "1e999"})
  void invalidDecimalGivesTheDefaultAndAWarning(String text) {
    assertThat(of(text).decimal("NAME", 0.9, 0)).isEqualTo(0.9);
    assertThat(warned()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"2, 2000", "0.5, 500", "0, 0"})
  void secondsMayHaveAFraction(String text, long millis) {
    assertThat(of(text).seconds("NAME", 5)).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "65535, 65535", "0, 5672", "65536, 5672", "abc, 5672", "-1, 5672"})
  void portIsWithinItsLimits(String text, int port) {
    assertThat(of(text).port("NAME", 5672)).isEqualTo(port);
    assertThat(warned()).isEqualTo(port == 5672);
  }

  @ParameterizedTest
  @CsvSource({
    "true, true", "TRUE, true", "1, true", "' Yes ', true",
    "false, false", "False, false", "0, false", "NO, false"
  })
  void flagHasThreeWordsForEachSide(String text, boolean flag) {
    assertThat(of(text).flag("NAME", !flag)).isEqualTo(flag);
    assertThat(warned()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"on", "off", "y", "enabled", "2"})
  void anyOtherWordGivesTheDefaultAndAWarning(String text) {
    assertThat(of(text).flag("NAME", true)).isTrue();
    assertThat(of(text).flag("NAME", false)).isFalse();
    assertThat(warned()).isTrue();
  }

  private static Settings of(String value) {
    return Settings.from(Map.of("NAME", value)::get);
  }

  private boolean warned() {
    return warnings.list.stream().anyMatch(event -> event.getLevel().levelStr.equals("WARN"));
  }
}
