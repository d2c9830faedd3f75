package org.discogsography.common.consuming;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does parts of a batch at the same time, so that writer and store need not take turns. */
public final class SideBySide {

  /** Two transactions of fewer records cost more than one. */
  private static final int SMALLEST_HALF = 250;

  private SideBySide() {}

  /** What is done with each half. */
  @FunctionalInterface
  public interface Work<R, T> {
    T with(List<R> half) throws Exception;
  }

  /**
   * Does this work on both halves, or on all at once if they are few.
   *
   * @return a result for each part, in their order
   * @throws Exception the failure of a part, once both have ended; the other may be committed
   */
  public static <R, T> List<T> inHalves(List<R> records, Work<R, T> work) throws Exception {
    int middle = records.size() / 2;
    if (middle < SMALLEST_HALF) {
      return List.of(work.with(records));
    }
    try (ExecutorService beside = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<T> second = beside.submit(() -> work.with(records.subList(middle, records.size())));
      T first = work.with(records.subList(0, middle));
      return List.of(first, second.get());
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  /** Does both at the same time; fails with the failure of one once both have ended. */
  public static void both(Runnable here, Runnable beside) {
    Future<?> other;
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      other = executor.submit(beside);
      here.run();
    }
    switch (other.state()) {
      case SUCCESS -> {}
      case FAILED -> {
        if (other.exceptionNow() instanceof RuntimeException failure) {
          throw failure;
        }
        throw new IllegalStateException(other.exceptionNow());
      }
      case RUNNING, CANCELLED -> throw new IllegalStateException("stopped before its end");
    }
  }
}
