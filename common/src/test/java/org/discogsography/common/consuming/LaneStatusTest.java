package org.discogsography.common.consuming;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.ExtractionComplete;
import org.junit.jupiter.api.Test;

class LaneStatusTest {

  private static final ExtractionComplete EXTRACTION =
      new ExtractionComplete("20260401", Instant.EPOCH, null, Map.of(), null);
  private static final Duration NO_TIME = Duration.ofSeconds(-1);

  private final LaneStatus status = new LaneStatus(DataType.ARTISTS, 100);

  @Test
  void recordsOfASessionThatIsOverAreNotPending() {
    int session = status.sessionStarted();
    status.received(session, 5);
    assertThat(status.snapshot().pending()).isEqualTo(5);

    status.sessionEnded();
    status.received(session, 3);

    assertThat(status.snapshot().pending()).isZero();
  }

  @Test
  void laneIsDoneAfterItsLastSignalWhenNothingIsPending() {
    int session = status.sessionStarted();
    status.consuming(true);
    status.recordsTaken();
    status.fileCompleted();
    assertThat(status.done(NO_TIME)).isFalse();

    status.extractionCompleted(EXTRACTION);
    assertThat(status.done(NO_TIME)).isTrue();

    status.received(session, 1);
    assertThat(status.done(NO_TIME)).isFalse();
  }

  @Test
  void laneThatHasJustBegunToConsumeIsNotDone() {
    status.extractionCompleted(EXTRACTION);
    status.consuming(true);

    assertThat(status.done(Duration.ofMinutes(1))).isFalse();
  }

  @Test
  void usableStoreHasNoProblem() {
    status.transientFailure("relation does not exist", true);
    status.storeAway(true);

    status.storeUsable();

    assertThat(status.snapshot().problem()).isNull();
    assertThat(status.snapshot().storeAway()).isFalse();
  }

  @Test
  void deadLettersAreCountedAnewAfterEachExtraction() {
    status.deadLettered(2);
    status.extractionCompleted(EXTRACTION);
    status.deadLettered(1);

    assertThat(status.deadLetteredSinceExtraction()).isEqualTo(1);
    assertThat(status.snapshot().deadLettered()).isEqualTo(3);
  }
}
