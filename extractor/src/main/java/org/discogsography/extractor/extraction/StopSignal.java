package org.discogsography.extractor.extraction;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells everything that runs or sleeps that the process shall end. */
public final class StopSignal {

  private final CountDownLatch latch = new CountDownLatch(1);

  public void request() {
    latch.countDown();
  }

  public boolean requested() {
    return latch.getCount() == 0;
  }

  /** Sleeps, and wakes early if the process shall end. */
  public boolean await(Duration most) throws InterruptedException {
    return latch.await(most.toMillis(), TimeUnit.MILLISECONDS);
  }
}
