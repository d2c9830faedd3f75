package org.discogsography.common.consuming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SideBySideTest {

  private static final List<String> MANY = Collections.nCopies(501, "record");

  @Test
  void halvesOfManyAreWorkedOnAtTheSameTime() throws Exception {
    CyclicBarrier both = new CyclicBarrier(2);

    List<Integer> sizes =
        SideBySide.inHalves(
            MANY,
            half -> {
              both.await(30, TimeUnit.SECONDS);
              return half.size();
            });

    assertThat(sizes).containsExactly(250, 251);
  }

  @Test
  void fewStayTogether() throws Exception {
    assertThat(SideBySide.<String, Integer>inHalves(MANY.subList(0, 499), List::size))
        .containsExactly(499);
  }

  @Test
  void failureOfOneHalfIsThrownOnceTheOtherHasEnded() {
    AtomicInteger ended = new AtomicInteger();

    assertThatThrownBy(() ->
            SideBySide.inHalves(
                MANY,
                half -> {
                  if (half.size() == 251) {
                    throw new IOException("full");
                  }
                  return ended.incrementAndGet();
                }))
        .isInstanceOf(IOException.class)
        .hasMessage("full");
    assertThat(ended).hasValue(1);
  }

  @Test
  void bothAreDoneAtTheSameTime() {
    CyclicBarrier both = new CyclicBarrier(2);
    AtomicInteger met = new AtomicInteger();
    Runnable meets =
        () -> {
          try {
            both.await(30, TimeUnit.SECONDS);
            met.incrementAndGet();
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        };

    SideBySide.both(meets, meets);

    assertThat(met).hasValue(2);
  }

  @Test
  void failureOfEitherIsThrownOnceTheOtherHasEnded() {
    AtomicInteger ended = new AtomicInteger();
    Runnable fails =
        () -> {
          throw new IllegalArgumentException("full");
        };

    assertThatThrownBy(() -> SideBySide.both(ended::incrementAndGet, fails)).hasMessage("full");
    assertThatThrownBy(() -> SideBySide.both(fails, ended::incrementAndGet)).hasMessage("full");
    assertThat(ended).hasValue(2);
  }
}
