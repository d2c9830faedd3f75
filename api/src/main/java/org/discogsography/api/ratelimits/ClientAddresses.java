package org.discogsography.api.ratelimits;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells clients apart by address. The peer of the connection counts, unless it is a trusted proxy:
 * then the address that the proxy states counts. IPv6 clients own whole /64 networks, so these
 * count as one.
 */
final class ClientAddresses {

  private static final Logger log = LoggerFactory.getLogger(ClientAddresses.class);
  private static final int NETWORK_BYTES = 8;

  private final List<AddressRange> trustedProxies;

  ClientAddresses(List<String> trustedProxies) {
    this.trustedProxies = trustedProxies.stream().flatMap(text -> range(text).stream()).toList();
  }

  private static Optional<AddressRange> range(String text) {
    Optional<AddressRange> range = AddressRange.parse(text);
    if (range.isEmpty()) {
      log.atWarn()
          .setMessage("⚠️ Ignoring an address range that cannot be read")
          .addKeyValue("variable", "FORWARDED_ALLOW_IPS")
          .addKeyValue("value", text)
          .log();
    }
    return range;
  }

  /** What identifies the client of this request. */
  String of(HttpServletRequest request) {
    return key(request.getRemoteAddr(), request.getHeader("X-Forwarded-For"));
  }

  String key(String peer, @Nullable String forwardedFor) {
    Optional<InetAddress> client = address(peer);
    if (client.isPresent() && forwardedFor != null && isTrusted(client.get())) {
      String[] stated = forwardedFor.split(",", -1);
      for (int i = stated.length - 1; i >= 0; i--) {
        Optional<InetAddress> hop = address(stated[i].strip());
        if (hop.isEmpty()) {
          break;
        }
        client = hop;
        if (!isTrusted(hop.get())) {
          break;
        }
      }
    }
    return client.map(ClientAddresses::network).orElse("unknown");
  }

  private boolean isTrusted(InetAddress address) {
    return trustedProxies.stream().anyMatch(range -> range.contains(address));
  }

  private static Optional<InetAddress> address(String text) {
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String network(InetAddress address) {
    return address instanceof Inet6Address
        ? HexFormat.ofDelimiter("-").formatHex(address.getAddress(), 0, NETWORK_BYTES)
        : address.getHostAddress();
  }
}
