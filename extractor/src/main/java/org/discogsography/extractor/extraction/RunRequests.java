package org.discogsography.extractor.extraction;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Hands triggers to the loop: one at a time, none while a run is under way. */
public final class RunRequests {

  private static final Duration TICK = Duration.ofMillis(200);

  private final StopSignal stop;
  private @Nullable RunRequest queued;
  private boolean running;

  public RunRequests(StopSignal stop) {
    this.stop = stop;
  }

  /** Asks for a run; empty if one is running or asked for already. */
  public synchronized Optional<RunRequest> submit(boolean force) {
    if (running || queued != null) {
      return Optional.empty();
    }
    queued = RunRequest.of(force);
    notifyAll();
    return Optional.of(queued);
  }

  /**
   * Notes that a run begins.
   *
   * @param wanted why it begins
   * @return what the run answers: a trigger that came meanwhile is answered by it too
   */
  synchronized RunRequest begin(RunRequest wanted) {
    RunRequest triggered = queued;
    running = true;
    queued = null;
    return triggered == null
        ? wanted
        : new RunRequest(triggered.id(), triggered.force() || wanted.force());
  }

  synchronized void end() {
    running = false;
  }

  /**
   * Waits for a request, which stays queued until the run begins.
   *
   * @param most null to wait without limit
   * @return empty if the time is over or the process shall end
   */
  synchronized Optional<RunRequest> await(@Nullable Duration most) throws InterruptedException {
    long since = System.nanoTime();
    while (queued == null && !stop.requested()) {
      long left =
          most == null
              ? TICK.toMillis()
              : most.toMillis() - Duration.ofNanos(System.nanoTime() - since).toMillis();
      if (left <= 0) {
        break;
      }
      wait(Math.min(left, TICK.toMillis()));
    }
    return Optional.ofNullable(queued);
  }
}
