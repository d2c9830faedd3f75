package org.discogsography.benchmarks.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class EntitiesTest {

  private static final int THREADS = 4;
  private static final int NUMBERS = 50_000;

  private final Entities entities = new Entities(new Edition(1, 1_000, 0));

  @Test
  void mbidDependsOnItsNumberAloneWhileOtherThreadsWriteTheirs() throws Exception {
    byte[] alone = mbids();

    List<Callable<byte[]>> writers = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      writers.add(this::mbids);
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      for (Future<byte[]> written : threads.invokeAll(writers)) {
        assertThat(Arrays.equals(written.get(), alone)).isTrue();
      }
    }
  }

  private byte[] mbids() {
    XmlBuffer buffer = new XmlBuffer(1 << 20);
    JsonLine json = new JsonLine(buffer);
    for (int number = 0; number < NUMBERS; number++) {
      entities.mbid(json, Entity.ARTIST, number);
    }
    return Arrays.copyOf(buffer.array(), buffer.size());
  }
}
