package org.discogsography.common.keys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * An id or a name in 64 bits, with 24 more for whoever cannot bear that two of them collide. A
 * plain number, as Discogs writes ids, stands for itself; any other text for the beginning of its
 * SHA-256, in the range of negative numbers, which ids do not use.
 *
 * @param number to look up by; collides once among some billions of texts
 * @param check 24 further bits of the hash, 0 for a plain number
 */
public record CompactKey(long number, int check) {

  /** The key of a text; equal for equal texts. */
  public static CompactKey of(String text) {
    long number = PlainNumber.parse(text, 0);
    return number == PlainNumber.NONE ? hashed(text) : new CompactKey(number, 0);
  }

  private static CompactKey hashed(String text) {
    ByteBuffer hash = ByteBuffer.wrap(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    return new CompactKey(Long.MIN_VALUE | hash.getLong(), hash.getInt() >>> 8);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
