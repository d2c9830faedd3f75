package org.discogsography.graphinator.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.discogsography.common.messages.DataType;
import org.discogsography.graphinator.completion.ImportRun;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PurgeGuardTest {

  private static final Instant STARTED = Instant.parse("2026-04-01T12:00:00Z");
  private final PurgeGuard guard = new PurgeGuard(0.90);

  @Test
  void fewStaleRecordsMayGo() {
    assertThat(guard.afterCounting(5, 95, 95).allowed()).isTrue();
    assertThat(guard.afterCounting(89, 11, 11).allowed()).isTrue();
  }

  @Test
  void tooLargeShareIsRefusedInclusively() {
    assertThat(guard.afterCounting(90, 10, 10).refused()).isTrue();
  }

  @Test
  void recordsLostOnTheWayRefuseThePurge() {
    assertThat(guard.afterCounting(5, 998, 1000).refused()).isTrue();
    assertThat(guard.afterCounting(5, 999, 1000).allowed()).isTrue();
  }

  @Test
  void nothingStaleIsNoRefusal() {
    assertThat(guard.afterCounting(0, 100, 100)).matches(verdict -> !verdict.allowed());
    assertThat(guard.afterCounting(0, 0, 100).refused()).isFalse();
  }

  @Test
  void runWithoutStartMayPurgeNothing() {
    assertThat(guard.beforeCounting(run(null, 5, 0), DataType.ARTISTS).allowed()).isFalse();
    assertThat(PurgeGuard.cutoff(run(null, 5, 0))).isNull();
  }

  @Test
  void typeThatTheRunDidNotSendIsKept() {
    assertThat(guard.beforeCounting(run(STARTED, 0, 0), DataType.ARTISTS).allowed()).isFalse();
    assertThat(guard.beforeCounting(run(STARTED, 5, 0), DataType.LABELS).allowed()).isFalse();
    assertThat(guard.beforeCounting(run(STARTED, 5, 0), DataType.ARTISTS).allowed()).isTrue();
  }

  @Test
  void typeWithDeadLettersIsKept() {
    assertThat(guard.beforeCounting(run(STARTED, 5, 1), DataType.ARTISTS).allowed()).isFalse();
  }

  @Test
  void clocksMayDifferByFiveMinutes() {
    assertThat(PurgeGuard.cutoff(run(STARTED, 5, 0)))
        .isEqualTo(Instant.parse("2026-04-01T11:55:00Z"));
  }

  private static ImportRun run(@Nullable Instant started, long published, long deadLettered) {
    return new ImportRun(
        "20260401",
        started,
        Map.of(DataType.ARTISTS, published),
        Map.of(DataType.ARTISTS, deadLettered),
        null);
  }
}
