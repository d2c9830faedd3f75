package org.discogsography.graphinator.writing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.discogsography.common.neo4j.ChangedMeanwhileException;
import org.neo4j.driver.Transaction;
import org.neo4j.driver.Values;

/**
 * Relationships between two nodes of one label that the records of both ends can assert, and
 * perhaps MusicBrainz: {@code d_start} and {@code d_end} tell which record does, {@code source}
 * that MusicBrainz does. One that nobody asserts any more is deleted.
 */
final class SharedEdges {

  /** The record that asserts the relationship. */
  enum Side {
    START("-[edge:%s]->", "d_start", "d_end"),
    END("<-[edge:%s]-", "d_end", "d_start");

    private final String arrow;
    private final String own;
    private final String other;

    Side(String arrow, String own, String other) {
      this.arrow = arrow;
      this.own = own;
      this.other = other;
    }
  }

  /**
   * Takes back what rewritten records asserted and assert no longer. In the first batches of a
   * first load the planner knows of no node yet and takes a scan for cheaper: hence the hint.
   */
  private static final String WITHDRAW =
      """
      UNWIND $rows AS row
      MATCH (own:%1$s {id: row[0]})%2$s(other:%1$s)
      USING INDEX SEEK own:%1$s(id)
      WHERE edge.%3$s AND NOT other.id IN row[1]
      SET edge.%3$s = null
      WITH edge
      WHERE edge.%4$s IS NULL AND coalesce(edge.source, '') <> 'musicbrainz'
      DELETE edge
      """;

  private static final String ASSERT =
      """
      UNWIND $rows AS row
      MATCH (own:%1$s) WHERE elementId(own) = row[0]
      MATCH (other:%1$s) WHERE elementId(other) = row[1]
      MERGE (own)%2$s(other)
      SET edge.%3$s = true
      RETURN count(*) AS asserted
      """;

  private record Assertion(String own, String other) {}

  private final KnownNodes.Kind kind;
  private final String withdrawStatement;
  private final String assertStatement;
  private final List<List<Object>> rewritten = new ArrayList<>();
  private final TreeSet<Assertion> assertions =
      new TreeSet<>(Comparator.comparing(Assertion::own).thenComparing(Assertion::other));

  SharedEdges(KnownNodes.Kind kind, String type, Side side) {
    this.kind = kind;
    String label = kind.label();
    String arrow = side.arrow.formatted(type);
    withdrawStatement = withdrawal(label, arrow, side);
    assertStatement = ASSERT.formatted(label, arrow, side.own);
  }

  static String withdrawal(String label, String arrow, Side side) {
    return WITHDRAW.formatted(label, arrow, side.own, side.other);
  }

  /**
   * Notes that the record of this node asserts exactly these relationships.
   *
   * @param wasStored whether it may have asserted others before
   */
  void put(String own, List<String> others, boolean wasStored) {
    if (wasStored) {
      rewritten.add(List.of(own, others));
    }
    others.forEach(other -> assertions.add(new Assertion(own, other)));
  }

  /** Writes all kinds: withdrawn first, so that an edge another record still asserts comes back. */
  static void rewrite(Transaction transaction, KnownNodes.Batch known, List<SharedEdges> kinds) {
    kinds.forEach(kind -> kind.withdraw(transaction));
    kinds.forEach(kind -> kind.assertAll(transaction, known));
  }

  private void withdraw(Transaction transaction) {
    if (!rewritten.isEmpty()) {
      transaction.run(withdrawStatement, Values.parameters("rows", rewritten)).consume();
    }
  }

  private void assertAll(Transaction transaction, KnownNodes.Batch known) {
    if (assertions.isEmpty()) {
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    assertions.forEach(assertion ->
        rows.add(List.of(known.id(kind, assertion.own()), known.id(kind, assertion.other()))));
    int asserted =
        transaction
            .run(assertStatement, Values.parameters("rows", rows))
            .single()
            .get("asserted")
            .asInt();
    if (asserted != rows.size()) {
      throw new ChangedMeanwhileException(
          "%d of %d relationships were written: a node went away meanwhile"
              .formatted(asserted, rows.size()));
    }
  }
}
