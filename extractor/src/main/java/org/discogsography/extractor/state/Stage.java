package org.discogsography.extractor.state;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One of the phases that a version goes through. */
final class Stage {

  private static final int KEPT_ERRORS = 20;

  private Phase phase = Phase.PENDING;
  private @Nullable Instant startedAt;
  private @Nullable Instant completedAt;
  private final List<String> errors = new ArrayList<>();

  Phase phase() {
    return phase;
  }

  @Nullable Instant startedAt() {
    return startedAt;
  }

  @Nullable Instant completedAt() {
    return completedAt;
  }

  List<String> errors() {
    return List.copyOf(errors);
  }

  /** True from the start until it is completed. */
  boolean unfinished() {
    return phase == Phase.IN_PROGRESS || phase == Phase.FAILED;
  }

  void restart(Instant now) {
    phase = Phase.IN_PROGRESS;
    startedAt = now;
    completedAt = null;
  }

  /** Goes on; the start is that of the first time. */
  void resume(Instant now) {
    phase = Phase.IN_PROGRESS;
    startedAt = startedAt == null ? now : startedAt;
    completedAt = null;
  }

  void complete(Instant now) {
    phase = Phase.COMPLETED;
    completedAt = completedAt == null ? now : completedAt;
  }

  void fail(String reason) {
    phase = Phase.FAILED;
    addError(reason);
  }

  /** Keeps the newest errors only. */
  void addError(String reason) {
    errors.add(reason);
    if (errors.size() > KEPT_ERRORS) {
      errors.remove(0);
    }
  }

  void restore(Phase known, @Nullable Instant started, @Nullable Instant completed) {
    phase = known;
    startedAt = started;
    completedAt = completed;
  }
}
