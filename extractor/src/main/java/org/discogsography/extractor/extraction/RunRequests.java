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

  synchronized void begin() {
    running = true;
    queued = null;
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
