package org.discogsography.brainzgraphinator.enrichment;

import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;

/** A node and the record that holds it. */
final class Claim {

  /** To be raised when the same record leads to other properties or relationships than before. */
  static final long MODEL_REVISION = 1;

  private @Nullable String mbid;
  private long since;
  private @Nullable String sha256;
  private final long revision;

  /**
   * @param row with {@code mbid}, {@code since}, {@code sha256} and {@code revision} of a node
   */
  Claim(Record row) {
    mbid = row.get("mbid").asString(null);
    since = row.get("since").asLong(0);
    sha256 = row.get("sha256").asString(null);
    revision = row.get("revision").asLong(0);
  }

  boolean isFree() {
    return mbid == null;
  }

  boolean isBy(String other) {
    return other.equals(mbid);
  }

  /** Whether the node holds a record of this content. */
  boolean isCurrent(String content) {
    return !content.isEmpty() && content.equals(sha256) && revision == MODEL_REVISION;
  }

  /** Whether the node holds this already. */
  boolean holds(Enrichment enrichment) {
    return isBy(enrichment.mbid()) && isCurrent(enrichment.sha256());
  }

  /** Whether this MBID goes before the one that has got the node in the import under way. */
  boolean isAfter(String other, long lastCompleted) {
    return mbid != null && other.compareTo(mbid) < 0 && since > lastCompleted;
  }

  /** When the record that holds the node got it, in epoch milliseconds. */
  long since() {
    return since;
  }

  void release() {
    mbid = null;
  }

  /** Gives the node to another record. */
  void give(String other, long at) {
    mbid = other;
    since = at;
    sha256 = null;
  }
}
