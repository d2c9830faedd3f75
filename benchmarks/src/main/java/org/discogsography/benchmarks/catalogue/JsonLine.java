package org.discogsography.benchmarks.catalogue;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes JSON documents, one a line, into a buffer. */
final class JsonLine {

  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NULL = XmlBuffer.bytes("null");

  /** What XML escapes in a text, and how JSON writes it. */
  private static final Map<String, byte[]> ENTITIES =
      Map.of(
          "amp", XmlBuffer.bytes("&"),
          "lt", XmlBuffer.bytes("<"),
          "gt", XmlBuffer.bytes(">"),
          "quot", XmlBuffer.bytes("\\\""),
          "#13", XmlBuffer.bytes("\\r"));

  private final XmlBuffer out;

  /** A place to make a text in before it is written. */
  final XmlBuffer xml = new XmlBuffer(1 << 10);

  JsonLine(XmlBuffer out) {
    this.out = out;
  }

  /** Something that is JSON already. */
  JsonLine raw(byte[] json) {
    out.add(json);
    return this;
  }

  JsonLine raw(char ascii) {
    out.add(ascii);
    return this;
  }

  JsonLine number(long number) {
    out.add(number);
    return this;
  }

  JsonLine flag(boolean flag) {
    return raw(XmlBuffer.bytes(Boolean.toString(flag)));
  }

  /** Null or something. */
  JsonLine orNull(boolean present, Runnable something) {
    if (present) {
      something.run();
    } else {
      raw(NULL);
    }
    return this;
  }

  /** A text without anything to be escaped. */
  JsonLine text(byte[] plain) {
    out.add('"').add(plain).add('"');
    return this;
  }

  /** A text of the vocabulary, which is escaped for XML. */
  JsonLine word(byte[] escaped) {
    xml.clear();
    xml.add(escaped);
    return made();
  }

  /** The text that was made in {@link #xml}. */
  JsonLine made() {
    out.add('"');
    byte[] bytes = xml.array();
    int size = xml.size();
    for (int i = 0; i < size; i++) {
      if (bytes[i] == '&') {
        int end = i;
        while (bytes[end] != ';') {
          end++;
        }
        String name = new String(bytes, i + 1, end - i - 1, StandardCharsets.US_ASCII);
        byte[] json = ENTITIES.get(name);
        if (json == null) {
          throw new IllegalStateException("no JSON for &" + name + ";");
        }
        out.add(json);
        i = end;
      } else if (bytes[i] == '\n') {
        out.add('\\').add('n');
      } else {
        out.add((char) (bytes[i] & 0xFF));
      }
    }
    out.add('"');
    return this;
  }

  /** A UUID of these bits. */
  void uuid(long high, long low) {
    out.add('"');
    for (int digit = 0; digit < 32; digit++) {
      if (digit == 8 || digit == 12 || digit == 16 || digit == 20) {
        out.add('-');
      }
      long bits = digit < 16 ? high >>> (60 - 4 * digit) : low >>> (60 - 4 * (digit - 16));
      out.add((char) HEX[(int) (bits & 15)]);
    }
    out.add('"');
  }
}
