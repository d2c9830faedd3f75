package org.discogsography.graphinator.removals;

import org.neo4j.driver.Transaction;
import org.neo4j.driver.Value;
import org.neo4j.driver.Values;
import org.neo4j.driver.summary.SummaryCounters;

/**
 * Counts the transactions that removed nodes, or relationships that a later record may assert
 * again, so that every writer, in this process or another, knows when to forget what it remembers
 * of the graph.
 *
 * <p>The count changes in the transaction that removes. A writer reads it first in its own: it
 * either sees the removal, or was open when that was committed, and Neo4j gives the internal id of
 * a deleted node to a new one only when no transaction is left that was open then.
 */
public final class Removals {

  private static final String NOTE =
      """
      MERGE (r:Removals)
      SET r.count = coalesce(r.count, 0) + 1
      """;

  /** Two processes may have made the node at the same time: there is no key to make it unique. */
  private static final String COUNT =
      "MATCH (r:Removals) RETURN coalesce(sum(r.count), 0) AS count";

  private Removals() {}

  /** Runs a statement that removes, and notes it if there was something to remove. */
  public static SummaryCounters remove(
      Transaction transaction, String statement, Value parameters) {
    SummaryCounters counters = transaction.run(statement, parameters).consume().counters();
    if (counters.nodesDeleted() > 0 || counters.relationshipsDeleted() > 0) {
      transaction.run(NOTE, Values.EmptyMap).consume();
    }
    return counters;
  }

  /** How many removals there have been; grows, and never repeats. */
  public static long count(Transaction transaction) {
    return transaction.run(COUNT, Values.EmptyMap).single().get("count").asLong();
  }
}
