package org.discogsography.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StoreCountsTest {

  private final StoreCounts expected =
      new StoreCounts(
          Map.of(
              StoreCounts.nodes("Artist"), 1_200L,
              StoreCounts.enrichedNodes("Artist"), 600L,
              StoreCounts.relationshipsOfMusicBrainz("TAUGHT"), 3L),
          Map.of(StoreCounts.rows("artists"), 1_000L));

  @Test
  void whatIsMissingOrTooManyIsNamedWithBothCounts() {
    StoreCounts stored =
        new StoreCounts(
            Map.of(StoreCounts.nodes("Artist"), 1_201L, StoreCounts.enrichedNodes("Artist"), 600L),
            Map.of());

    assertThat(expected.differencesOfGraph(stored))
        .containsExactly(
            "1,201 Artist nodes in the store, 1,200 generated",
            "0 TAUGHT relationships from MusicBrainz in the store, 3 generated");
    assertThat(expected.differencesOfTables(stored))
        .containsExactly("0 rows of artists in the store, 1,000 generated");
  }

  @Test
  void whatNobodyExpectsIsNoDifference() {
    StoreCounts stored =
        new StoreCounts(
            Map.of(
                StoreCounts.nodes("Artist"), 1_200L,
                StoreCounts.nodes("Label"), 5L,
                StoreCounts.enrichedNodes("Artist"), 600L,
                StoreCounts.relationshipsOfMusicBrainz("TAUGHT"), 3L),
            expected.tables());

    assertThat(expected.differencesOfGraph(stored)).isEmpty();
    assertThat(expected.differencesOfTables(stored)).isEmpty();
  }
}
