package org.discogsography.extractor.musicbrainz;

import org.jspecify.annotations.Nullable;

/**
 * A MusicBrainz id: a UUID of 128 bits.
 *
 * @param high its first 16 hex digits
 * @param low its last 16 hex digits
 */
record Mbid(long high, long low) {

  private static final int LENGTH = 36;

  /** The id in this text, null unless it has the full form 8-4-4-4-12 of hex digits. */
  static @Nullable Mbid of(@Nullable String text) {
    if (text == null || text.length() != LENGTH) {
      return null;
    }
    long high = 0;
    long low = 0;
    for (int i = 0; i < LENGTH; i++) {
      char c = text.charAt(i);
      if (i == 8 || i == 13 || i == 18 || i == 23) {
        if (c != '-') {
          return null;
        }
      } else {
        int digit = c < 0x80 ? Character.digit(c, 16) : -1;
        if (digit < 0) {
          return null;
        }
        if (i < 18) {
          high = high << 4 | digit;
        } else {
          low = low << 4 | digit;
        }
      }
    }
    return new Mbid(high, low);
  }
}
