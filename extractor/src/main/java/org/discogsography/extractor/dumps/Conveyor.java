package org.discogsography.extractor.dumps;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * Deals with one file on all cores: one thread cuts it into batches, workers make something of
 * each, and the caller gets that in the order of the file.
 *
 * @param <T> what is made of a batch
 */
public final class Conveyor<T> implements AutoCloseable {

  /** Cuts a file into batches, on a thread of its own. */
  public interface Cutter<T> {

    /** Adds every batch of the file. */
    void cutInto(Conveyor<T> conveyor) throws IOException, InterruptedException;

    /** The place in the unpacked file that cutting has come to. */
    long position();
  }

  /**
   * A batch on its way through a worker.
   *
   * @param position of its first byte in the unpacked file
   * @param bytes that it counts against the budget
   */
  private record Batch<T>(Future<T> work, long position, long bytes) {}

  private final String file;
  private final String unit;
  private final ByteBudget budget;
  private final Cutter<T> cutter;
  private final Batch<T> end = new Batch<>(new CompletableFuture<>(), 0, 0);
  private final BlockingQueue<Batch<T>> ordered;
  private final ExecutorService workers;
  private final Thread cutting;
  private long handedOver;
  private volatile boolean closed;
  private volatile @Nullable Throwable failure;

  /**
   * Begins to cut.
   *
   * @param unit what the file consists of, for messages
   * @param threads that work on batches
   * @param mostBatches that wait for the caller
   * @param budget bounds the bytes of the batches on their way
   */
  public Conveyor(
      String file, String unit, int threads, int mostBatches, ByteBudget budget, Cutter<T> cutter) {
    this.file = file;
    this.unit = unit;
    this.budget = budget;
    this.cutter = cutter;
    this.ordered = new ArrayBlockingQueue<>(Math.max(2, mostBatches));
    ThreadFactory named = Thread.ofPlatform().daemon().name("parse-", 1).factory();
    this.workers = Executors.newFixedThreadPool(threads, named);
    this.cutting = Thread.ofPlatform().daemon().name("cut-" + file).start(this::cut);
  }

  private void cut() {
    try {
      try {
        cutter.cutInto(this);
      } catch (IOException | RuntimeException | OutOfMemoryError e) {
        failure = e;
      }
      ordered.put(end);
    } catch (InterruptedException e) {
      // closed by the reader: nobody waits for more
      Thread.currentThread().interrupt();
    }
  }

  /** Gives a batch to the workers once its bytes fit; for the cutter. */
  public void add(Callable<T> work, long position, long bytes) throws InterruptedException {
    budget.acquire(bytes);
    ordered.put(new Batch<>(workers.submit(work), position, bytes));
  }

  /** Adds what the cutter has made itself, with bytes that it has acquired. */
  public void addMade(T made, long position, long bytes) throws InterruptedException {
    ordered.put(new Batch<>(CompletableFuture.completedFuture(made), position, bytes));
  }

  /** Whether the reader has ended before the file. */
  public boolean isClosed() {
    return closed;
  }

  /**
   * What was made of the next batch; null at the end of the file. The one before counts as dealt
   * with.
   *
   * @throws IOException if the file cannot be read on; all before that place was handed over
   */
  public @Nullable T next() throws IOException, InterruptedException {
    budget.release(handedOver);
    handedOver = 0;
    Batch<T> batch = ordered.take();
    if (batch == end) {
      switch (failure) {
        case null -> {
          return null;
        }
        case IOException e -> throw e;
        case Throwable e -> throw failed(cutter.position(), e);
      }
    }
    handedOver = batch.bytes();
    try {
      return batch.work().get();
    } catch (ExecutionException e) {
      throw failed(batch.position(), e.getCause() == null ? e : e.getCause());
    }
  }

  /** What reading runs into beside the faults of a file: above all, too little memory. */
  private DumpException failed(long position, Throwable cause) {
    String advice = cause instanceof OutOfMemoryError ? "; give the program more memory" : "";
    return new DumpException(
        "%s: the %s at byte %d or one soon after it cannot be read (%s)%s"
            .formatted(file, unit, position, cause, advice),
        cause);
  }

  @Override
  public void close() {
    closed = true;
    cutting.interrupt();
    workers.shutdownNow();
  }
}
