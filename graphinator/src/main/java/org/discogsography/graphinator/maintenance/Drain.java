package org.discogsography.graphinator.maintenance;

import java.time.Duration;

/** Waits until no received record is left unwritten, of any type. */
@FunctionalInterface
public interface Drain {

  /** True once everything is written; false if that is not so within this time. */
  boolean drain(Duration atMost) throws InterruptedException;
}
