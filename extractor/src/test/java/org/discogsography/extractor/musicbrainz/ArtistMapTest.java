package org.discogsography.extractor.musicbrainz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ArtistMapTest {

  @Test
  void findsEveryArtistAgainAfterGrowing() {
    ArtistMap map = new ArtistMap();
    Random mbids = new Random(7);
    for (int i = 1; i <= 20_000; i++) {
      map.put(new UUID(mbids.nextLong(), mbids.nextLong()), i);
    }

    assertThat(map.size()).isEqualTo(20_000);
    Random again = new Random(7);
    for (int i = 1; i <= 20_000; i++) {
      assertThat(map.discogsId(new UUID(again.nextLong(), again.nextLong()))).isEqualTo(i);
    }
    assertThat(map.discogsId(new UUID(again.nextLong(), again.nextLong()))).isNull();
  }

  @Test
  void tellsIdsApartThatDifferInOneHalfOnly() {
    ArtistMap map = new ArtistMap();
    map.put(new UUID(1, 2), 10);
    map.put(new UUID(2, 1), 20);
    map.put(new UUID(1, 3), 30);

    assertThat(map.discogsId(new UUID(1, 2))).isEqualTo(10);
    assertThat(map.discogsId(new UUID(2, 1))).isEqualTo(20);
    assertThat(map.discogsId(new UUID(1, 3))).isEqualTo(30);
    assertThat(map.discogsId(new UUID(3, 1))).isNull();
  }

  @Test
  void lastMentionOfAnArtistWins() {
    ArtistMap map = new ArtistMap();
    map.put(new UUID(0, 0), 10);
    map.put(new UUID(0, 0), 11);

    assertThat(map.size()).isEqualTo(1);
    assertThat(map.discogsId(new UUID(0, 0))).isEqualTo(11);
  }
}
