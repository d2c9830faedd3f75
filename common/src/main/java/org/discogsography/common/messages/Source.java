package org.discogsography.common.messages;

import java.util.List;

/** Where records come from; each source has its own exchanges and its own four data types. */
public enum Source {
  DISCOGS("discogs", DataType.ARTISTS, DataType.LABELS, DataType.MASTERS, DataType.RELEASES),
  MUSICBRAINZ(
      "musicbrainz", DataType.ARTISTS, DataType.LABELS, DataType.RELEASE_GROUPS, DataType.RELEASES);

  private final String text;
  private final List<DataType> types;

  Source(String text, DataType... types) {
    this.text = text;
    this.types = List.of(types);
  }

  /** The name used on the wire and on the command line. */
  public String text() {
    return text;
  }

  /** The data types of this source in canonical order. */
  public List<DataType> types() {
    return types;
  }

  @Override
  public String toString() {
    return text;
  }
}
