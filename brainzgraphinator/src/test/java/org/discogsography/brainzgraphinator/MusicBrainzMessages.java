package org.discogsography.brainzgraphinator;

import java.util.UUID;
import org.discogsography.common.messages.DataRecord;
import org.discogsography.testkit.records.Messages;

/** Messages about MusicBrainz artists, written short. */
public final class MusicBrainzMessages {

  private MusicBrainzMessages() {}

  /** The MBID with this number; they sort by it. */
  public static String mbid(long number) {
    return new UUID(0x4000, Long.MIN_VALUE | number).toString();
  }

  /** An artist who is this Discogs artist, with relations made by {@link #relation}. */
  public static DataRecord artist(long mbid, long discogsId, String... relations) {
    return record(
        mbid,
        "'name': 'x', 'discogs_artist_id': %d, 'relations': [%s]"
            .formatted(discogsId, String.join(", ", relations)));
  }

  public static DataRecord record(long mbid, String fields) {
    return Messages.record(mbid(mbid), fields.strip());
  }

  /** A relation to an artist of this Discogs id. */
  public static String relation(String type, String direction, long other) {
    return relation(type, direction, other, "'begin_date': null, 'end_date': null, 'ended': false");
  }

  /**
   * @param more further fields
   */
  public static String relation(String type, String direction, long other, String more) {
    return """
    {'type': '%s', 'target_type': 'artist', 'target_mbid': '%s', 'direction': '%s', \
    'target_discogs_artist_id': %d, %s}\
    """
        .formatted(type, mbid(other), direction, other, more);
  }
}
