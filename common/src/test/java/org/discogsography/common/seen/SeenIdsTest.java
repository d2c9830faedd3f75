package org.discogsography.common.seen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeenIdsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "34567890",
        "999999999999999999",
        "1000000000000000000",
        "0",
        "007",
        "-7",
        "1.0",
        " 1",
        "",
        "unknown",
        "65d9a2a7-8c3f-4a3c-9a0c-6a1f4d5b7e11",
        "١٢",
        "Motörhead 🤘"
      })
  void anyTextCanBeSeen(String id) {
    SeenIds ids = new SeenIds();
    ids.add("2");
    assertThat(ids.contains(id)).isFalse();
    ids.add(id);
    assertThat(ids.contains(id)).isTrue();
    assertThat(SeenIds.of(ids.toBytes()).contains(id)).isTrue();
    assertThat(ids.size()).isEqualTo(2);
  }

  @Test
  void numbersWrittenDifferentlyAreDifferentIds() {
    SeenIds ids = new SeenIds();
    ids.add("7");
    assertThat(ids.contains("07")).isFalse();
    assertThat(ids.contains("7 ")).isFalse();
  }

  @Test
  void setsAddUp() {
    SeenIds first = new SeenIds();
    first.add("1");
    first.add("2");
    SeenIds second = new SeenIds();
    second.add("2");
    second.add("abc");
    SeenIds both = SeenIds.of(first.toBytes());
    both.addAll(second.toBytes());
    assertThat(both.size()).isEqualTo(3);
    assertThat(both.contains("1")).isTrue();
    assertThat(both.contains("abc")).isTrue();
  }

  @Test
  void neighboursTakeLittleRoom() {
    SeenIds ids = new SeenIds();
    for (int id = 1_000_000; id < 1_002_000; id++) {
      ids.add(Integer.toString(id));
    }
    assertThat(ids.toBytes()).hasSizeLessThan(200);
    SeenIds everyThird = new SeenIds();
    for (int id = 1_000_000; id < 1_006_000; id += 3) {
      everyThird.add(Integer.toString(id));
    }
    assertThat(everyThird.toBytes()).hasSizeLessThan(4_500);
  }

  @Test
  void damagedSetIsNotTakenForAnEmptyOne() {
    SeenIds ids = new SeenIds();
    ids.add("1");
    byte[] bytes = ids.toBytes();
    byte[] cut = java.util.Arrays.copyOf(bytes, bytes.length - 3);
    assertThatThrownBy(() -> SeenIds.of(cut)).isInstanceOf(UncheckedIOException.class);
  }
}
