package org.discogsography.brainzgraphinator.enrichment;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.musicbrainz.MusicBrainzRecord;
import org.jspecify.annotations.Nullable;

/** The nodes that the records of the four MusicBrainz types enrich, and their properties. */
public enum NodeKind {
  ARTIST(
      DataType.ARTISTS,
      "Artist",
      Map.of(
          "mb_type", MusicBrainzRecord::type,
          "mb_gender", MusicBrainzRecord::gender,
          "mb_begin_date", MusicBrainzRecord::begin,
          "mb_end_date", MusicBrainzRecord::end,
          "mb_area", MusicBrainzRecord::area,
          "mb_begin_area", MusicBrainzRecord::beginArea,
          "mb_end_area", MusicBrainzRecord::endArea,
          "mb_disambiguation", MusicBrainzRecord::disambiguation)),
  LABEL(
      DataType.LABELS,
      "Label",
      Map.of(
          "mb_type", MusicBrainzRecord::type,
          "mb_label_code", MusicBrainzRecord::labelCode,
          "mb_begin_date", MusicBrainzRecord::begin,
          "mb_end_date", MusicBrainzRecord::end,
          "mb_area", MusicBrainzRecord::area)),
  MASTER(
      DataType.RELEASE_GROUPS,
      "Master",
      Map.of(
          "mb_type", MusicBrainzRecord::type,
          "mb_secondary_types", MusicBrainzRecord::secondaryTypes,
          "mb_first_release_date", MusicBrainzRecord::firstReleaseDate,
          "mb_disambiguation", MusicBrainzRecord::disambiguation)),
  RELEASE(
      DataType.RELEASES,
      "Release",
      Map.of(
          "mb_barcode",
          MusicBrainzRecord::barcode,
          "mb_status",
          MusicBrainzRecord::status,
          "mb_release_group_mbid",
          record -> record.releaseGroup() == null ? null : record.releaseGroup().toString()));

  private final DataType type;
  private final String label;
  private final Map<String, Function<MusicBrainzRecord, @Nullable Object>> properties;

  NodeKind(
      DataType type,
      String label,
      Map<String, Function<MusicBrainzRecord, @Nullable Object>> properties) {
    this.type = type;
    this.label = label;
    this.properties = properties;
  }

  /** The nodes that records of this type enrich. */
  public static NodeKind of(DataType type) {
    for (NodeKind kind : values()) {
      if (kind.type == type) {
        return kind;
      }
    }
    throw new IllegalArgumentException("MusicBrainz has no " + type);
  }

  public DataType type() {
    return type;
  }

  public String label() {
    return label;
  }

  /** The name under which records of this type are noted as seen, apart from those of Discogs. */
  public String seenType() {
    return "musicbrainz-" + type;
  }

  /** What a record sets, null for what it has not. */
  Map<String, @Nullable Object> properties(MusicBrainzRecord record) {
    Map<String, @Nullable Object> values = new HashMap<>();
    properties.forEach((name, value) -> values.put(name, value.apply(record)));
    return values;
  }

  /** All of them removed. */
  Map<String, @Nullable Object> nothing() {
    Map<String, @Nullable Object> values = new HashMap<>();
    properties.keySet().forEach(name -> values.put(name, null));
    return values;
  }
}
