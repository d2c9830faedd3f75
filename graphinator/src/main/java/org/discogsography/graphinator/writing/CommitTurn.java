package org.discogsography.graphinator.writing;

import org.neo4j.driver.Transaction;
import org.neo4j.driver.Values;

/**
 * The order in which transactions that create relationships commit. A commit locks nearly all nodes
 * at the far ends until it is applied, popular ones among them, so that two of them mostly wait for
 * each other anyway. Taking turns before, they never lock each other out; and what several records
 * may assert can be looked for and created without the locks of a {@code MERGE}, which would wait
 * for every open transaction that has created a relationship at one of its ends.
 *
 * <p>The turn is a lock in the graph, on the node of {@link
 * org.discogsography.graphinator.removals.Removals}, and ends with the transaction: it holds for
 * all processes, and Neo4j sees who waits for whom.
 */
final class CommitTurn {

  /** Setting a property to its own value locks the node and changes nothing. */
  private static final String TAKE =
      """
      MATCH (r:Removals)
      WITH r ORDER BY r.graph
      SET r.graph = r.graph
      """;

  private CommitTurn() {}

  /** Waits until no other transaction has the turn; from then on this one should only end. */
  static void take(Transaction transaction) {
    transaction.run(TAKE, Values.EmptyMap).consume();
  }
}
