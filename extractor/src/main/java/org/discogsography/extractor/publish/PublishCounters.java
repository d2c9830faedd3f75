package org.discogsography.extractor.publish;

import java.util.concurrent.atomic.LongAdder;

/** Counts what the publisher did since the process started. */
public final class PublishCounters {

  private final LongAdder published = new LongAdder();
  private final LongAdder retried = new LongAdder();
  private final LongAdder returned = new LongAdder();

  void publishedRecords(int count) {
    published.add(count);
  }

  void retriedRecords(int count) {
    retried.add(count);
  }

  void returnedMessage() {
    returned.increment();
  }

  /** Records handed to the broker, each counted once. */
  public long published() {
    return published.sum();
  }

  /** Records sent again because they were not confirmed. */
  public long retried() {
    return retried.sum();
  }

  /** Messages that came back because no queue was bound. */
  public long returned() {
    return returned.sum();
  }
}
