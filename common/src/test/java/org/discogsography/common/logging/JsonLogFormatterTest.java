package org.discogsography.common.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonLogFormatterTest {

  private final Logger logger = (Logger) LoggerFactory.getLogger("org.discogsography.test");
  private final Lines lines = new Lines();

  @BeforeEach
  void listen() {
    logger.setLevel(Level.TRACE);
    logger.setAdditive(false);
    lines.start();
    logger.addAppender(lines);
  }

  @AfterEach
  void forget() {
    MDC.clear();
    logger.detachAppender(lines);
  }

  @Test
  void lineHasTheAgreedKeysInOrder() {
    JsonNode line =
        line(log ->
            log.atInfo()
                .setMessage("📦 Batch written")
                .addKeyValue("records", 7)
                .addKeyValue("type", "artists")
                .log());

    assertThat(line.propertyNames())
        .containsExactly(
            "environment",
            "event",
            "level",
            "lineno",
            "logger",
            "records",
            "service",
            "timestamp",
            "type");
    assertThat(line.at("/event").asString()).isEqualTo("📦 Batch written");
    assertThat(line.at("/level").asString()).isEqualTo("info");
    assertThat(line.at("/logger").asString()).isEqualTo("org.discogsography.test");
    assertThat(line.at("/service").asString()).isEqualTo("tableinator");
    assertThat(line.at("/environment").asString()).isEqualTo("staging");
    assertThat(line.at("/records").isIntegralNumber()).isTrue();
    assertThat(line.at("/lineno").asInt()).isPositive();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-04-01T12:00:00Z, 2026-04-01T12:00:00.000000Z",
    "2026-04-01T12:00:00.5Z, 2026-04-01T12:00:00.500000Z"
  })
  void timestampAlwaysHasAFraction(Instant instant, String written) {
    LoggingEvent event = new LoggingEvent();
    event.setLoggerContext(logger.getLoggerContext());
    event.setLoggerName("test");
    event.setLevel(Level.INFO);
    event.setMessage("now");
    event.setInstant(instant);

    assertThat(read(format(event)).at("/timestamp").asString()).isEqualTo(written);
  }

  @Test
  void warnIsWrittenInFull() {
    assertThat(line(log -> log.warn("⚠️ slow")).at("/level").asString()).isEqualTo("warning");
  }

  @Test
  void severalLinesOfTextStayOneLineOfLog() {
    logger.error("❌ two\nlines", new IllegalStateException("also\ntwo"));

    String formatted = lines.last;

    assertThat(formatted).endsWith("}\n");
    assertThat(formatted.lines()).hasSize(1);
  }

  @Test
  void exceptionIsTakenApart() {
    JsonNode exception =
        line(log -> log.error("❌ failed", new IllegalStateException("no room"))).at("/exception");

    assertThat(exception.at("/type").asString()).isEqualTo("java.lang.IllegalStateException");
    assertThat(exception.at("/message").asString()).isEqualTo("no room");
    assertThat(exception.at("/stack").asString()).contains("exceptionIsTakenApart");
  }

  @Test
  void exceptionWithoutTextIsCalledByItsClass() {
    JsonNode line = line(log -> log.error("❌ failed", new IllegalStateException()));

    assertThat(line.at("/exception/message").asString()).isEqualTo("IllegalStateException");
  }

  @Test
  void contextIsAddedButHidesNothing() {
    MDC.put("request_id", "r-1");
    MDC.put("level", "forged");

    JsonNode line = line(log -> log.info("asked"));

    assertThat(line.at("/request_id").asString()).isEqualTo("r-1");
    assertThat(line.at("/level").asString()).isEqualTo("info");
  }

  @Test
  void listsAndNumbersWithoutJsonFormAreText() {
    JsonNode line =
        line(log ->
            log.atInfo()
                .setMessage("figures")
                .addKeyValue("types", List.of("artists", "labels"))
                .addKeyValue("rate", Double.NaN)
                .log());

    assertThat(line.at("/types").asString()).isEqualTo("[artists, labels]");
    assertThat(line.at("/rate").asString()).isEqualTo("NaN");
  }

  private JsonNode line(Consumer<Logger> logging) {
    logging.accept(logger);
    return read(lines.last);
  }

  private static JsonNode read(String line) {
    return JsonMapper.shared().readTree(line);
  }

  private static String format(ILoggingEvent event) {
    StandardEnvironment environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .addFirst(
            new MapPropertySource(
                "test",
                Map.of("spring.application.name", "tableinator", "ENVIRONMENT", "staging")));
    return new JsonLogFormatter(environment).format(event);
  }

  /** Formats within the logging call, where the line of the call site is known. */
  private static final class Lines extends AppenderBase<ILoggingEvent> {

    private String last = "";

    @Override
    protected void append(ILoggingEvent event) {
      last = format(event);
    }
  }
}
