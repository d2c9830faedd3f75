package org.discogsography.api.ratelimits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressesTest {

  private final ClientAddresses addresses =
      new ClientAddresses(List.of("172.20.0.0/16", "nonsense", "fd00::/8"));

  @ParameterizedTest
  @CsvSource({
    "198.51.100.7, , 198.51.100.7",
    "198.51.100.7, 203.0.113.9, 198.51.100.7",
    "172.20.3.4, 203.0.113.9, 203.0.113.9",
    "172.20.3.4, '1.2.3.4, 203.0.113.9', 203.0.113.9",
    "172.20.3.4, '203.0.113.9, 172.20.0.1', 203.0.113.9",
    "172.20.3.4, spoofed, 172.20.3.4",
    "172.21.3.4, 203.0.113.9, 172.21.3.4",
    "fd00::1, 203.0.113.9, 203.0.113.9"
  })
  void addressStatedByATrustedProxyAloneCounts(String peer, String forwardedFor, String client) {
    assertThat(addresses.key(peer, forwardedFor)).isEqualTo(client);
  }

  @Test
  void addressesOfOneIpv6NetworkAreOneClient() {
    assertThat(addresses.key("2001:db8:1:2:3:4:5:6", null))
        .isEqualTo(addresses.key("2001:db8:1:2::1", null))
        .isNotEqualTo(addresses.key("2001:db8:1:3::1", null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "localhost", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "::/129"})
  void whatIsNoRangeIsNotRead(String text) {
    assertThat(AddressRange.parse(text)).isEmpty();
  }
}
