package org.discogsography.brainztableinator.entities;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.musicbrainz.MusicBrainzRecord;
import org.discogsography.common.postgres.BinaryCopy;
import tools.jackson.databind.json.JsonMapper;

/** The table of each type: its columns, and what a record puts into them. */
public enum EntityTable {
  ARTISTS(
      DataType.ARTISTS,
      List.of(
          "sort_name",
          "type",
          "gender",
          "begin_date",
          "end_date",
          "ended",
          "area",
          "begin_area",
          "end_area",
          "disambiguation",
          "discogs_artist_id",
          "aliases",
          "tags"),
      (artist, out) ->
          out.text(artist.sortName())
              .text(artist.type())
              .text(artist.gender())
              .text(artist.begin())
              .text(artist.end())
              .bool(artist.ended())
              .text(artist.area())
              .text(artist.beginArea())
              .text(artist.endArea())
              .text(artist.disambiguation())
              .bigint(artist.discogsId())
              .jsonb(artist.aliases())
              .jsonb(artist.tags())),
  LABELS(
      DataType.LABELS,
      List.of(
          "type",
          "label_code",
          "begin_date",
          "end_date",
          "ended",
          "area",
          "disambiguation",
          "discogs_label_id"),
      (label, out) ->
          out.text(label.type())
              .integer(label.labelCode())
              .text(label.begin())
              .text(label.end())
              .bool(label.ended())
              .text(label.area())
              .text(label.disambiguation())
              .bigint(label.discogsId())),
  RELEASE_GROUPS(
      DataType.RELEASE_GROUPS,
      List.of(
          "type", "secondary_types", "first_release_date", "disambiguation", "discogs_master_id"),
      (group, out) ->
          out.text(group.type())
              .jsonb(json(group.secondaryTypes()))
              .text(group.firstReleaseDate())
              .text(group.disambiguation())
              .bigint(group.discogsId())),
  RELEASES(
      DataType.RELEASES,
      List.of("barcode", "status", "release_group_mbid", "discogs_release_id"),
      (release, out) ->
          out.text(release.barcode())
              .text(release.status())
              .uuid(release.releaseGroup())
              .bigint(release.discogsId()));

  private static final String SCHEMA = "musicbrainz.";

  private final DataType type;
  private final List<String> columns;
  private final BinaryCopy.RowForm<MusicBrainzRecord, RuntimeException> own;

  EntityTable(
      DataType type,
      List<String> own,
      BinaryCopy.RowForm<MusicBrainzRecord, RuntimeException> form) {
    this.type = type;
    this.columns = Stream.concat(Stream.of("mbid", "hash", "data", "name"), own.stream()).toList();
    this.own = form;
  }

  /** The table of this type. */
  public static EntityTable of(DataType type) {
    return Arrays.stream(values()).filter(table -> table.type == type).findFirst().orElseThrow();
  }

  /** Every table that the records go into, relationships and links included. */
  public static List<String> everyTable() {
    return Stream.concat(
            Arrays.stream(values()).map(EntityTable::qualifiedName),
            Stream.of(SCHEMA + "relationships", SCHEMA + "external_links", SCHEMA + "seen_rows"))
        .toList();
  }

  /** The name with its schema. */
  public String qualifiedName() {
    return SCHEMA + name().toLowerCase(Locale.ROOT);
  }

  /** The columns in the order in which {@link #write} fills them. */
  List<String> columns() {
    return columns;
  }

  String columnList() {
    return String.join(", ", columns);
  }

  /** What replaces the columns of a stored row by those of a new one. */
  String assignments() {
    return columns.stream()
        .filter(column -> !column.equals("mbid"))
        .map(column -> column + " = excluded." + column)
        .collect(Collectors.joining(", "));
  }

  void write(EntityRow row, BinaryCopy out) throws SQLException {
    out.uuid(row.record().mbid()).text(row.hash()).jsonb(row.document()).text(row.record().name());
    own.write(row.record(), out);
  }

  /** These texts as a JSON array. */
  static byte[] json(List<String> texts) {
    return texts.isEmpty()
        ? "[]".getBytes(StandardCharsets.US_ASCII)
        : JsonMapper.shared().writeValueAsBytes(texts);
  }
}
