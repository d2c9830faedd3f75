package org.discogsography.graphinator.maintenance;

import org.discogsography.common.messages.DataType;

/** The nodes that records of the four Discogs types become, in the order they are cleaned up. */
enum RecordNodes {
  ARTISTS(DataType.ARTISTS, "Artist"),
  LABELS(DataType.LABELS, "Label"),
  MASTERS(DataType.MASTERS, "Master"),
  RELEASES(DataType.RELEASES, "Release");

  private final DataType type;
  private final String label;

  RecordNodes(DataType type, String label) {
    this.type = type;
    this.label = label;
  }

  DataType type() {
    return type;
  }

  String label() {
    return label;
  }
}
