package org.discogsography.tableinator.rows;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Copies valid JSON without the two kinds of escape that JSON allows and JSONB refuses: NUL is
 * removed, half of a surrogate pair becomes U+FFFD.
 */
final class StorableText {

  private static final int ESCAPE_LENGTH = 6;
  private static final byte[] REPLACEMENT = "\\ufffd".getBytes(StandardCharsets.US_ASCII);

  private StorableText() {}

  /** Copies {@code json[from, to)}, which must begin and end outside of a string. */
  static void copy(byte[] json, int from, int to, ByteArrayOutputStream out) {
    int copied = from;
    int at = from;
    while (at < to) {
      if (json[at] != '\\') {
        at++;
        continue;
      }
      if (json[at + 1] != 'u') {
        at += 2;
        continue;
      }
      char unit = unit(json, at);
      if (isHighBeforeLow(json, at, unit)) {
        at += 2 * ESCAPE_LENGTH;
        continue;
      }
      if (unit == 0 || Character.isSurrogate(unit)) {
        out.write(json, copied, at - copied);
        if (unit != 0) {
          out.writeBytes(REPLACEMENT);
        }
        copied = at + ESCAPE_LENGTH;
      }
      at += ESCAPE_LENGTH;
    }
    out.write(json, copied, to - copied);
  }

  private static boolean isHighBeforeLow(byte[] json, int at, char unit) {
    int next = at + ESCAPE_LENGTH;
    return Character.isHighSurrogate(unit)
        && json[next] == '\\'
        && json[next + 1] == 'u'
        && Character.isLowSurrogate(unit(json, next));
  }

  private static char unit(byte[] json, int escape) {
    int unit = 0;
    for (int i = escape + 2; i < escape + ESCAPE_LENGTH; i++) {
      unit = unit << 4 | Character.digit(json[i], 16);
    }
    return (char) unit;
  }
}
