package org.discogsography.benchmarks.catalogue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** XML as bytes in a buffer that grows. What goes in is escaped already. */
final class XmlBuffer {

  private byte[] bytes;
  private int size;

  XmlBuffer(int capacity) {
    this.bytes = new byte[capacity];
  }

  /** Bytes for {@link #add(byte[])}, not escaped. */
  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A text in the form that it has in XML text and in attributes. */
  static byte[] escaped(String text) {
    return bytes(
        text.replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("\"", "&quot;"));
  }

  byte[] array() {
    return bytes;
  }

  int size() {
    return size;
  }

  void clear() {
    size = 0;
  }

  /** Takes back what was added after the buffer had this size. */
  void cut(int length) {
    size = length;
  }

  XmlBuffer add(byte[] text) {
    return add(text, 0, text.length);
  }

  XmlBuffer add(XmlBuffer other) {
    return add(other.bytes, 0, other.size);
  }

  XmlBuffer add(byte[] text, int from, int length) {
    reserve(length);
    System.arraycopy(text, from, bytes, size, length);
    size += length;
    return this;
  }

  XmlBuffer add(char ascii) {
    reserve(1);
    bytes[size++] = (byte) ascii;
    return this;
  }

  XmlBuffer add(long number) {
    reserve(20);
    int end = size + digits(number);
    int at = end;
    do {
      bytes[--at] = (byte) ('0' + number % 10);
      number /= 10;
    } while (number > 0);
    size = end;
    return this;
  }

  /** A number below 100 in two digits. */
  XmlBuffer twoDigits(int number) {
    return add((char) ('0' + number / 10)).add((char) ('0' + number % 10));
  }

  private static int digits(long number) {
    int digits = 1;
    while (number >= 10) {
      number /= 10;
      digits++;
    }
    return digits;
  }

  private void reserve(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
    }
  }
}
