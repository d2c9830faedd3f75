package org.discogsography.api.caching;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * What an answer depends on besides the data: the feature, then the parameters.
 *
 * @param feature first part of the key in Redis
 * @param parts parameters in fixed order; long ones are cut and get a hash, so that keys stay short
 *     and distinct
 */
public record CacheKey(String feature, List<String> parts) {

  private static final int LONGEST_PART = 200;
  private static final int HASH_BYTES = 8;

  public CacheKey {
    parts = List.copyOf(parts);
  }

  public static CacheKey of(String feature, String... parts) {
    return new CacheKey(feature, Arrays.asList(parts));
  }

  /** The key in Redis for data of this import generation. */
  String inGeneration(long generation) {
    StringBuilder key = new StringBuilder(feature).append(":g").append(generation);
    for (String part : parts) {
      key.append(':').append(shortened(part));
    }
    return key.toString();
  }

  private static String shortened(String part) {
    return part.length() <= LONGEST_PART
        ? part
        : part.substring(0, LONGEST_PART) + "#" + hash(part);
  }

  private static String hash(String part) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(part.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
