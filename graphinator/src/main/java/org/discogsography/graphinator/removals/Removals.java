package org.discogsography.graphinator.removals;

import java.util.List;
import org.neo4j.driver.Record;
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
 * a deleted node to a new one only when no transaction is left that was open then. A graph that
 * somebody has emptied has another name, or none yet.
 *
 * @param graph names of the nodes that count, in order: usually one, made by the first writer
 * @param count how often something was removed; grows, and never repeats
 */
public record Removals(List<String> graph, long count) {

  private static final String NOTE =
      """
      MERGE (r:Removals)
      ON CREATE SET r.graph = randomUUID()
      SET r.count = coalesce(r.count, 0) + 1
      """;

  /** There is no key to make it unique: two processes may each make one at the same moment. */
  private static final String READ =
      """
      MATCH (r:Removals)
      WITH r.graph AS graph, coalesce(r.count, 0) AS count
      ORDER BY graph
      RETURN collect(graph) AS graph, coalesce(sum(count), 0) AS count
      """;

  private static final String CREATE = "CREATE (:Removals {graph: randomUUID(), count: 0})";

  /** Runs a statement that removes, and notes it if there was something to remove. */
  public static SummaryCounters remove(
      Transaction transaction, String statement, Value parameters) {
    SummaryCounters counters = transaction.run(statement, parameters).consume().counters();
    if (counters.nodesDeleted() > 0 || counters.relationshipsDeleted() > 0) {
      transaction.run(NOTE, Values.EmptyMap).consume();
    }
    return counters;
  }

  /** What has been removed so far, as this transaction sees it. */
  public static Removals read(Transaction transaction) {
    Removals stored = stored(transaction);
    if (stored.graph().isEmpty()) {
      transaction.run(CREATE, Values.EmptyMap).consume();
      return stored(transaction);
    }
    return stored;
  }

  private static Removals stored(Transaction transaction) {
    Record row = transaction.run(READ, Values.EmptyMap).single();
    return new Removals(row.get("graph").asList(Value::asString), row.get("count").asLong());
  }

  /** Whether nothing was removed after this that the other does not know. */
  public boolean covers(Removals other) {
    return graph.equals(other.graph()) && count >= other.count();
  }
}
