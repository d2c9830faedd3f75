package org.discogsography.extractor.canonical;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 as 64 lower-case hex digits.
 *
 * <p>Not safe for several threads.
 */
public final class ContentHash {

  private final MessageDigest digest = sha256();

  /** The hash of a stretch of bytes, as ASCII digits. */
  public byte[] of(byte[] bytes, int length) {
    add(bytes, 0, length);
    return digits();
  }

  /** Takes a stretch of bytes in. */
  void add(byte[] bytes, int start, int length) {
    digest.update(bytes, start, length);
  }

  /** The hash of what was taken in since the one before, as ASCII digits. */
  byte[] digits() {
    return HexFormat.of().formatHex(digest.digest()).getBytes(StandardCharsets.US_ASCII);
  }

  /** A fresh SHA-256 digest, which every Java runtime has. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
