package org.discogsography.extractor.musicbrainz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ArtistMapTest {

  @Test
  void findsEveryArtistAgainAfterGrowing() {
    ArtistMap map = new ArtistMap();
    Random mbids = new Random(7);
    for (int i = 1; i <= 20_000; i++) {
      map.put(new Mbid(mbids.nextLong(), mbids.nextLong()), i);
    }

    assertThat(map.size()).isEqualTo(20_000);
    Random again = new Random(7);
    for (int i = 1; i <= 20_000; i++) {
      assertThat(map.discogsId(new Mbid(again.nextLong(), again.nextLong()))).isEqualTo(i);
    }
    assertThat(map.discogsId(new Mbid(again.nextLong(), again.nextLong()))).isNull();
  }

  @Test
  void tellsIdsApartThatDifferInOneHalfOnly() {
    ArtistMap map = new ArtistMap();
    map.put(new Mbid(1, 2), 10);
    map.put(new Mbid(2, 1), 20);
    map.put(new Mbid(1, 3), 30);

    assertThat(map.discogsId(new Mbid(1, 2))).isEqualTo(10);
    assertThat(map.discogsId(new Mbid(2, 1))).isEqualTo(20);
    assertThat(map.discogsId(new Mbid(1, 3))).isEqualTo(30);
    assertThat(map.discogsId(new Mbid(3, 1))).isNull();
  }

  @Test
  void lastMentionOfAnArtistWins() {
    ArtistMap map = new ArtistMap();
    map.put(new Mbid(0, 0), 10);
    map.put(new Mbid(0, 0), 11);

    assertThat(map.size()).isEqualTo(1);
    assertThat(map.discogsId(new Mbid(0, 0))).isEqualTo(11);
  }

  @Test
  void mbidNeedsItsFullForm() {
    assertThat(Mbid.of("0383DADF-2a4e-4d10-a46a-e9e041da8eb3"))
        .isEqualTo(new Mbid(0x0383dadf2a4e4d10L, 0xa46ae9e041da8eb3L));
    assertThat(Mbid.of("1-1-1-1-1")).isNull();
    assertThat(Mbid.of("0383dadf-2a4e-4d10-a46a-e9e041da8eb")).isNull();
    assertThat(Mbid.of("0383dadf-2a4e-4d10-a46a-e9e041da8ebg")).isNull();
    assertThat(Mbid.of("0383dadf-2a4e-4d10-a46ae-9e041da8eb3")).isNull();
    assertThat(Mbid.of("")).isNull();
    assertThat(Mbid.of(null)).isNull();
  }
}
