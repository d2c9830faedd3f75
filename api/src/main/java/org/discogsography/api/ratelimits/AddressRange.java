package org.discogsography.api.ratelimits;

import java.net.InetAddress;
import java.util.Optional;

/**
 * A range of IP addresses in CIDR notation; an address without a prefix length is a range of one.
 */
record AddressRange(InetAddress network, int prefixLength) {

  /** The range, or empty when the text is none; names are never looked up. */
  static Optional<AddressRange> parse(String text) {
    int slash = text.indexOf('/');
    try {
      InetAddress network = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
      int bits = network.getAddress().length * Byte.SIZE;
      int length = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
      return length < 0 || length > bits
          ? Optional.empty()
          : Optional.of(new AddressRange(network, length));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  boolean contains(InetAddress address) {
    byte[] ours = network.getAddress();
    byte[] theirs = address.getAddress();
    if (ours.length != theirs.length) {
      return false;
    }
    for (int bit = 0; bit < prefixLength; bit++) {
      int mask = 0x80 >> (bit % Byte.SIZE);
      if (((ours[bit / Byte.SIZE] ^ theirs[bit / Byte.SIZE]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }
}
