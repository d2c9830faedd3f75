package org.discogsography.common.keys;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompactKeyTest {

  @ParameterizedTest
  @CsvSource({"0,0", "7,7", "34567890,34567890", "999999999999999999,999999999999999999"})
  void plainNumberStandsForItself(String text, long number) {
    assertThat(CompactKey.of(text)).isEqualTo(new CompactKey(number, 0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "00", "007", "-7", "+7", "7 ", "1a", "1000000000000000000", "٧", "Björk"})
  void anyOtherTextIsHashedIntoTheNegativeNumbers(String text) {
    assertThat(CompactKey.of(text).number()).isNegative();
    assertThat(CompactKey.of(text)).isEqualTo(CompactKey.of(text));
  }

  /** SHA-256 of "abc": ba7816bf 8f01cfea 414140de ... */
  @Test
  void hashIsTheBeginningOfTheSha256() {
    assertThat(CompactKey.of("abc")).isEqualTo(new CompactKey(0xba7816bf8f01cfeaL, 0x414140));
  }

  @Test
  void numberIsReadFromAPlaceToTheEnd() {
    assertThat(PlainNumber.parse("4:x:17", 4)).isEqualTo(17);
    assertThat(PlainNumber.parse("4:x:", 4)).isEqualTo(PlainNumber.NONE);
    assertThat(PlainNumber.parse("4:x:017", 4)).isEqualTo(PlainNumber.NONE);
  }
}
