package org.discogsography.common.musicbrainz;

import java.util.UUID;
import org.discogsography.common.messages.InvalidMessageException;
import org.jspecify.annotations.Nullable;

/** MusicBrainz ids: UUIDs in their full form of 8-4-4-4-12 hexadecimal digits, in any case. */
public final class Mbids {

  private static final int LENGTH = 36;

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
    for (int i = 0; i < LENGTH; i++) {
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      char c = text.charAt(i);
      if (dash ? c != '-' : c >= 128 || Character.digit(c, 16) < 0) {
        return null;
      }
    }
    return UUID.fromString(text);
  }
}
