package org.discogsography.common.musicbrainz;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A relation of a record to another entity; both ends' records list it.
 *
 * @param target null when the message holds no valid MBID
 * @param targetType singular, with a hyphen; empty when unknown
 * @param backward the record is the target of the relation, not its source
 * @param attributes sorted
 * @param begin partial ISO date
 * @param end partial ISO date
 * @param targetDiscogsArtist Discogs id of a target artist that has one
 */
public record Relation(
    String type,
    String targetType,
    @Nullable UUID target,
    boolean backward,
    List<String> attributes,
    @Nullable String begin,
    @Nullable String end,
    boolean ended,
    @Nullable Long targetDiscogsArtist) {

  public Relation {
    attributes = attributes.stream().sorted().toList();
  }
}
