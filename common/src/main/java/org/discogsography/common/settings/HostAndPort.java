package org.discogsography.common.settings;

/**
 * A host that may carry its port.
 *
 * @param host an IPv6 address stands without brackets
 */
public record HostAndPort(String host, int port) {

  private static final int LARGEST_PORT = 65_535;

  /**
   * Reads {@code host}, {@code host:port}, {@code [v6]}, {@code [v6]:port} or a bare IPv6 address.
   * An embedded port wins; a bad or empty one gives the default; a blank host is {@code localhost}.
   */
  public static HostAndPort parse(String text, int defaultPort) {
    String value = text.trim();
    if (value.startsWith("[") && value.contains("]")) {
      int end = value.indexOf(']');
      String rest = value.substring(end + 1);
      return new HostAndPort(
          value.substring(1, end),
          rest.startsWith(":") ? port(rest.substring(1), defaultPort) : defaultPort);
    }
    int colon = value.indexOf(':');
    boolean bareIpv6 = colon >= 0 && colon != value.lastIndexOf(':');
    if (colon < 0 || bareIpv6) {
      return new HostAndPort(value.isEmpty() ? "localhost" : value, defaultPort);
    }
    String host = value.substring(0, colon);
    return new HostAndPort(
        host.isEmpty() ? "localhost" : host, port(value.substring(colon + 1), defaultPort));
  }

  private static int port(String text, int defaultPort) {
    if (!text.matches("\\d{1,5}")) {
      return defaultPort;
    }
    int port = Integer.parseInt(text);
    return port >= 1 && port <= LARGEST_PORT ? port : defaultPort;
  }

  /** The form used in addresses: an IPv6 host in brackets. */
  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
