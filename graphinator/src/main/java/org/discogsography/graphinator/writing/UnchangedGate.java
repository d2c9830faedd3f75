package org.discogsography.graphinator.writing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.discogsography.common.messages.DataRecord;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.InvalidMessageException;
import org.discogsography.common.seen.SeenIds;
import org.discogsography.graphinator.records.GraphRecord;
import org.discogsography.graphinator.seen.SeenRecords;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.neo4j.driver.Result;
import org.neo4j.driver.Transaction;
import org.neo4j.driver.Values;

/**
 * Tells which records of a batch the graph holds already, and notes all of them as seen.
 *
 * <p>While most records are new or changed, those that follow are parsed on the delivery thread,
 * beside the writing of the batches before them; otherwise only what has to be written is parsed.
 */
final class UnchangedGate<R extends GraphRecord> {

  /** The stored hash and revision of each id that has a node. */
  private static final String STORED =
      """
      UNWIND $ids AS id
      MATCH (n:%1$s {id: id})
      USING INDEX SEEK n:%1$s(id)
      RETURN id, n.sha256 AS sha256, n.model_rev AS revision
      """;

  private final DataType type;
  private final String stored;
  private final Parser<R> parser;
  private volatile boolean readsAhead;

  /**
   * @param parser reads the records that have to be written
   */
  UnchangedGate(DataType type, String label, Parser<R> parser) {
    this.type = type;
    this.stored = STORED.formatted(label);
    this.parser = parser;
  }

  /** Reads what a message says. */
  @FunctionalInterface
  interface Parser<R> {
    R read(DataRecord message) throws InvalidMessageException;
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

  /**
   * Takes a message on the delivery thread.
   *
   * @throws InvalidMessageException if it is read ahead and cannot be read
   */
  Incoming<R> take(DataRecord message) throws InvalidMessageException {
    return new Incoming<>(message, readsAhead ? parser.read(message) : null);
  }

  /**
   * Sorts the records and notes their ids as seen now.
   *
   * @param now epoch milliseconds
   * @throws InvalidMessageException if a record that has to be written cannot be read
   */
  Sorted<R> sort(Transaction transaction, List<Incoming<R>> records, long now)
      throws InvalidMessageException {
    Map<String, Stored> nodes = stored(transaction, records);
    List<R> absent = new ArrayList<>();
    List<R> present = new ArrayList<>();
    int unchanged = 0;
    SeenIds seen = new SeenIds();
    for (Incoming<R> record : records) {
      seen.add(record.id());
      Stored node = nodes.get(record.id());
      if (node == null) {
        absent.add(read(record));
      } else if (isUnchanged(record.message(), node)) {
        unchanged++;
      } else {
        present.add(read(record));
      }
    }
    readsAhead = 2 * unchanged < records.size();
    SeenRecords.add(transaction, type, seen, now);
    return new Sorted<>(absent, present, unchanged);
  }

  private R read(Incoming<R> record) throws InvalidMessageException {
    R ahead = record.read();
    return ahead == null ? parser.read(record.message()) : ahead;
  }

  private Map<String, Stored> stored(Transaction transaction, List<Incoming<R>> records) {
    List<String> ids = records.stream().map(Incoming::id).toList();
    Map<String, Stored> nodes = HashMap.newHashMap(ids.size());
    Result rows = transaction.run(stored, Values.parameters("ids", ids));
    while (rows.hasNext()) {
      Record row = rows.next();
      nodes.put(
          row.get("id").asString(),
          new Stored(row.get("sha256").asString(null), row.get("revision").asLong(0)));
    }
    return nodes;
  }

  private static boolean isUnchanged(DataRecord record, Stored node) {
    return !record.sha256().isEmpty()
        && record.sha256().equals(node.sha256())
        && node.revision() == ModelRevision.CURRENT;
  }
}
