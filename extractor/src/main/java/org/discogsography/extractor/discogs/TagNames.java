package org.discogsography.extractor.discogs;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.discogsography.extractor.bytes.EightBytes;

/**
 * The names of elements and attributes, one object each: nothing is made where they are met again,
 * their hashes are computed once, and comparing them mostly ends at being the same. Not safe for
 * several threads.
 */
final class TagNames {

  /** Dumps know about a hundred; a file that invents more gets new objects each time. */
  private static final int MOST = 500;

  private static final int SLOT_BITS = 11;
  private static final int SLOTS = 1 << SLOT_BITS;

  /** Of the golden ratio: spreads what differs in few bits. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final TagName[] slots = new TagName[SLOTS];
  private int size;

  /** The name between two places. */
  TagName of(byte[] xml, int from, int to) {
    int length = to - from;
    long head = head(xml, from, length);
    int slot = (int) ((head + length) * SPREAD >>> Long.SIZE - SLOT_BITS);
    for (TagName name = slots[slot]; name != null; name = slots[slot]) {
      if (name.head == head && name.length() == length && name.tailStandsAt(xml, from)) {
        return name;
      }
      slot = slot + 1 & SLOTS - 1;
    }
    TagName name = new TagName(Arrays.copyOfRange(xml, from, to), size < MOST);
    if (size < MOST) {
      size++;
      slots[slot] = name;
    }
    return name;
  }

  /** The first eight bytes of a name as one number, zeros after a shorter one. */
  private static long head(byte[] xml, int from, int length) {
    if (from > xml.length - Long.BYTES) {
      byte[] bytes = Arrays.copyOf(Arrays.copyOfRange(xml, from, from + length), Long.BYTES);
      return EightBytes.at(bytes, 0);
    }
    long bytes = EightBytes.at(xml, from);
    return length >= Long.BYTES ? bytes : bytes & (1L << length * Byte.SIZE) - 1;
  }

  /** A name in ASCII. */
  static final class TagName {

    private final byte[] bytes;
    private final long head;
    private final String element;
    private final String attribute;

    /**
     * @param interned whether the texts are the same objects as in the code, so that look-ups by
     *     name need not compare them
     */
    private TagName(byte[] bytes, boolean interned) {
      String name = new String(bytes, StandardCharsets.US_ASCII);
      String attributeName = "@" + name;
      this.bytes = bytes;
      this.head = TagNames.head(bytes, 0, bytes.length);
      this.element = interned ? name.intern() : name;
      this.attribute = interned ? attributeName.intern() : attributeName;
    }

    /** What it is called in the tree form as an element. */
    String element() {
      return element;
    }

    /** What it is called in the tree form as an attribute. */
    String attribute() {
      return attribute;
    }

    int length() {
      return bytes.length;
    }

    /** Whether these bytes stand there. */
    boolean standsAt(byte[] xml, int from) {
      return from + bytes.length <= xml.length
          && head == TagNames.head(xml, from, bytes.length)
          && tailStandsAt(xml, from);
    }

    /** Whether what is behind the head stands there. */
    private boolean tailStandsAt(byte[] xml, int from) {
      for (int i = Long.BYTES; i < bytes.length; i++) {
        if (bytes[i] != xml[from + i]) {
          return false;
        }
      }
      return true;
    }
  }
}
