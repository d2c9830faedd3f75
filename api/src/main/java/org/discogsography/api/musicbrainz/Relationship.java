package org.discogsography.api.musicbrainz;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A relationship of an artist to another one.
 *
 * @param type relationship type of the graph, for example {@code MEMBER_OF}
 * @param targetId the other artist, in both directions
 * @param direction {@code outgoing} or {@code incoming}
 */
record Relationship(
    String type,
    @JsonProperty("target_id") String targetId,
    @JsonProperty("target_name") String targetName,
    String direction,
    @JsonProperty("begin_date") @Nullable String beginDate,
    @JsonProperty("end_date") @Nullable String endDate,
    @Nullable List<String> attributes) {

  /** The relationships of one artist, outgoing ones first. */
  record Answer(@JsonProperty("discogs_id") long discogsId, List<Relationship> relationships) {}
}
