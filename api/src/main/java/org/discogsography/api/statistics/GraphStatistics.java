package org.discogsography.api.statistics;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The answer of the graph statistics.
 *
 * @param totalEntities sum of the counts
 */
record GraphStatistics(@JsonProperty("total_entities") long totalEntities, Counts counts) {

  static GraphStatistics of(Counts counts) {
    return new GraphStatistics(
        counts.artists()
            + counts.labels()
            + counts.releases()
            + counts.masters()
            + counts.genres()
            + counts.styles(),
        counts);
  }

  /** Nodes of each kind, stubs included. */
  record Counts(long artists, long labels, long releases, long masters, long genres, long styles) {}
}
