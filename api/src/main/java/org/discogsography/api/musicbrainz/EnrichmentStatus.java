package org.discogsography.api.musicbrainz;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How much of MusicBrainz is stored, and how much of it has come together with Discogs. */
record EnrichmentStatus(MusicBrainz musicbrainz) {

  /** By kind of record. */
  record MusicBrainz(
      Matched artists,
      Matched labels,
      Matched releases,
      @JsonProperty("release_groups") Matched releaseGroups,
      Relationships relationships) {}

  /**
   * Records of one kind.
   *
   * @param total all that are stored
   * @param matched those that name a Discogs page
   * @param enriched Discogs nodes that have one
   */
  record Matched(
      @JsonProperty("total_mb") long total,
      @JsonProperty("matched_to_discogs") long matched,
      @JsonProperty("enriched_in_neo4j") long enriched) {}

  /** Relationships of any kind in the tables, those between artists in the graph. */
  record Relationships(
      @JsonProperty("total_in_mb") long total, @JsonProperty("created_in_neo4j") long created) {}
}
