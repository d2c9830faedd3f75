package org.discogsography.common.postgres;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Copies valid JSON without the two kinds of escape that JSON allows and JSONB refuses: NUL is
 * removed, half of a surrogate pair becomes U+FFFD.
 */
public final class StorableText {

  private static final int REPLACEMENT_CHARACTER = 0xfffd;
  private static final int ESCAPE_LENGTH = 6;
  private static final byte[] REPLACEMENT = "\\ufffd".getBytes(StandardCharsets.US_ASCII);

  private StorableText() {}

  /** The text without the same two kinds of character. */
  public static String of(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || Character.isSurrogate(c)) {
        return cleaned(text);
      }
    }
    return text;
  }

  private static String cleaned(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .filter(point -> point != 0)
        .map(point -> isHalf(point) ? REPLACEMENT_CHARACTER : point)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }

  private static boolean isHalf(int point) {
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }

  /** Copies {@code json[from, to)}, which must begin and end outside of a string. */
  public static void copy(byte[] json, int from, int to, ByteArrayOutputStream out) {
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
