package org.discogsography.extractor.discogs;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Makes the text of a record acceptable to a strict XML 1.0 parser without changing its structure.
 *
 * <p>Invalid UTF-8 becomes U+FFFD, a bare {@code &} and an unknown entity are taken literally,
 * references to impossible code points become U+FFFD, and control characters that XML 1.0 forbids,
 * raw or referenced, are removed.
 */
final class XmlRepair {

  private static final String[] ENTITIES = {"amp;", "lt;", "gt;", "apos;", "quot;"};
  private static final byte[][] ENTITY_BYTES = new byte[ENTITIES.length][];

  static {
    for (int i = 0; i < ENTITIES.length; i++) {
      ENTITY_BYTES[i] = XmlWindow.ascii(ENTITIES[i]);
    }
  }

  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private static final long ALL_ONES = 0x0101010101010101L;
  private static final long ALL_SPACES = ' ' * ALL_ONES;
  private static final long ALL_AMPERSANDS = '&' * ALL_ONES;
  private static final long HIGH_BITS = 0x8080808080808080L;

  private static final char REPLACEMENT = '\uFFFD';

  private XmlRepair() {}

  /** What a quick look found. */
  enum Finding {
    CLEAN,
    REPAIRABLE,
    INVALID_UTF8
  }

  /** Looks whether a record needs repair; one pass, no allocation. */
  static Finding inspect(byte[] xml) {
    boolean repairable = false;
    int length = xml.length;
    int i = 0;
    while (i < length) {
      if (i <= length - Long.BYTES && isPlain((long) EIGHT_BYTES.get(xml, i))) {
        i += Long.BYTES;
        continue;
      }
      int c = xml[i];
      if (c >= ' ' && c != '&') {
        i++;
      } else if (c < 0) {
        int size = sequence(xml, i);
        if (size < 0) {
          return Finding.INVALID_UTF8;
        }
        repairable |= size == 3 && isNonCharacter(xml, i);
        i += size;
      } else {
        repairable |= c == '&' ? !knownReference(xml, i + 1) : isForbidden(c);
        i++;
      }
    }
    return repairable ? Finding.REPAIRABLE : Finding.CLEAN;
  }

  /**
   * Whether each of eight bytes is ASCII, no control character and no {@code &}. The highest bit of
   * a byte of {@code x - 0x01..} is set where the byte of x is 0, or higher up after such a byte; a
   * plain byte taken for one that is not is looked at once more.
   */
  private static boolean isPlain(long bytes) {
    long ampersands = bytes ^ ALL_AMPERSANDS;
    return ((bytes | bytes - ALL_SPACES | ampersands - ALL_ONES & ~ampersands) & HIGH_BITS) == 0;
  }

