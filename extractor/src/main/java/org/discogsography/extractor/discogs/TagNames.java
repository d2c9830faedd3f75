package org.discogsography.extractor.discogs;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The names of elements and attributes, one object each: nothing is made where they are met again,
 * their hashes are computed once, and comparing them mostly ends at being the same. Not safe for
 * several threads.
 */
final class TagNames {

  /** Dumps know about a hundred; a file that invents more gets new objects each time. */
  private static final int MOST = 500;

  private static final int SLOTS = 2_048;

  /**
   * A name in ASCII.
   *
   * @param element what it is called in the tree form as an element
   * @param attribute and as an attribute
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by hand
  record TagName(byte[] bytes, String element, String attribute) {

    private static TagName of(byte[] bytes) {
      String name = new String(bytes, StandardCharsets.US_ASCII);
      return new TagName(bytes, name, "@" + name);
    }

    /** The same objects as in the code, so that look-ups by name need not compare them. */
    private TagName interned() {
      return new TagName(bytes, element.intern(), attribute.intern());
    }

    int length() {
      return bytes.length;
    }

    /** Whether these bytes stand there. */
    boolean standsAt(byte[] xml, int from) {
      int length = bytes.length;
      if (length > xml.length - from) {
        return false;
      }
      for (int i = 0; i < length; i++) {
        if (bytes[i] != xml[from + i]) {
          return false;
        }
      }
      return true;
    }
  }

  private final TagName[] slots = new TagName[SLOTS];
  private int size;

  /**
   * The name between two places.
   *
   * @param hash of these bytes
   */
  TagName of(byte[] xml, int from, int to, int hash) {
    int slot = hash & SLOTS - 1;
    for (TagName name = slots[slot]; name != null; name = slots[slot]) {
      if (name.length() == to - from && name.standsAt(xml, from)) {
        return name;
      }
      slot = slot + 1 & SLOTS - 1;
    }
    TagName name = TagName.of(Arrays.copyOfRange(xml, from, to));
    if (size == MOST) {
      return name;
    }
    size++;
    slots[slot] = name.interned();
    return slots[slot];
  }
}
