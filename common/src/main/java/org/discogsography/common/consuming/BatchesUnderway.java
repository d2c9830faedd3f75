package org.discogsography.common.consuming;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.discogsography.common.messages.DataType;

/**
 * The batches of a lane that are being written, each on a thread of its own, or are written and not
 * settled yet; in the order of their delivery. Used by the lane's thread alone.
 */
final class BatchesUnderway<R> implements AutoCloseable {

  private record Underway<R>(Batch<R> batch, FutureTask<List<DeadLetter>> writing) {}

  private final BatchWriting<R> writing;
  private final int most;
  private final Runnable ended;
  private final Deque<Underway<R>> batches = new ArrayDeque<>();
  private final ExecutorService threads;

  /**
   * @param most how many may be written at the same time
   * @param ended told, on the thread of a batch, when it is known how its writing has ended
   */
  BatchesUnderway(DataType type, BatchWriting<R> writing, int most, Runnable ended) {
    this.writing = writing;
    this.most = most;
    this.ended = ended;
    this.threads =
        Executors.newThreadPerTaskExecutor(
            Thread.ofPlatform().name("lane-" + type + "-writing-", 0).factory());
  }

  boolean isEmpty() {
    return batches.isEmpty();
  }

  /** Whether the oldest has to be settled before another batch may be begun. */
  boolean isFull() {
    return batches.size() >= most;
  }

  /** Whether a record of the batch has the id of one that is being written. */
  boolean meets(Batch<R> batch) {
    return batches.stream()
        .anyMatch(other -> !Collections.disjoint(other.batch().ids(), batch.ids()));
  }

  void begin(Batch<R> batch) {
    List<Entry<R>> entries = batch.entries();
    long heldSince = batch.heldSinceNanos();
    FutureTask<List<DeadLetter>> task =
        new FutureTask<>(() -> writing.write(entries, heldSince)) {
          @Override
          protected void done() {
            ended.run();
          }
        };
    threads.execute(task);
    batches.add(new Underway<>(batch, task));
  }

  /** Whether there is an oldest batch and its writing has ended, in whatever way. */
  boolean oldestHasEnded() {
    return !batches.isEmpty() && batches.getFirst().writing().isDone();
  }

  /**
   * Waits for the oldest batch.
   *
   * @return its records that can never be written; empty if it is still being written
   */
  Optional<List<DeadLetter>> awaitOldest(Duration longest)
      throws InterruptedException, StoppedException, HeldTooLongException {
    try {
      return Optional.of(batches.getFirst().writing().get(longest.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case InterruptedException interrupted -> throw interrupted;
        case StoppedException stopped -> throw stopped;
        case HeldTooLongException held -> throw held;
        case RuntimeException failure -> throw failure;
        case Error failure -> throw failure;
        case null, default -> throw new IllegalStateException(e.getCause());
      }
    }
  }

  Batch<R> oldest() {
    return batches.getFirst().batch();
  }

  /** The oldest batch is settled. */
  void removeOldest() {
    batches.removeFirst();
  }

  /**
   * Gives up what waits for the store. Returns when nothing is being written any more, so that no
   * batch meets itself when it is delivered again.
   */
  @Override
  public void close() {
    batches.forEach(batch -> batch.writing().cancel(true));
    threads.close();
  }
}
