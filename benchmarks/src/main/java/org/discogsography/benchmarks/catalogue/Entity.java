package org.discogsography.benchmarks.catalogue;

/** The four kinds of MusicBrainz entities, each in a dump of its own. */
enum Entity {
  ARTIST("artist", "artists", RecordType.ARTIST, 0.5),
  LABEL("label", "labels", RecordType.LABEL, 0.4),
  RELEASE_GROUP("release-group", "release_groups", RecordType.MASTER, 0.6),
  RELEASE("release", "releases", RecordType.RELEASE, 0.3);

  private final String text;
  private final String table;
  private final RecordType counterpart;
  private final double share;

  Entity(String text, String table, RecordType counterpart, double share) {
    this.text = text;
    this.table = table;
    this.counterpart = counterpart;
    this.share = share;
  }

  /** Name in dumps. */
  String text() {
    return text;
  }

  /** Name of the table that holds its rows, and in the manifest. */
  String table() {
    return table;
  }

  /** What it is at Discogs. */
  RecordType counterpart() {
    return counterpart;
  }

  /** Share of the Discogs records that MusicBrainz knows too. */
  double share() {
    return share;
  }
}
