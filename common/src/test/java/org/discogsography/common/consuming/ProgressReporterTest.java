package org.discogsography.common.consuming;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.ExtractionComplete;
import org.discogsography.common.messages.Source;
import org.discogsography.common.settings.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ProgressReporterTest {

  private static final String PROGRESS = "📊 Progress";
  private static final String IDLE = "⏳ Idle, waiting for messages";

  private final Logger logger = (Logger) LoggerFactory.getLogger(ProgressReporter.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final LaneStatus artists = new LaneStatus(DataType.ARTISTS, 100);
  private final LaneStatus labels = new LaneStatus(DataType.LABELS, 100);
  private final ProgressReporter reporter =
      new ProgressReporter(
          ConsumerSettings.from(
              Settings.from(Map.of("STARTUP_IDLE_TIMEOUT", "15", "IDLE_LOG_INTERVAL", "20")::get),
              Source.DISCOGS,
              "TEST",
              0),
          () -> List.of(artists.snapshot(), labels.snapshot()));

  @BeforeEach
  void listen() {
    lines.start();
    logger.addAppender(lines);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(lines);
  }

  @Test
  void progressIsToldAtTenTwentyThirtySecondsThenEveryThirty() {
    arrive(artists);

    tick(120);

    assertThat(said(PROGRESS)).isEqualTo(3 + 3);
    assertThat(reporter.idle()).isFalse();
  }

  @Test
  void progressNamesTheTypesTheirRecordsAndWhoConsumes() {
    arrive(artists);
    artists.committed(new WriteResult(5, 2));
    artists.consuming(true);
    labels.fileCompleted();
    labels.parked(true);

    tick(10);

    assertThat(lines.list)
        .singleElement()
        .satisfies(line ->
            assertThat(line.getKeyValuePairs())
                .extracting(pair -> pair.key + "=" + pair.value)
                .contains(
                    "total=7",
                    "artists=7",
                    "labels=0 ✓",
                    "active=[artists]",
                    "cancelled=[labels]"));
  }

  @Test
  void withoutAnyMessageProgressFallsSilentAndOneIdleLineAnIntervalRemains() {
    tick(60);

    assertThat(reporter.idle()).isTrue();
    assertThat(said(PROGRESS)).isEqualTo(1);
    assertThat(said(IDLE)).isEqualTo(3);
  }

  @Test
  void firstMessageEndsIdleness() {
    tick(20);
    assertThat(reporter.idle()).isTrue();

    arrive(artists);
    tick(10);

    assertThat(reporter.idle()).isFalse();
    assertThat(said(PROGRESS)).isEqualTo(2);
  }

  @Test
  void completeRunIsSilentAndTheNextRunIsToldAgain() {
    arrive(artists);
    for (LaneStatus lane : List.of(artists, labels)) {
      lane.extractionCompleted(
          new ExtractionComplete("20260401", Instant.EPOCH, null, Map.of(), null));
    }
    tick(60);
    assertThat(said(PROGRESS)).isZero();

    artists.recordsTaken();
    tick(30);

    assertThat(said(PROGRESS)).isEqualTo(1);
  }

  private static void arrive(LaneStatus lane) {
    lane.received(lane.sessionStarted(), 1);
    lane.recordsTaken();
  }

  private void tick(int seconds) {
    for (int second = 0; second < seconds; second++) {
      reporter.tick();
    }
  }

  private long said(String text) {
    return lines.list.stream().filter(line -> line.getMessage().equals(text)).count();
  }
}
