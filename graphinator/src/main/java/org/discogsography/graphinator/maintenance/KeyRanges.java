package org.discogsography.graphinator.maintenance;

import org.neo4j.driver.Record;
import org.neo4j.driver.Transaction;
import org.neo4j.driver.Value;
import org.neo4j.driver.Values;

/**
 * Walks all nodes of a label along its unique index, piece by piece, so that no transaction grows
 * with the catalogue.
 */
final class KeyRanges {

  /** The last key of the next piece. */
  private static final String NEXT =
      """
      MATCH (n:%1$s)
      WHERE n.%2$s > $after
      WITH n.%2$s AS key
      ORDER BY key
      LIMIT $size
      RETURN max(key) AS upTo
      """;

  /** Work on the nodes with {@code $after < key <= $upTo}; returns how many it has changed. */
  @FunctionalInterface
  interface Piece {
    long run(Transaction transaction, Value range);
  }

  private record Done(String upTo, long changed, int size, boolean last) {}

  private final HeavyStatements statements;
  private final String next;

  KeyRanges(HeavyStatements statements, String label, String key) {
    this.statements = statements;
    this.next = NEXT.formatted(label, key);
  }

  /**
   * Works on all nodes in pieces of at most this size; returns how many were changed. A piece that
   * the store could only bear when it was smaller tells the size of those that follow, so that not
   * each of them fails and waits.
   */
  long walk(int largest, Piece piece) throws InterruptedException {
    String after = "";
    int chunk = largest;
    long changed = 0;
    while (true) {
      String from = after;
      Done done =
          statements.run(chunk, (transaction, size) -> step(transaction, from, size, piece));
      chunk = done.size();
      changed += done.changed();
      if (done.last()) {
        return changed;
      }
      after = done.upTo();
    }
  }

  private Done step(Transaction transaction, String after, int size, Piece piece) {
    Record found = transaction.run(next, Values.parameters("after", after, "size", size)).single();
    if (found.get("upTo").isNull()) {
      return new Done("", 0, size, true);
    }
    String upTo = found.get("upTo").asString();
    long changed = piece.run(transaction, Values.parameters("after", after, "upTo", upTo));
    return new Done(upTo, changed, size, false);
  }
}
