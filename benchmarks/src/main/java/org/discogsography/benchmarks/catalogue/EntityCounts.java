package org.discogsography.benchmarks.catalogue;

/** What has been written of one kind of entity, counted while writing. */
final class EntityCounts {

  long records;
  long linked;
  long externalLinks;
  long relationships;

  /** Edges of the graph by {@link Bond}: both artists are at Discogs. */
  final long[] edges = new long[Bond.values().length];

  /** Those of them that Discogs tells of too. */
  long knownMemberships;

  void add(EntityCounts other) {
    records += other.records;
    linked += other.linked;
    externalLinks += other.externalLinks;
    relationships += other.relationships;
    for (int i = 0; i < edges.length; i++) {
      edges[i] += other.edges[i];
    }
    knownMemberships += other.knownMemberships;
  }
}
