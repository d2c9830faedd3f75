package org.discogsography.extractor.musicbrainz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ByteSearchTest {

  @Test
  void findsWhatALookAtEveryByteFinds() {
    Random random = new Random(3);
    byte[] bytes = new byte[64];
    for (int round = 0; round < 20_000; round++) {
      random.nextBytes(bytes);
      int from = random.nextInt(bytes.length);
      int to = from + random.nextInt(bytes.length - from + 1);
      char wanted = (char) (bytes[random.nextInt(bytes.length)] & 0x7F);

      int expected = from;
      while (expected < to && bytes[expected] != wanted) {
        expected++;
      }
      assertThat(ByteSearch.find(wanted, bytes, from, to)).isEqualTo(expected);
    }
  }

  @Test
  void firstOfSeveralIsFoundThoughAByteBeforeItDiffersByOne() {
    byte[] bytes = "ab\u000b\n\n\u000b\nxyz".getBytes(UTF_8);

    assertThat(ByteSearch.find('\n', bytes, 0, bytes.length)).isEqualTo(3);
    assertThat(ByteSearch.find('\n', bytes, 4, bytes.length)).isEqualTo(4);
    assertThat(ByteSearch.find('\n', bytes, 7, bytes.length)).isEqualTo(bytes.length);
  }
}
