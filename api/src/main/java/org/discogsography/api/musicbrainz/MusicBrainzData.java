package org.discogsography.api.musicbrainz;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What MusicBrainz knows about something that is on Discogs; dates are partial ISO dates. */
sealed interface MusicBrainzData {

  /** About an artist. */
  record OfArtist(
      @JsonProperty("discogs_id") long discogsId,
      String mbid,
      @Nullable String type,
      @Nullable String gender,
      @JsonProperty("begin_date") @Nullable String beginDate,
      @JsonProperty("end_date") @Nullable String endDate,
      @Nullable String area,
      @JsonProperty("begin_area") @Nullable String beginArea,
      @JsonProperty("end_area") @Nullable String endArea,
      @Nullable String disambiguation,
      @JsonProperty("updated_at") @Nullable String updatedAt)
      implements MusicBrainzData {}

  /**
   * About a label.
   *
   * @param labelCode the number after {@code LC}
   */
  record OfLabel(
      @JsonProperty("discogs_id") long discogsId,
      String mbid,
      @Nullable String type,
      @JsonProperty("label_code") @Nullable Long labelCode,
      @JsonProperty("begin_date") @Nullable String beginDate,
      @JsonProperty("end_date") @Nullable String endDate,
      @Nullable String area,
      @JsonProperty("updated_at") @Nullable String updatedAt)
      implements MusicBrainzData {}

  /** About a master, which MusicBrainz calls a release group. */
  record OfMaster(
      @JsonProperty("discogs_id") long discogsId,
      String mbid,
      @Nullable String type,
      @JsonProperty("secondary_types") List<String> secondaryTypes,
      @JsonProperty("first_release_date") @Nullable String firstReleaseDate,
      @Nullable String disambiguation,
      @JsonProperty("updated_at") @Nullable String updatedAt)
      implements MusicBrainzData {}

  /**
   * About a release.
   *
   * @param barcode empty if it has none, null if that is not known
   */
  record OfRelease(
      @JsonProperty("discogs_id") long discogsId,
      String mbid,
      @Nullable String barcode,
      @Nullable String status,
      @JsonProperty("release_group_mbid") @Nullable String releaseGroupMbid,
      @JsonProperty("updated_at") @Nullable String updatedAt)
      implements MusicBrainzData {}
}
