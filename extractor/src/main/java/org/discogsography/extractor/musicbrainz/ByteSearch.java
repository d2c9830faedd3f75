package org.discogsography.extractor.musicbrainz;

import org.discogsography.extractor.bytes.EightBytes;

/** Looks for a byte, eight at a time. */
final class ByteSearch {

  private ByteSearch() {}

  /** The first place from here on with this ASCII character, {@code to} if there is none. */
  static int find(char wanted, byte[] bytes, int from, int to) {
    long pattern = EightBytes.of(wanted);
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      long found = EightBytes.same(EightBytes.at(bytes, at), pattern) & EightBytes.ANSWERS;
      if (found != 0) {
        return at + EightBytes.first(found);
      }
    }
    while (at < to && bytes[at] != wanted) {
      at++;
    }
    return at;
  }
}
