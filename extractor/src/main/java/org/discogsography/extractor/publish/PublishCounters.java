package org.discogsography.extractor.publish;

import java.util.concurrent.atomic.LongAdder;

/** Counts what the publisher did since the process started. */
public final class PublishCounters {

  private final LongAdder published = new LongAdder();
  private final LongAdder retried = new LongAdder();
  private final LongAdder returned = new LongAdder();
  private final LongAdder unconfirmed = new LongAdder();

  void sentRecords(int count) {
    unconfirmed.add(count);
  }

  void confirmedRecords(int count) {
    published.add(count);
    unconfirmed.add(-count);
  }

  void discardedRecords(int count) {
    unconfirmed.add(-count);
  }

  void retriedRecords(int count) {
    retried.add(count);
  }

  void returnedMessage() {
    returned.increment();
  }

  /** Records that the broker confirmed, each counted once. */
  public long published() {
    return published.sum();
  }

  /** Records sent and not confirmed yet. */
  public long unconfirmed() {
    return unconfirmed.sum();
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
