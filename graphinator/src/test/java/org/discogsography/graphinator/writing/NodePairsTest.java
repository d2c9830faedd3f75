package org.discogsography.graphinator.writing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NodePairsTest {

  private static final long LARGEST = 0xffff_ffffL;

  @Test
  void pairsAreTold() {
    assertThat(NodePairs.pair(1, 2)).isNotEqualTo(NodePairs.pair(2, 1));
    assertThat(NodePairs.pair(LARGEST, 0)).isNotEqualTo(NodePairs.pair(0, LARGEST));
    assertThat(NodePairs.pair(0, LARGEST)).isNotEqualTo(NodePairs.pair(1, LARGEST));
  }

  @Test
  void onlyNumbersOf32BitsCanBeHeld() {
    assertThat(NodePairs.canHold(LARGEST, LARGEST)).isTrue();
    assertThat(NodePairs.canHold(LARGEST + 1, 0)).isFalse();
    assertThat(NodePairs.canHold(0, LARGEST + 1)).isFalse();
  }

  @Test
  void leastRecentlyAddedIsForgotten() {
    NodePairs pairs = new NodePairs(2);
    pairs.add(1);
    pairs.add(2);
    pairs.add(1);

    pairs.add(3);

    assertThat(pairs.contains(1)).isTrue();
    assertThat(pairs.contains(2)).isFalse();
    assertThat(pairs.contains(3)).isTrue();
  }
}
