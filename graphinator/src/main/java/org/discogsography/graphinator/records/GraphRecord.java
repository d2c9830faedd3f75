package org.discogsography.graphinator.records;

/** A Discogs record reduced to what the graph keeps of it. */
public sealed interface GraphRecord permits ArtistRecord, LabelRecord, MasterRecord, ReleaseRecord {

  /** The Discogs number as text. */
  String id();

  /** The content hash; empty when the publisher sent none, and then never equal to a stored one. */
  String sha256();
}
