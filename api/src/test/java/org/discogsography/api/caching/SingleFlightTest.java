package org.discogsography.api.caching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SingleFlightTest {

  private static final int CALLERS = 11;

  private final SingleFlight<String> flights = new SingleFlight<>();

  @Test
  void concurrentCallersOfOneKeyShareOneComputation() throws Exception {
    AtomicInteger computations = new AtomicInteger();
    CountDownLatch asking = new CountDownLatch(CALLERS);
    List<Future<String>> answers = new ArrayList<>();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < CALLERS; i++) {
        answers.add(
            callers.submit(() -> {
              asking.countDown();
              return flights.run(
                  "key",
                  () -> {
                    computations.incrementAndGet();
                    awaitAll(asking);
                    return "answer";
                  });
            }));
      }
      for (Future<String> answer : answers) {
        assertThat(answer.get()).isEqualTo("answer");
      }
    }
    assertThat(computations).hasValue(1);
  }

  @Test
  void failureReachesTheCallerAndIsForgotten() {
    IllegalStateException failure = new IllegalStateException("no");
    assertThatThrownBy(() ->
            flights.run(
                "key",
                () -> {
                  throw failure;
                }))
        .isSameAs(failure);
    assertThat(flights.run("key", () -> "answer")).isEqualTo("answer");
  }

  private static void awaitAll(CountDownLatch asking) {
    try {
      asking.await();
      // Callers that have announced themselves are on their way into the same flight.
      Thread.sleep(200);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
