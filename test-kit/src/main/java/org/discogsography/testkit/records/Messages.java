package org.discogsography.testkit.records;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.discogsography.common.messages.DataRecord;

/** Record messages written as JSON with single quotes; equal content gives an equal hash. */
public final class Messages {

  private Messages() {}

  /** A record with these fields, for example {@code 'title': 'Kind of Blue'}. */
  public static DataRecord record(String id, String fields) {
    return withHash(id, sha256(id + fields), fields);
  }

  public static DataRecord withHash(String id, String sha256, String fields) {
    String rest = fields.isBlank() ? "" : "," + fields.replace('\'', '"');
    String json =
        "{\"type\":\"data\",\"id\":\"%s\",\"sha256\":\"%s\"%s}".formatted(id, sha256, rest);
    return new DataRecord(id, sha256, json.getBytes(StandardCharsets.UTF_8));
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
