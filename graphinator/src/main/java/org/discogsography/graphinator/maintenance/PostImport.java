package org.discogsography.graphinator.maintenance;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.discogsography.common.consuming.FailureClassifier;
import org.discogsography.graphinator.completion.ImportRun;
import org.discogsography.graphinator.completion.Latches;
import org.discogsography.graphinator.completion.PostImportState;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Driver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does the work that follows an import, one run at a time, apart from the consuming. Where it
 * stands is stored in the graph, so that a restart goes on with the same step.
 */
public final class PostImport implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(PostImport.class);
  private static final int PASSES = 3;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(60);
  private static final Duration STORE_PAUSE = Duration.ofSeconds(10);
  private static final Duration DRAIN_LIMIT = Duration.ofMinutes(10);

  private final Latches latches;
  private final Drain drain;
  private final Pauses pauses;
  private final MeterRegistry meters;
  private final List<Step> steps;
  private final Set<PostImportState> requested = EnumSet.noneOf(PostImportState.class);
  private @Nullable Thread worker;
  private boolean closed;
  private volatile @Nullable PostImportStatus status;

  public PostImport(
      Driver driver,
      FailureClassifier failures,
      Latches latches,
      Drain drain,
      PurgeGuard guard,
      Pauses pauses,
      MeterRegistry meters) {
    this(latches, drain, pauses, meters, steps(driver, failures, guard, pauses, meters));
  }

  PostImport(Latches latches, Drain drain, Pauses pauses, MeterRegistry meters, List<Step> steps) {
    this.latches = latches;
    this.drain = drain;
    this.pauses = pauses;
    this.meters = meters;
    this.steps = List.copyOf(steps);
  }

  /**
   * What removes nodes comes before the cleanup of stubs, which are isolated by it; the cleanup is
   * a step of its own, so that a restart between the two leaves none behind.
   */
  private static List<Step> steps(
      Driver driver,
      FailureClassifier failures,
      PurgeGuard guard,
      Pauses pauses,
      MeterRegistry meters) {
    HeavyStatements statements = new HeavyStatements(driver, failures, pauses);
    return List.of(
        new RemovedRecords(
            statements,
            guard,
            (type, count) ->
                meters.counter("graphinator.records.purged", "type", type.text()).increment(count)),
        new UncreditedPersons(statements),
        new StubCleanup(statements),
        NamedNodes.partOf(statements),
        new UnusedGenresAndStyles(statements),
        NamedNodes.genreCounts(statements),
        NamedNodes.styleCounts(statements),
        RangeCounts.labels(statements),
        RangeCounts.artists(statements),
        RangeCounts.persons(statements));
  }

  /** Starts the work of a run whose last signal has come, unless work is under way already. */
  public void startDue() {
    request(EnumSet.of(PostImportState.PENDING));
  }

  /** Starts what an earlier process has left undone. */
  public void resume() {
    request(EnumSet.of(PostImportState.PENDING, PostImportState.RUNNING, PostImportState.FAILED));
  }

  /** What is being done, or was done last; empty when nothing was. */
  public Optional<PostImportStatus> status() {
    return Optional.ofNullable(status);
  }

  /** Stops after the statement that is running; the next start goes on from there. */
  @Override
  public void close() {
    Thread running;
    synchronized (this) {
      closed = true;
      running = worker;
    }
    if (running == null) {
      return;
    }
    running.interrupt();
    try {
      running.join(Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until no work is under way; true if that came within this time. */
  public boolean awaitIdle(Duration atMost) throws InterruptedException {
    Thread running;
    synchronized (this) {
      running = worker;
    }
    return running == null || running.join(atMost);
  }

  private synchronized void request(Set<PostImportState> states) {
    if (closed) {
      return;
    }
    requested.addAll(states);
    if (worker == null) {
      worker = Thread.ofVirtual().name("post-import").start(this::workOffRequests);
    }
  }

  private synchronized Set<PostImportState> takeRequest() {
    Set<PostImportState> taken = EnumSet.copyOf(requested);
    requested.clear();
    if (taken.isEmpty() || closed) {
      worker = null;
      return Set.of();
    }
    return taken;
  }

  private void workOffRequests() {
    try {
      for (Set<PostImportState> states = takeRequest(); !states.isEmpty(); states = takeRequest()) {
        workOff(states);
      }
    } catch (InterruptedException e) {
      log.info("🛑 Post-import work interrupted, to be resumed at the next start");
    }
  }

  private void workOff(Set<PostImportState> states) throws InterruptedException {
    Optional<ImportRun> run;
    try {
      run = latches.takeNewest(states.toArray(PostImportState[]::new));
    } catch (RuntimeException e) {
      log.atWarn()
          .setMessage("⏳ Cannot read which post-import work is due, trying again")
          .addKeyValue("error", e.toString())
          .log();
      pauses.pause(STORE_PAUSE);
      request(states);
      return;
    }
    if (run.isPresent()) {
      work(run.get());
    }
  }

  private void work(ImportRun run) throws InterruptedException {
    Instant begun = Instant.now();
    String step = run.step();
    Duration wait = FIRST_PAUSE;
    for (int pass = 1; pass <= PASSES; pass++) {
      if (pass > 1) {
        pauses.pause(wait);
        wait = wait.multipliedBy(2);
      }
      try {
        pass(run, step, pass, begun);
        return;
      } catch (RuntimeException e) {
        log.atError()
            .setMessage("❌ Post-import pass failed")
            .addKeyValue("version", run.version())
            .addKeyValue("pass", pass)
            .addKeyValue("error", e.toString())
            .setCause(e)
            .log();
        PostImportStatus failed = status;
        step = failed == null || failed.step().isEmpty() ? step : failed.step();
      }
    }
    giveUp(run, step, begun);
  }

  private void pass(ImportRun run, @Nullable String firstStep, int pass, Instant begun)
      throws InterruptedException {
    show(run, PostImportState.RUNNING, firstStep, pass, begun);
    latches.store(run, PostImportState.RUNNING, firstStep);
    if (!drain.drain(DRAIN_LIMIT)) {
      throw new IllegalStateException(
          "records are still waiting to be written; sweeping now would count half a graph");
    }
    log.atInfo()
        .setMessage("🔄 Post-import work started")
        .addKeyValue("version", run.version())
        .addKeyValue("pass", pass)
        .log();
    for (Step step : stepsFrom(firstStep)) {
      show(run, PostImportState.RUNNING, step.name(), pass, begun);
      latches.store(run, PostImportState.RUNNING, step.name());
      timed(step, run);
    }
    latches.store(run, PostImportState.COMPLETED, null);
    show(run, PostImportState.COMPLETED, null, pass, begun);
    log.atInfo()
        .setMessage("✅ Post-import work complete")
        .addKeyValue("version", run.version())
        .addKeyValue("duration_ms", Duration.between(begun, Instant.now()).toMillis())
        .log();
  }

  private List<Step> stepsFrom(@Nullable String name) {
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).name().equals(name)) {
        return steps.subList(i, steps.size());
      }
    }
    return steps;
  }

  private void timed(Step step, ImportRun run) throws InterruptedException {
    long start = System.nanoTime();
    step.run(run);
    Duration taken = Duration.ofNanos(System.nanoTime() - start);
    meters.timer("graphinator.post.import.step", "step", step.name()).record(taken);
    log.atInfo()
        .setMessage("📊 Post-import step done")
        .addKeyValue("version", run.version())
        .addKeyValue("step", step.name())
        .addKeyValue("duration_ms", taken.toMillis())
        .log();
  }

  private void giveUp(ImportRun run, @Nullable String step, Instant begun) {
    show(run, PostImportState.FAILED, step, PASSES, begun);
    log.atError()
        .setMessage("❌ Post-import work given up; it is tried again at the next start")
        .addKeyValue("version", run.version())
        .addKeyValue("step", step)
        .log();
    try {
      latches.store(run, PostImportState.FAILED, step);
    } catch (RuntimeException e) {
      log.atError()
          .setMessage("❌ Cannot store that the post-import work failed")
          .addKeyValue("error", e.toString())
          .log();
    }
  }

  private void show(
      ImportRun run, PostImportState state, @Nullable String step, int pass, Instant begun) {
    status =
        new PostImportStatus(run.version(), state.text(), step == null ? "" : step, pass, begun);
  }
}
