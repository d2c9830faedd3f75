package org.discogsography.extractor.canonical;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.discogsography.extractor.tree.Fields;
import org.jspecify.annotations.Nullable;

/**
 * Writes a tree as canonical JSON (RFC 8785, JSON Canonicalization Scheme) into a reused buffer.
 *
 * <p>Not safe for several threads.
 */
public final class CanonicalJson {

  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

  /** Buffers beyond this size are given back after use: one huge record must not pin memory. */
  private static final int KEPT_CAPACITY = 4 << 20;

  /** Records have few names; of more, and of long ones, nothing is remembered. */
  private static final int MOST_NAMES = 500;

  private static final int LONGEST_NAME = 100;

  /** Names in their quotes, with the colon after them. */
  private final Map<String, byte[]> names = new HashMap<>();

  private byte[] buffer = new byte[64 << 10];
  private int length;

  /** Forgets what was written. */
  public void reset() {
    length = 0;
    if (buffer.length > KEPT_CAPACITY) {
      buffer = new byte[64 << 10];
    }
  }

  /** The bytes written so far; shared, valid up to {@link #length()} until the next write. */
  public byte[] buffer() {
    return buffer;
  }

  public int length() {
    return length;
  }

  /** A copy of what was written. */
  public byte[] toBytes() {
    return Arrays.copyOf(buffer, length);
  }

  /**
   * Writes an object, its names in the order of their UTF-16 code units. Sorts the given tree in
   * place.
   */
  public void object(Fields fields) {
    fields.sort();
    put('{');
    for (int i = 0; i < fields.size(); i++) {
      if (i > 0) {
        put(',');
      }
      name(fields.name(i));
      value(fields.value(i));
    }
    put('}');
  }

  /** Writes any value of a tree. */
  public void value(@Nullable Object value) {
    switch (value) {
      case null -> put(NULL);
      case String text -> string(text);
      case Fields fields -> object(fields);
      case List<?> list -> array(list);
      case Boolean flag -> put(flag ? TRUE : FALSE);
      case Long number -> put(Long.toString(number).getBytes(StandardCharsets.US_ASCII));
      case Double number -> put(number(number).getBytes(StandardCharsets.US_ASCII));
      default -> throw new IllegalArgumentException("no JSON form for " + value.getClass());
    }
  }

  /** Writes the name of a member and its colon. */
  void name(String name) {
    byte[] written = names.get(name);
    if (written != null) {
      put(written);
      return;
    }
    int start = length;
    string(name);
    put(':');
    if (names.size() < MOST_NAMES && name.length() <= LONGEST_NAME) {
      names.put(name, Arrays.copyOfRange(buffer, start, length));
    }
  }

  private void array(List<?> list) {
    put('[');
    for (int i = 0; i < list.size(); i++) {
      if (i > 0) {
        put(',');
      }
      value(list.get(i));
    }
    put(']');
  }

  /** Writes a string with the mandatory escapes only; a lone surrogate becomes U+FFFD. */
  public void string(String text) {
    int count = text.length();
    // 6 bytes is the longest form of one char, a control character
    ensure(2 + 6L * count);
    byte[] out = buffer;
    int at = length;
    out[at++] = '"';
    for (int i = 0; i < count; i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        if (c >= 0x20 && c != '"' && c != '\\') {
          out[at++] = (byte) c;
        } else {
          at = escape(out, at, c);
        }
      } else if (c < 0x800) {
        out[at++] = (byte) (0xC0 | c >> 6);
        out[at++] = (byte) (0x80 | c & 0x3F);
      } else if (Character.isHighSurrogate(c)
          && i + 1 < count
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        int point = Character.toCodePoint(c, text.charAt(++i));
        out[at++] = (byte) (0xF0 | point >> 18);
        out[at++] = (byte) (0x80 | point >> 12 & 0x3F);
        out[at++] = (byte) (0x80 | point >> 6 & 0x3F);
        out[at++] = (byte) (0x80 | point & 0x3F);
      } else {
        int point = Character.isSurrogate(c) ? 0xFFFD : c;
        out[at++] = (byte) (0xE0 | point >> 12);
        out[at++] = (byte) (0x80 | point >> 6 & 0x3F);
        out[at++] = (byte) (0x80 | point & 0x3F);
      }
    }
    out[at++] = '"';
    length = at;
  }

  private static int escape(byte[] out, int start, char c) {
    int at = start;
    out[at++] = '\\';
    switch (c) {
      case '"', '\\' -> out[at++] = (byte) c;
      case '\b' -> out[at++] = 'b';
      case '\t' -> out[at++] = 't';
      case '\n' -> out[at++] = 'n';
      case '\f' -> out[at++] = 'f';
      case '\r' -> out[at++] = 'r';
      default -> {
        out[at++] = 'u';
        out[at++] = '0';
        out[at++] = '0';
        out[at++] = HEX[c >> 4];
        out[at++] = HEX[c & 0xF];
      }
    }
    return at;
  }

  /** A double as ECMAScript prints it, which RFC 8785 section 3.2.2.3 asks for. */
  static String number(double number) {
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException("no JSON form for " + number);
    }
    if (number == 0) {
      return "0";
    }
    BigDecimal shortest = shortest(Math.abs(number));
    String digits = shortest.unscaledValue().toString();
    int point = digits.length() - shortest.scale();
    String sign = number < 0 ? "-" : "";
    if (point > 21 || point < -5) {
      String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
      int exponent = point - 1;
      return sign + digits.charAt(0) + fraction + "e" + (exponent < 0 ? "" : "+") + exponent;
    }
    if (point <= 0) {
      return sign + "0." + "0".repeat(-point) + digits;
    }
    if (point >= digits.length()) {
      return sign + digits + "0".repeat(point - digits.length());
    }
    return sign + digits.substring(0, point) + "." + digits.substring(point);
  }

  /** The fewest digits that mean this double; Java itself never prints less than two. */
  private static BigDecimal shortest(double number) {
    BigDecimal printed = new BigDecimal(Double.toString(number)).stripTrailingZeros();
    BigDecimal oneDigit = printed.round(new MathContext(1, RoundingMode.HALF_EVEN));
    return oneDigit.doubleValue() == number ? oneDigit : printed;
  }

  /** Writes one byte of punctuation. */
  void raw(char c) {
    put(c);
  }

  private void put(char c) {
    ensure(1);
    buffer[length++] = (byte) c;
  }

  private void put(byte[] bytes) {
    ensure(bytes.length);
    System.arraycopy(bytes, 0, buffer, length, bytes.length);
    length += bytes.length;
  }

  private void ensure(long more) {
    long needed = length + more;
    if (needed > buffer.length) {
      if (needed > Integer.MAX_VALUE - 16) {
        throw new IllegalArgumentException("record too large: more than " + length + " bytes");
      }
      long doubled = Math.min(2L * buffer.length, Integer.MAX_VALUE - 16);
      buffer = Arrays.copyOf(buffer, (int) Math.max(needed, doubled));
    }
  }
}
