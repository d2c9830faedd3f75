package org.discogsography.common.musicbrainz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.UUID;
import org.discogsography.common.messages.InvalidMessageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MbidsTest {

  @Test
  void fullFormIsAnMbidInAnyCase() throws Exception {
    UUID mbid = UUID.fromString("5700dcd4-c139-4f31-aa3e-6382b9af9032");

    assertThat(Mbids.require("5700dcd4-c139-4f31-aa3e-6382b9af9032")).isEqualTo(mbid);
    assertThat(Mbids.require("5700DCD4-C139-4F31-AA3E-6382B9AF9032")).isEqualTo(mbid);
  }

  @Test
  void noTextIsNone() {
    assertThat(Mbids.parse(null)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "unknown",
        "1-1-1-1-1",
        "5700dcd4-c139-4f31-aa3e-6382b9af903",
        "5700dcd4-c139-4f31-aa3e-6382b9af90322",
        "5700dcd4c139-4f31-aa3e-6382b9af-90322",
        "5700dcd4_c139_4f31_aa3e_6382b9af9032",
        "g700dcd4-c139-4f31-aa3e-6382b9af9032",
        "５700dcd4-c139-4f31-aa3e-6382b9af9032"
      })
  void anythingElseIsNone(String text) {
    assertThat(Mbids.parse(text)).isNull();
    assertThatExceptionOfType(InvalidMessageException.class)
        .isThrownBy(() -> Mbids.require(text))
        .withMessageContaining("MBID");
  }
}
