package org.discogsography.extractor.musicbrainz;

import java.util.Arrays;
import org.discogsography.common.messages.DataType;

/** A kind of MusicBrainz entity that is read, with its counterpart at Discogs. */
public enum Entity {
  ARTIST("artist", DataType.ARTISTS, "artist", "discogs_artist_id"),
  LABEL("label", DataType.LABELS, "label", "discogs_label_id"),
  RELEASE_GROUP("release-group", DataType.RELEASE_GROUPS, "master", "discogs_master_id"),
  RELEASE("release", DataType.RELEASES, "release", "discogs_release_id");

  private final String text;
  private final DataType type;
  private final String discogsKind;
  private final String discogsIdField;

  Entity(String text, DataType type, String discogsKind, String discogsIdField) {
    this.text = text;
    this.type = type;
    this.discogsKind = discogsKind;
    this.discogsIdField = discogsIdField;
  }

  /** The name used in dump files, for example {@code release-group}. */
  public String text() {
    return text;
  }

  /** What its records are called on the wire. */
  public DataType type() {
    return type;
  }

  /** The part of a Discogs address that stands before the id, for example {@code master}. */
  String discogsKind() {
    return discogsKind;
  }

  /** The field of a message that holds the Discogs id. */
  String discogsIdField() {
    return discogsIdField;
  }

  /**
   * The entity whose records have this type.
   *
   * @throws IllegalArgumentException if MusicBrainz has none
   */
  public static Entity of(DataType type) {
    return Arrays.stream(values())
        .filter(entity -> entity.type == type)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("MusicBrainz has no '" + type + "'"));
  }

  @Override
  public String toString() {
    return text;
  }
}
