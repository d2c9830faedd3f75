package org.discogsography.graphinator.maintenance;

import java.time.Duration;

/** How the post-import work waits. */
@FunctionalInterface
public interface Pauses {

  /** Real waiting. */
  Pauses SLEEPING = Thread::sleep;

  void pause(Duration time) throws InterruptedException;
}
