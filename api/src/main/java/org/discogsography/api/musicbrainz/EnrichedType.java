package org.discogsography.api.musicbrainz;

import java.util.List;
import java.util.function.BiFunction;
import org.discogsography.api.musicbrainz.MusicBrainzData.OfArtist;
import org.discogsography.api.musicbrainz.MusicBrainzData.OfLabel;
import org.discogsography.api.musicbrainz.MusicBrainzData.OfMaster;
import org.discogsography.api.musicbrainz.MusicBrainzData.OfRelease;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;

/** The kinds of nodes that MusicBrainz adds to, and where their records are kept. */
enum EnrichedType {
  ARTIST(
      "Artist",
      "artists",
      "artist",
      "discogs_artist_id",
      (id, node) ->
          new OfArtist(
              id,
              node.get("mbid").asString(),
              text(node, "mb_type"),
              text(node, "mb_gender"),
              text(node, "mb_begin_date"),
              text(node, "mb_end_date"),
              text(node, "mb_area"),
              text(node, "mb_begin_area"),
              text(node, "mb_end_area"),
              text(node, "mb_disambiguation"),
              text(node, "mb_updated_at"))),
  LABEL(
      "Label",
      "labels",
      "label",
      "discogs_label_id",
      (id, node) ->
          new OfLabel(
              id,
              node.get("mbid").asString(),
              text(node, "mb_type"),
              node.get("mb_label_code").isNull() ? null : node.get("mb_label_code").asLong(),
              text(node, "mb_begin_date"),
              text(node, "mb_end_date"),
              text(node, "mb_area"),
              text(node, "mb_updated_at"))),
  MASTER(
      "Master",
      "release_groups",
      "release-group",
      "discogs_master_id",
      (id, node) ->
          new OfMaster(
              id,
              node.get("mbid").asString(),
              text(node, "mb_type"),
              node.get("mb_secondary_types").asList(Value::asString, List.of()),
              text(node, "mb_first_release_date"),
              text(node, "mb_disambiguation"),
              text(node, "mb_updated_at"))),
  RELEASE(
      "Release",
      "releases",
      "release",
      "discogs_release_id",
      (id, node) ->
          new OfRelease(
              id,
              node.get("mbid").asString(),
              text(node, "mb_barcode"),
              text(node, "mb_status"),
              text(node, "mb_release_group_mbid"),
              text(node, "mb_updated_at")));

  private final String label;
  private final String table;
  private final String entityType;
  private final String discogsColumn;
  private final BiFunction<Long, Value, MusicBrainzData> reading;

  EnrichedType(
      String label,
      String table,
      String entityType,
      String discogsColumn,
      BiFunction<Long, Value, MusicBrainzData> reading) {
    this.label = label;
    this.table = table;
    this.entityType = entityType;
    this.discogsColumn = discogsColumn;
    this.reading = reading;
  }

  /** The label of its nodes. */
  String label() {
    return label;
  }

  /** The table of its records, without the schema; also its name in the enrichment status. */
  String table() {
    return table;
  }

  /** What links call it. */
  String entityType() {
    return entityType;
  }

  /** The column of the table that holds the Discogs id. */
  String discogsColumn() {
    return discogsColumn;
  }

  /** What a node with an {@code mbid} holds. */
  MusicBrainzData read(long discogsId, Value node) {
    return reading.apply(discogsId, node);
  }

  private static @Nullable String text(Value node, String name) {
    return node.get(name).asString(null);
  }
}
