package org.discogsography.benchmarks.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberingTest {

  @ParameterizedTest
  @EnumSource(RecordType.class)
  void everyPositionHasAnIdOfItsOwnThatLeadsBack(RecordType type) {
    Numbering numbering = Numbering.of(type);
    Set<Integer> ids = new HashSet<>();
    for (int position = 0; position < 150_000; position++) {
      int id = numbering.id(position);
      assertThat(ids.add(id)).isTrue();
      assertThat(numbering.isGap(id)).isFalse();
      assertThat(numbering.position(id)).isEqualTo(position);
    }
    assertThat(numbering.isGap(numbering.gapNear(1_000))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 64, 1_000, 19_000})
  void shuffleIsAPermutationWithItsInverse(int size) {
    for (int variant = 1; variant <= 5; variant++) {
      Shuffle shuffle = new Shuffle(size, variant);
      Set<Integer> seen = new HashSet<>();
      for (int number = 0; number < size; number++) {
        int place = shuffle.apply(number);
        assertThat(place).isBetween(0, size - 1);
        assertThat(seen.add(place)).isTrue();
        assertThat(shuffle.invert(place)).isEqualTo(number);
      }
    }
  }
}
