package org.discogsography.common.musicbrainz;

import java.util.UUID;
import org.discogsography.common.messages.InvalidMessageException;
import org.jspecify.annotations.Nullable;

/** MusicBrainz ids: UUIDs in their full form of 8-4-4-4-12 hexadecimal digits, in any case. */
public final class Mbids {

  private static final int LENGTH = 36;

  /** The dash between the two halves of 64 bits. */
  private static final int MIDDLE = 18;

  private Mbids() {}

  /**
   * The id of a record.
   *
   * @throws InvalidMessageException if the text is none
   */
  public static UUID require(String text) throws InvalidMessageException {
    UUID mbid = parse(text);
    if (mbid == null) {
      throw new InvalidMessageException(
          "id '%s' is no MBID, which has 8-4-4-4-12 hexadecimal digits".formatted(text));
    }
    return mbid;
  }

  /** The id that this text is, null if it is none; {@link UUID#fromString} takes far more. */
  public static @Nullable UUID parse(@Nullable String text) {
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
        int digit = c < 128 ? Character.digit(c, 16) : -1;
        if (digit < 0) {
          return null;
        }
        // the lower half pushes what it holds of the upper one out
        high = i < MIDDLE ? high << 4 | digit : high;
        low = low << 4 | digit;
      }
    }
    return new UUID(high, low);
  }
}
