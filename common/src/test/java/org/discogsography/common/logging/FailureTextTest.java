package org.discogsography.common.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class FailureTextTest {

  @Test
  void textIsTheReason() {
    assertThat(FailureText.reason(new TimeoutException("too late"))).isEqualTo("too late");
    assertThat(FailureText.full(new TimeoutException("too late")))
        .isEqualTo("TimeoutException: too late");
  }

  @Test
  void withoutTextTheClassIsTheReason() {
    assertThat(FailureText.reason(new TimeoutException())).isEqualTo("TimeoutException");
    assertThat(FailureText.full(new TimeoutException(" "))).isEqualTo("TimeoutException");
  }

  @Test
  void causeSpeaksForAFailureWithoutText() {
    assertThat(FailureText.reason(new IOException(null, new TimeoutException("too late"))))
        .isEqualTo("too late");
  }
}
