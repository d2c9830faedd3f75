package org.discogsography.extractor.discogs;

import java.nio.charset.StandardCharsets;

/**
 * Makes the text of a record acceptable to a strict XML 1.0 parser without changing its structure.
 *
 * <p>Invalid UTF-8 becomes U+FFFD, a bare {@code &} and an unknown entity are taken literally,
 * references to impossible code points become U+FFFD, and control characters that XML 1.0 forbids,
 * raw or referenced, are removed.
 */
final class XmlRepair {

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
        repairable |= c == '&' ? XmlReference.end(xml, i) < 0 : isForbidden(c);
        i++;
      }
    }
    return repairable ? Finding.REPAIRABLE : Finding.CLEAN;
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
    int entity = XmlReference.entityLength(text, from + 1);
    if (entity > 0) {
      out.append(text, from, from + 1 + entity);
      return from + 1 + entity;
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
    while (i < text.length() && XmlReference.isDigit(text.charAt(i), hex)) {
      i++;
    }
    return i > first && i < text.length() && text.charAt(i) == ';' ? i : -1;
  }

  static boolean isForbidden(int point) {
    return point >= 0 && point < 0x20 && point != '\t' && point != '\n' && point != '\r';
  }

  static boolean isImpossible(int point) {
    return (point >= 0xD800 && point <= 0xDFFF) || point == 0xFFFE || point == 0xFFFF;
  }

  /** Length of the well-formed UTF-8 sequence there (Unicode table 3-7), -1 if it is not one. */
  static int sequence(byte[] xml, int at) {
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
  static boolean isNonCharacter(byte[] xml, int at) {
    return xml[at] == (byte) 0xEF && xml[at + 1] == (byte) 0xBF && (xml[at + 2] & 0xFF) >= 0xBE;
  }
}
