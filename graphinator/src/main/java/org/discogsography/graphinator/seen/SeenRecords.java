package org.discogsography.graphinator.seen;

import org.discogsography.common.messages.DataType;
import org.discogsography.common.seen.SeenIds;
import org.neo4j.driver.Result;
import org.neo4j.driver.Transaction;
import org.neo4j.driver.Values;

/**
 * Nodes with sets of seen ids: one a batch, written in the batch's own transaction, by any number
 * of writers. An unchanged record costs a few bytes here and leaves its own node alone.
 */
public final class SeenRecords {

  private static final String ADD = "CREATE (:SeenIds {type: $type, at: $at, ids: $ids})";

  /** The batches of a type since an instant; about 10,000 for a whole dump of releases. */
  private static final String SINCE =
      "MATCH (s:SeenIds {type: $type}) WHERE s.at >= $since RETURN s.ids AS ids";

  private static final String FORGET =
      """
      MATCH (s:SeenIds {type: $type})
      WHERE s.at < $before
      WITH s LIMIT $size
      DELETE s
      """;

  private SeenRecords() {}

  /**
   * Notes the ids of a batch.
   *
   * @param at epoch milliseconds
   */
  public static void add(Transaction transaction, DataType type, SeenIds ids, long at) {
    transaction
        .run(ADD, Values.parameters("type", type.text(), "at", at, "ids", ids.toBytes()))
        .consume();
  }

  /**
   * All ids of a type that were seen since an instant.
   *
   * @param since epoch milliseconds
   */
  public static SeenIds since(Transaction transaction, DataType type, long since) {
    SeenIds seen = new SeenIds();
    Result batches = transaction.run(SINCE, Values.parameters("type", type.text(), "since", since));
    while (batches.hasNext()) {
      seen.addAll(batches.next().get("ids").asByteArray());
    }
    return seen;
  }

  /**
   * Drops what was seen of a type before an instant: the imports before the last.
   *
   * @param before epoch milliseconds
   * @param size batches to drop at most
   * @return batches dropped
   */
  public static int forgetBefore(Transaction transaction, DataType type, long before, int size) {
    return transaction
        .run(FORGET, Values.parameters("type", type.text(), "before", before, "size", size))
        .consume()
        .counters()
        .nodesDeleted();
  }
}
