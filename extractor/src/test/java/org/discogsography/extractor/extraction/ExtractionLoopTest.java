package org.discogsography.extractor.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.discogsography.common.messages.Source;
import org.discogsography.extractor.extraction.Extraction.Outcome;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ExtractionLoopTest {

  private final StopSignal stop = new StopSignal();
  private final RunRequests requests = new RunRequests(stop);
  private final Progress progress = new Progress(Clock.systemUTC(), Source.DISCOGS);
  private final List<Boolean> forced = Collections.synchronizedList(new ArrayList<>());
  private final Queue<Outcome> outcomes = new ConcurrentLinkedQueue<>();

  @Test
  void triggerRunsAgainAndOnlyTheFirstRunIsForcedByTheOption() throws Exception {
    CompletableFuture<Integer> loop = start("0", true);
    await(ExtractionStatus.WAITING);
    assertThat(progress.view().finishedAt()).isNotNull();
    String first = progress.view().runId();
    String id = requests.submit(false).orElseThrow().id();
    awaitRun(id);
    await(ExtractionStatus.WAITING);
    assertThat(progress.view().runId()).isEqualTo(id).isNotEqualTo(first);
    awaitRun(requests.submit(true).orElseThrow().id());
    stop.request();
    assertThat(loop.get()).isZero();
    assertThat(forced).containsExactly(true, false, true);
  }

  @Test
  void failedFirstRunEndsTheProcessAfterTheCooldown() throws Exception {
    outcomes.add(Outcome.FAILED);
    assertThat(start("0", false).get()).isEqualTo(1);
    assertThat(progress.view().status()).isEqualTo(ExtractionStatus.FAILED);
  }

  @Test
  void stopEndsTheCooldownAtOnce() throws Exception {
    outcomes.add(Outcome.FAILED);
    CompletableFuture<Integer> loop = start("3600", false);
    await(ExtractionStatus.FAILED);
    stop.request();
    assertThat(loop.get(5, TimeUnit.SECONDS)).isZero();
  }

  @Test
  void triggerDuringTheCooldownRunsAgain() throws Exception {
    outcomes.add(Outcome.FAILED);
    CompletableFuture<Integer> loop = start("3600", false);
    await(ExtractionStatus.FAILED);
    awaitRun(requests.submit(false).orElseThrow().id());
    await(ExtractionStatus.WAITING);
    stop.request();
    assertThat(loop.get()).isZero();
  }

  @Test
  void failureAfterAGoodRunDoesNotEndTheProcess() throws Exception {
    outcomes.add(Outcome.COMPLETED);
    outcomes.add(Outcome.FAILED);
    CompletableFuture<Integer> loop = start("0", false);
    await(ExtractionStatus.WAITING);
    awaitRun(requests.submit(false).orElseThrow().id());
    await(ExtractionStatus.FAILED);
    assertThat(loop).isNotDone();
    awaitRun(requests.submit(false).orElseThrow().id());
    await(ExtractionStatus.WAITING);
    stop.request();
    assertThat(loop.get()).isZero();
  }

  @Test
  void exceptionFailsTheRunWithItsMessage() throws Exception {
    CompletableFuture<Integer> loop =
        start(
            "0",
            false,
            force -> {
              throw new IOException("no Discogs dump files in /x");
            });
    assertThat(loop.get()).isEqualTo(1);
    assertThat(progress.view().error()).isEqualTo("no Discogs dump files in /x");
    assertThat(progress.view().errors()).isEqualTo(1);
  }

  @Test
  void errorFailsTheRunAndLeavesTheProcessInOrder() throws Exception {
    CompletableFuture<Integer> loop =
        start(
            "0",
            false,
            force -> {
              throw new OutOfMemoryError("Java heap space");
            });
    assertThat(loop.get()).isEqualTo(1);
    assertThat(progress.view().status()).isEqualTo(ExtractionStatus.FAILED);
    assertThat(progress.view().error()).isEqualTo("Java heap space");
  }

  @Test
  void onlyOneRunIsAcceptedAtATime() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch leave = new CountDownLatch(1);
    CompletableFuture<Integer> loop =
        start(
            "0",
            false,
            force -> {
              entered.countDown();
              leave.await();
              return Outcome.COMPLETED;
            });
    entered.await();
    assertThat(progress.view().status()).isEqualTo(ExtractionStatus.RUNNING);
    assertThat(requests.submit(false)).isEmpty();
    leave.countDown();
    await(ExtractionStatus.WAITING);
    stop.request();
    assertThat(loop.get()).isZero();
  }

  @Test
  void secondTriggerWaitsForNobody() {
    assertThat(requests.submit(false)).isPresent();
    assertThat(requests.submit(false)).isEmpty();
  }

  @Test
  void timerRunsUnforcedAgainAndAgain() throws Exception {
    CompletableFuture<Integer> loop =
        start(TestSettings.of(Path.of("."), "loop", "0"), Duration.ofMillis(30), true, this::note);
    while (forced.size() < 3) {
      Thread.sleep(5);
    }
    stop.request();
    assertThat(loop.get()).isZero();
    assertThat(forced).startsWith(true, false, false);
  }

  @Test
  void failedLaterRunsAreRepeatedAfterOneHourThenTwoUpToADay() throws Exception {
    outcomes.add(Outcome.COMPLETED);
    for (int failure = 0; failure < 7; failure++) {
      outcomes.add(Outcome.FAILED);
    }
    CompletableFuture<Integer> loop =
        start(TestSettings.of(Path.of("."), "loop", "0"), Duration.ofDays(5), false, this::note);
    await(ExtractionStatus.WAITING);
    List<Long> hours = new ArrayList<>();
    for (int failure = 0; failure < 7; failure++) {
      awaitRun(requests.submit(false).orElseThrow().id());
      hours.add(untilNextCheck().toHours());
    }
    awaitRun(requests.submit(false).orElseThrow().id());
    hours.add(untilNextCheck().toHours());
    stop.request();
    assertThat(loop.get()).isZero();
    assertThat(hours).containsExactly(1L, 2L, 4L, 8L, 16L, 24L, 24L, 120L);
  }

  /** Whole hours, as the clock goes on while the test looks. */
  private Duration untilNextCheck() throws InterruptedException {
    while (progress.view().nextCheckAt() == null) {
      Thread.sleep(2);
    }
    return Duration.between(Instant.now(), progress.view().nextCheckAt()).plusMinutes(1);
  }

  @Test
  void runThatWaitsForItsTurnHasNotBegunAndAStopEndsTheWait() throws Exception {
    CountDownLatch waiting = new CountDownLatch(1);
    CompletableFuture<Integer> loop =
        start(
            "0",
            false,
            new Extraction() {
              @Override
              public boolean awaitTurn() throws InterruptedException {
                waiting.countDown();
                while (!stop.await(Duration.ofMillis(10))) {
                  assertThat(progress.view().status()).isEqualTo(ExtractionStatus.IDLE);
                }
                return false;
              }

              @Override
              public Outcome run(boolean force) {
                throw new AssertionError("it is not its turn");
              }
            });
    waiting.await();
    stop.request();
    assertThat(loop.get()).isZero();
    assertThat(progress.view().runId()).isNull();
  }

  @Test
  void triggerWhileTheFirstRunWaitsForItsTurnIsAnsweredByThatRun() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CompletableFuture<Integer> loop =
        start(
            "0",
            false,
            new Extraction() {
              @Override
              public boolean awaitTurn() throws InterruptedException {
                asked.await();
                return true;
              }

              @Override
              public Outcome run(boolean force) {
                return note(force);
              }
            });
    String id = requests.submit(true).orElseThrow().id();
    asked.countDown();
    awaitRun(id);
    stop.request();
    assertThat(loop.get()).isZero();
    assertThat(forced).containsExactly(true);
  }

  private Outcome note(boolean force) {
    forced.add(force);
    Outcome outcome = outcomes.poll();
    return outcome == null ? Outcome.COMPLETED : outcome;
  }

  private CompletableFuture<Integer> start(String cooldown, boolean force) {
    return start(cooldown, force, this::note);
  }

  private CompletableFuture<Integer> start(String cooldown, boolean force, Extraction extraction) {
    return start(TestSettings.of(Path.of("."), "loop", cooldown), Duration.ZERO, force, extraction);
  }

  private CompletableFuture<Integer> start(
      ExtractorSettings settings, Duration period, boolean force, Extraction extraction) {
    ExtractionLoop loop =
        new ExtractionLoop(
            extraction, every(period, settings), progress, requests, stop, Clock.systemUTC());
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return loop.run(force);
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
        },
        task -> Thread.ofPlatform().daemon().start(task));
  }

  private static ExtractorSettings every(Duration period, ExtractorSettings settings) {
    return new ExtractorSettings(
        settings.root(),
        settings.stateFolder(),
        settings.offline(),
        settings.names(),
        period,
        settings.healthPort(),
        settings.limits(),
        settings.stateSaveInterval(),
        settings.progressLogInterval(),
        settings.failureCooldown(),
        settings.triggerToken());
  }

  private void await(ExtractionStatus status) throws InterruptedException {
    while (progress.view().status() != status) {
      Thread.sleep(5);
    }
  }

  private void awaitRun(@Nullable String id) throws InterruptedException {
    while (!String.valueOf(id).equals(progress.view().runId())
        || progress.view().finishedAt() == null) {
      Thread.sleep(5);
    }
  }
}