  /** The repaired text of a record. */
  static String repair(byte[] xml) {
    String text = new String(xml, StandardCharsets.UTF_8);
    StringBuilder out = new StringBuilder(text.length() + 64);
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '&') {
        i = reference(text, i, out);
      } else if (c == '<' && text.startsWith("<![CDATA[", i)) {
        i = section(text, i, "]]>", out);
      } else if (c == '<' && text.startsWith("<!--", i)) {
        i = section(text, i, "-->", out);
      } else if (c == '<' && text.startsWith("<?", i)) {
        i = section(text, i, "?>", out);
      } else {
        keep(c, out);
        i++;
      }
    }
    return out.toString();
  }

  private static int section(String text, int from, String closing, StringBuilder out) {
    int found = text.indexOf(closing, from);
    int end = found < 0 ? text.length() : found + closing.length();
    for (int i = from; i < end; i++) {
      keep(text.charAt(i), out);
    }
    return end;
  }

  private static void keep(char c, StringBuilder out) {
    if (c == '\uFFFE' || c == '\uFFFF') {
      out.append(REPLACEMENT);
    } else if (!isForbidden(c)) {
      out.append(c);
    }
  }

  /** Copies, resolves or escapes what starts with {@code &}; returns the place after it. */
  private static int reference(String text, int from, StringBuilder out) {
    for (String entity : ENTITIES) {
      if (text.startsWith(entity, from + 1)) {
        out.append('&').append(entity);
        return from + 1 + entity.length();
      }
    }
    int end = text.startsWith("#", from + 1) ? numericEnd(text, from) : -1;
    if (end < 0) {
      out.append("&amp;");
      return from + 1;
    }
    boolean hex = text.charAt(from + 2) == 'x';
    long point = 0;
    for (int i = from + (hex ? 3 : 2); i < end; i++) {
      point = Math.min(point * (hex ? 16 : 10) + Character.digit(text.charAt(i), 16), 0x110000);
    }
    if (point > 0x10FFFF || isImpossible((int) point)) {
      out.append(REPLACEMENT);
    } else if (!isForbidden((int) point)) {
      out.append(text, from, end + 1);
    }
    return end + 1;
  }

  /** The place of the semicolon of a well-formed numeric reference, else -1. */
  private static int numericEnd(String text, int from) {
    boolean hex = text.startsWith("x", from + 2);
    int first = from + (hex ? 3 : 2);
    int i = first;
    while (i < text.length() && isDigit(text.charAt(i), hex)) {
      i++;
    }
    return i > first && i < text.length() && text.charAt(i) == ';' ? i : -1;
  }

  private static boolean knownReference(byte[] xml, int at) {
    if (at < xml.length && xml[at] == '#') {
      return knownNumber(xml, at + 1);
    }
    for (byte[] entity : ENTITY_BYTES) {
      if (startsWith(xml, at, entity)) {
        return true;
      }
    }
    return false;
  }

  private static boolean knownNumber(byte[] xml, int from) {
    boolean hex = from < xml.length && xml[from] == 'x';
    int first = hex ? from + 1 : from;
    int i = first;
    int point = 0;
    while (i < xml.length && isDigit(xml[i], hex)) {
      point = point * (hex ? 16 : 10) + Character.digit(xml[i], 16);
      if (point > 0x10FFFF) {
        return false;
      }
      i++;
    }
    return i > first
        && i < xml.length
        && xml[i] == ';'
        && !isForbidden(point)
        && !isImpossible(point);
  }

  private static boolean startsWith(byte[] xml, int at, byte[] text) {
    if (at + text.length > xml.length) {
      return false;
    }
    for (int i = 0; i < text.length; i++) {
      if (xml[at + i] != text[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigit(int c, boolean hex) {
    return (c >= '0' && c <= '9') || (hex && ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')));
  }

  private static boolean isForbidden(int point) {
    return point >= 0 && point < 0x20 && point != '\t' && point != '\n' && point != '\r';
  }

  private static boolean isImpossible(int point) {
    return (point >= 0xD800 && point <= 0xDFFF) || point == 0xFFFE || point == 0xFFFF;
  }

  /** Length of the well-formed UTF-8 sequence there (Unicode table 3-7), -1 if it is not one. */
  private static int sequence(byte[] xml, int at) {
    int lead = xml[at] & 0xFF;
    int size = lead < 0xC2 ? -1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : -1;
    if (size < 0 || at + size > xml.length) {
      return -1;
    }
    int second = xml[at + 1] & 0xFF;
    int low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    int high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (second < low || second > high) {
      return -1;
    }
    for (int i = at + 2; i < at + size; i++) {
      if ((xml[i] & 0xC0) != 0x80) {
        return -1;
      }
    }
    return size;
  }

  /** True for U+FFFE and U+FFFF, which XML forbids. */
  private static boolean isNonCharacter(byte[] xml, int at) {
    return xml[at] == (byte) 0xEF && xml[at + 1] == (byte) 0xBF && (xml[at + 2] & 0xFF) >= 0xBE;
  }
}
