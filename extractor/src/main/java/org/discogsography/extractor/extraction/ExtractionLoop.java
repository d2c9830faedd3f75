package org.discogsography.extractor.extraction;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.discogsography.extractor.extraction.Extraction.Outcome;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs extractions: the first at once, later ones when the time has come or when triggered. */
public final class ExtractionLoop {

  private static final Logger log = LoggerFactory.getLogger(ExtractionLoop.class);
  private static final Duration FIRST_RETRY = Duration.ofHours(1);
  private static final int MOST_DOUBLINGS = 5;
  private static final Duration LONGEST_RETRY = Duration.ofHours(24);

  private final Extraction extraction;
  private final ExtractorSettings settings;
  private final Progress progress;
  private final RunRequests requests;
  private final StopSignal stop;
  private final Clock clock;

  public ExtractionLoop(
      Extraction extraction,
      ExtractorSettings settings,
      Progress progress,
      RunRequests requests,
      StopSignal stop,
      Clock clock) {
    this.extraction = extraction;
    this.settings = settings;
    this.progress = progress;
    this.requests = requests;
    this.stop = stop;
    this.clock = clock;
  }

  /**
   * Runs until the process shall end.
   *
   * @param force whether the first run publishes everything again
   * @return the exit status: 0 after a stop, 1 after a first run that failed
   */
  public int run(boolean force) throws InterruptedException {
    Outcome outcome = stop.requested() ? Outcome.STOPPED : perform(RunRequest.of(force));
    while (outcome == Outcome.FAILED) {
      // a restart policy must not hammer whatever failed; a trigger is a wish of somebody
      Duration cooldown = settings.failureCooldown();
      log.atInfo()
          .setMessage("😴 cooling down before the end")
          .addKeyValue("seconds", cooldown.toSeconds())
          .log();
      progress.waiting("cooling down after a failure", null);
      Optional<RunRequest> request = requests.await(cooldown);
      if (stop.requested()) {
        return 0;
      }
      if (request.isEmpty()) {
        return 1;
      }
      outcome = perform(request.get());
    }
    int failures = 0;
    while (outcome != Outcome.STOPPED && !stop.requested()) {
      Optional<RunRequest> request = awaitNext(failures);
      if (!stop.requested()) {
        outcome = perform(request.orElseGet(() -> RunRequest.of(false)));
        failures = outcome == Outcome.FAILED ? failures + 1 : 0;
      }
    }
    return 0;
  }

  private Optional<RunRequest> awaitNext(int failures) throws InterruptedException {
    Duration pause = pause(failures);
    if (pause == null) {
      progress.waiting("waiting for a trigger", null);
    } else {
      progress.waiting("waiting for the next check", clock.instant().plus(pause));
    }
    log.atInfo()
        .setMessage("⏰ waiting for the next run")
        .addKeyValue("seconds", pause == null ? "until triggered" : pause.toSeconds())
        .log();
    return requests.await(pause);
  }

  /** Time until the next run; null if only a trigger starts one. */
  private @Nullable Duration pause(int failures) {
    if (failures > 0) {
      Duration retry = FIRST_RETRY.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
      return retry.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : retry;
    }
    return settings.checkPeriod().isZero() ? null : settings.checkPeriod();
  }

  /** What goes wrong while waiting is no reason not to run. */
  private boolean awaitTurn() throws InterruptedException {
    try {
      return extraction.awaitTurn();
    } catch (RuntimeException e) {
      log.atWarn().setMessage("⚠️ the wait before a run failed, running now").setCause(e).log();
      return true;
    }
  }

  private Outcome perform(RunRequest wanted) throws InterruptedException {
    if (!awaitTurn() || stop.requested()) {
      return Outcome.STOPPED;
    }
    RunRequest request = requests.begin(wanted);
    progress.begin(request);
    // a stopped run is neither completed nor failed: it stays running to the end of the process
    ExtractionStatus result = ExtractionStatus.RUNNING;
    try {
      Outcome outcome = extraction.run(request.force());
      result =
          switch (outcome) {
            case COMPLETED -> ExtractionStatus.COMPLETED;
            case FAILED -> ExtractionStatus.FAILED;
            case STOPPED -> ExtractionStatus.RUNNING;
          };
      log.atInfo()
          .setMessage(
              switch (outcome) {
                case COMPLETED -> "✅ run completed";
                case FAILED -> "❌ run failed";
                case STOPPED -> "🛑 run stopped";
              })
          .addKeyValue("run_id", request.id())
          .log();
      return outcome;
    } catch (IOException | RuntimeException | Error e) {
      // whatever it is: observers must not see a run that is none, and the next one may end better
      if (stop.requested()) {
        return Outcome.STOPPED;
      }
      result = ExtractionStatus.FAILED;
      progress.error(e.getMessage() == null ? e.toString() : e.getMessage());
      log.atError()
          .setMessage("❌ run failed")
          .addKeyValue("run_id", request.id())
          .setCause(e)
          .log();
      return Outcome.FAILED;
    } finally {
      progress.end(result);
      requests.end();
    }
  }
}
