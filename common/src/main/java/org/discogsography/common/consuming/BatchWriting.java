package org.discogsography.common.consuming;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.discogsography.common.logging.FailureText;
import org.discogsography.common.messages.InvalidMessageException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Writes the entries of a batch until each is committed or proven unwritable. A failure that will
 * pass is waited out; one that will not is narrowed down by halving until the record to blame
 * stands alone. Several batches may be written at the same time.
 */
final class BatchWriting<R> {

  /** Told when the store goes away and comes back, to stop and resume consuming meanwhile. */
  interface OutageListener {
    void storeAway();

    void storeBack();
  }

  private static final Logger log = LoggerFactory.getLogger(BatchWriting.class);
  private static final int ATTEMPTS = 5;
  private static final int SMALLEST_BATCH = 10;

  /** Short, so that a batch of nothing but refused records ends within the hold limit. */
  private static final Duration BETWEEN_REFUSALS = Duration.ofMillis(50);

  private final RecordWriter<R> writer;
  private final FailureClassifier failures;
  private final StoreWatch store;
  private final Semaphore permits;
  private final LaneStatus status;
  private final ConsumerMetrics metrics;
  private final int configuredSize;
  private final Duration holdLimit;
  private final OutageListener outages;
  private volatile int effectiveSize;

  BatchWriting(
      RecordWriter<R> writer,
      FailureClassifier failures,
      StoreWatch store,
      Semaphore permits,
      LaneStatus status,
      ConsumerMetrics metrics,
      ConsumerSettings settings,
      OutageListener outages) {
    this.writer = writer;
    this.failures = failures;
    this.store = store;
    this.permits = permits;
    this.status = status;
    this.metrics = metrics;
    this.configuredSize = settings.batchRecords();
    this.effectiveSize = settings.batchRecords();
    this.holdLimit = settings.holdLimit();
    this.outages = outages;
    status.effectiveSize(configuredSize);
  }

  /**
   * Writes all entries, which have distinct ids and are ordered by id.
   *
   * @param heldSince when the oldest of them was delivered, by {@link System#nanoTime()}
   * @return those that can never be written
   */
  List<DeadLetter> write(List<Entry<R>> entries, long heldSince)
      throws InterruptedException, StoppedException, HeldTooLongException {
    List<DeadLetter> refused = new ArrayList<>();
    for (int from = 0; from < entries.size(); ) {
      int to = Math.min(entries.size(), from + effectiveSize);
      writeChunk(entries.subList(from, to), refused, heldSince);
      from = to;
    }
    return refused;
  }

  private void writeChunk(List<Entry<R>> chunk, List<DeadLetter> refused, long heldSince)
      throws InterruptedException, StoppedException, HeldTooLongException {
    for (int refusals = 0; ; ) {
      try {
        writeOnce(chunk);
        return;
      } catch (InterruptedException e) {
        throw e;
      } catch (Exception e) {
        FailureClass failure = failures.classify(e);
        metrics.failed(status.type(), failure);
        if (failure != FailureClass.DETERMINISTIC) {
          waitOut(e, failure, chunk, heldSince);
        } else {
          status.deterministicFailure();
          refusals++;
        }
        if (chunk.size() > 1
            && (failure == FailureClass.DETERMINISTIC || chunk.size() > effectiveSize)) {
          int middle = chunk.size() / 2;
          writeChunk(chunk.subList(0, middle), refused, heldSince);
          writeChunk(chunk.subList(middle, chunk.size()), refused, heldSince);
          return;
        }
        if (refusals == ATTEMPTS || e instanceof InvalidMessageException) {
          Entry<R> entry = chunk.getFirst();
          refused.add(
              new DeadLetter(
                  entry.record().id(), entry.record().json(), FailureText.reason(e), e, refusals));
          return;
        }
        if (failure == FailureClass.DETERMINISTIC) {
          store.sleep(BETWEEN_REFUSALS);
        }
      }
    }
  }

  private void writeOnce(List<Entry<R>> chunk) throws Exception {
    permits.acquire();
    long start = System.nanoTime();
    WriteResult result;
    try {
      status.writing(chunk.size());
      result = writer.write(chunk.stream().map(Entry::prepared).toList());
    } finally {
      status.writingEnded(chunk.size());
      permits.release();
    }
    long nanos = System.nanoTime() - start;
    status.committed(result);
    metrics.written(status.type(), result, nanos);
    log.atInfo()
        .setMessage("📦 Batch written")
        .addKeyValue("type", status.type())
        .addKeyValue("records", chunk.size())
        .addKeyValue("unchanged", result.unchanged())
        .addKeyValue("millis", nanos / 1_000_000)
        .addKeyValue("records_per_second", chunk.size() * 1_000_000_000L / Math.max(1, nanos))
        .addKeyValue("total", status.snapshot().handled())
        .log();
    if (effectiveSize < configuredSize) {
      resize(effectiveSize + Math.max(SMALLEST_BATCH, configuredSize / 10));
    }
  }

  private void waitOut(Exception failure, FailureClass kind, List<Entry<R>> chunk, long heldSince)
      throws InterruptedException, StoppedException, HeldTooLongException {
    int count =
        status.transientFailure(FailureText.reason(failure), kind == FailureClass.ENVIRONMENT);
    log.atWarn()
        .setMessage(
            kind == FailureClass.ENVIRONMENT
                ? "🚨 Store refuses every write; check credentials and schema"
                : "🔄 Write failed, trying again")
        .addKeyValue("type", status.type())
        .addKeyValue("records", chunk.size())
        .addKeyValue("failures", count)
        .addKeyValue("error", FailureText.full(failure))
        .log();
    resize(effectiveSize / 2);
    store.pauseAfter(count);
    if (!store.answers()) {
      status.storeAway(true);
      outages.storeAway();
      for (int probes = 1; !store.answers(); probes++) {
        checkHeld(heldSince, chunk);
        store.pauseBetweenProbes(probes);
      }
      outages.storeBack();
      status.storeAway(false);
    }
    checkHeld(heldSince, chunk);
  }

  private void checkHeld(long heldSince, List<Entry<R>> chunk) throws HeldTooLongException {
    if (System.nanoTime() - heldSince > holdLimit.toNanos()) {
      R first = chunk.getFirst().prepared();
      throw new HeldTooLongException(() -> tryOut(first));
    }
  }

  /** The record comes back from the broker and is written once more then. */
  private void tryOut(R record) throws Exception {
    permits.acquire();
    try {
      writer.write(List.of(record));
    } finally {
      permits.release();
    }
  }

  private synchronized void resize(int wanted) {
    int size = Math.clamp(wanted, Math.min(SMALLEST_BATCH, configuredSize), configuredSize);
    if (size != effectiveSize) {
      log.atLevel(size < effectiveSize ? Level.WARN : Level.INFO)
          .setMessage("📦 Batch size changed")
          .addKeyValue("type", status.type())
          .addKeyValue("old", effectiveSize)
          .addKeyValue("new", size)
          .log();
      effectiveSize = size;
      status.effectiveSize(size);
    }
  }
}
