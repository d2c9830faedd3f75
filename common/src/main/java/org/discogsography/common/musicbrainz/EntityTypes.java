package org.discogsography.common.musicbrainz;

import org.discogsography.common.messages.DataType;

/** Entity types by the names that relationships and links use: singular, with a hyphen. */
public final class EntityTypes {

  private EntityTypes() {}

  /** The entity type of the records of this data type. */
  public static String of(DataType type) {
    return switch (type) {
      case ARTISTS -> "artist";
      case LABELS -> "label";
      case RELEASES -> "release";
      case RELEASE_GROUPS -> "release-group";
      case MASTERS -> throw new IllegalArgumentException("MusicBrainz has no masters");
    };
  }

  /** The one spelling of a name that dumps spell in two ways. */
  static String canonical(String name) {
    return name.replace('_', '-');
  }
}
