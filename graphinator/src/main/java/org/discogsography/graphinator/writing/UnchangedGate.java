package org.discogsography.graphinator.writing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.discogsography.graphinator.records.GraphRecord;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.neo4j.driver.Transaction;
import org.neo4j.driver.Values;

/** Tells which records of a batch the graph holds already, and marks those as seen. */
final class UnchangedGate {

  /** The stored hash and revision of each id that has a node. */
  private static final String STORED =
      """
      UNWIND $ids AS id
      MATCH (n:%s {id: id})
      RETURN id, n.sha256 AS sha256, n.model_rev AS revision
      """;

  private static final String TOUCH =
      """
      UNWIND $ids AS id
      MATCH (n:%s {id: id})
      SET n.last_seen = $now
      """;

  private final String stored;
  private final String touch;

  UnchangedGate(String label) {
    this.stored = STORED.formatted(label);
    this.touch = TOUCH.formatted(label);
  }

  /**
   * A batch sorted by what the graph holds of it.
   *
   * @param absent records without a node
   * @param present records whose node is a stub or holds other content
   * @param unchanged number of records stored as they are
   */
  record Sorted<R>(List<R> absent, List<R> present, int unchanged) {

    /** The records to write. */
    List<R> toWrite() {
      List<R> all = new ArrayList<>(absent.size() + present.size());
      all.addAll(absent);
      all.addAll(present);
      return all;
    }

    /** Visits the records to write, telling whether their node existed before this batch. */
    void forEach(RecordVisitor<R> visitor) {
      absent.forEach(record -> visitor.visit(record, false));
      present.forEach(record -> visitor.visit(record, true));
    }
  }

  /** Looks at a record to write. */
  @FunctionalInterface
  interface RecordVisitor<R> {
    void visit(R record, boolean nodeExisted);
  }

  private record Stored(@Nullable String sha256, long revision) {}

  /** Sorts the records and marks the unchanged ones as seen now. */
  <R extends GraphRecord> Sorted<R> sort(Transaction transaction, List<R> records, long now) {
    Map<String, Stored> nodes = stored(transaction, records);
    List<R> absent = new ArrayList<>();
    List<R> present = new ArrayList<>();
    List<String> unchanged = new ArrayList<>();
    for (R record : records) {
      Stored node = nodes.get(record.id());
      if (node == null) {
        absent.add(record);
      } else if (isUnchanged(record, node)) {
        unchanged.add(record.id());
      } else {
        present.add(record);
      }
    }
    if (!unchanged.isEmpty()) {
      transaction.run(touch, Values.parameters("ids", unchanged, "now", now)).consume();
    }
    return new Sorted<>(absent, present, unchanged.size());
  }

  private <R extends GraphRecord> Map<String, Stored> stored(
      Transaction transaction, List<R> records) {
    List<String> ids = records.stream().map(GraphRecord::id).toList();
    Map<String, Stored> nodes = HashMap.newHashMap(ids.size());
    for (Record row : transaction.run(stored, Values.parameters("ids", ids)).list()) {
      nodes.put(
          row.get("id").asString(),
          new Stored(row.get("sha256").asString(null), row.get("revision").asLong(0)));
    }
    return nodes;
  }

  private static boolean isUnchanged(GraphRecord record, Stored node) {
    return !record.sha256().isEmpty()
        && Objects.equals(record.sha256(), node.sha256())
        && node.revision() == ModelRevision.CURRENT;
  }
}
