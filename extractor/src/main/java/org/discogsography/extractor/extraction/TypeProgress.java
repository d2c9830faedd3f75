package org.discogsography.extractor.extraction;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Live progress of one data type.
 *
 * <p>Counted by the reading threads, looked at by observers.
 */
public final class TypeProgress {

  private final AtomicLong records = new AtomicLong();
  private final AtomicLong skipped = new AtomicLong();
  private final AtomicLong malformed = new AtomicLong();
  private final AtomicLong bytesTotal = new AtomicLong();
  private final AtomicLong bytesRead = new AtomicLong();
  private final AtomicLong earlierRecords = new AtomicLong();
  private final AtomicLong earlierBytes = new AtomicLong();
  private volatile LongSupplier waitingBytes = () -> 0;
  private volatile long lastRecordNanos;
  private volatile boolean active;
  private volatile boolean completed;

  void record() {
    records.incrementAndGet();
    touch();
  }

  /** Counts a record that an earlier session published. */
  void recordEarlier() {
    earlierRecords.incrementAndGet();
    record();
  }

  void touch() {
    lastRecordNanos = System.nanoTime();
  }

  /** Seconds since the last record, null if there was none in this run. */
  public @Nullable Double idleSeconds() {
    long last = lastRecordNanos;
    return last == 0 ? null : Math.round((System.nanoTime() - last) / 1e6) / 1e3;
  }

  /** Counts a file that an earlier session or run published. */
  void add(long published, long tooLarge, long broken, long bytes) {
    records.addAndGet(published);
    earlierRecords.addAndGet(published);
    skipped.addAndGet(tooLarge);
    malformed.addAndGet(broken);
    bytesRead.addAndGet(bytes);
    earlierBytes.addAndGet(bytes);
  }

  public AtomicLong records() {
    return records;
  }

  public AtomicLong skipped() {
    return skipped;
  }

  public AtomicLong malformed() {
    return malformed;
  }

  /** Packed bytes of all files of this type. */
  public AtomicLong bytesTotal() {
    return bytesTotal;
  }

  /** Packed bytes read so far. */
  public AtomicLong bytesRead() {
    return bytesRead;
  }

  /** Records that an earlier session or run published. */
  long earlierRecords() {
    return earlierRecords.get();
  }

  /** Packed bytes that an earlier session or run read. */
  long earlierBytes() {
    return earlierBytes.get();
  }

  /** Bytes of records between cutting and publishing. */
  public long waitingBytes() {
    return waitingBytes.getAsLong();
  }

  void waitingBytes(LongSupplier bytes) {
    waitingBytes = bytes;
  }

  public boolean active() {
    return active;
  }

  void active(boolean now) {
    active = now;
  }

  public boolean completed() {
    return completed;
  }

  void complete() {
    completed = true;
  }
}
