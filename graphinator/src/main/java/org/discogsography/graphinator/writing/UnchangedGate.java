package org.discogsography.graphinator.writing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.discogsography.common.messages.DataRecord;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.InvalidMessageException;
import org.discogsography.common.seen.SeenIds;
import org.discogsography.graphinator.records.GraphRecord;
import org.discogsography.graphinator.seen.SeenRecords;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Transaction;
import org.neo4j.driver.Value;
import org.neo4j.driver.Values;

/**
 * Tells which records of a batch the graph holds already, and notes all of them as seen.
 *
 * <p>While most records are new or changed, those that follow are parsed on the delivery thread,
 * beside the writing of the batches before them; otherwise only what has to be written is parsed.
 */
final class UnchangedGate<R extends GraphRecord> {

  /** What the graph holds of each id that has a node, by its place in the batch. */
  private static final String STORED =
      """
      UNWIND range(0, size($ids) - 1) AS place
      MATCH (n:%1$s {id: $ids[place]})
      USING INDEX SEEK n:%1$s(id)
      WITH place,
           CASE
             WHEN n.sha256 IS NULL THEN 'STUB'
             WHEN n.sha256 = $hashes[place] AND n.model_rev = $revision THEN 'UNCHANGED'
             ELSE 'STORED'
           END AS state
      RETURN state, collect(place) AS places
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
   * @param stubs records whose node was made for those that point at it; it asserts nothing so far
   * @param stored records whose node holds other content
   * @param unchanged number of records stored as they are
   */
  record Sorted<R>(List<R> absent, List<R> stubs, List<R> stored, int unchanged) {

    /** The records to write. */
    List<R> toWrite() {
      return Stream.of(absent, stubs, stored).flatMap(List::stream).toList();
    }

    /** The records to write that have a node. */
    List<R> present() {
      return Stream.of(stubs, stored).flatMap(List::stream).toList();
    }

    /** Visits the records to write, telling whether their node held a record before. */
    void forEach(RecordVisitor<R> visitor) {
      absent.forEach(record -> visitor.visit(record, false));
      stubs.forEach(record -> visitor.visit(record, false));
      stored.forEach(record -> visitor.visit(record, true));
    }
  }

  /** Looks at a record to write. */
  @FunctionalInterface
  interface RecordVisitor<R> {
    void visit(R record, boolean wasStored);
  }

  /** What the graph holds of a record. */
  private enum State {
    ABSENT,
    STUB,
    STORED,
    UNCHANGED
  }

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
    State[] states = states(transaction, records);
    List<R> absent = new ArrayList<>();
    List<R> stubs = new ArrayList<>();
    List<R> stored = new ArrayList<>();
    int unchanged = 0;
    SeenIds seen = new SeenIds();
    for (int place = 0; place < states.length; place++) {
      Incoming<R> record = records.get(place);
      seen.add(record.id());
      switch (states[place]) {
        case ABSENT -> absent.add(read(record));
        case STUB -> stubs.add(read(record));
        case STORED -> stored.add(read(record));
        case UNCHANGED -> unchanged++;
      }
    }
    readsAhead = 2 * unchanged < records.size();
    SeenRecords.add(transaction, type, seen, now);
    return new Sorted<>(absent, stubs, stored, unchanged);
  }

  private R read(Incoming<R> record) throws InvalidMessageException {
    R ahead = record.read();
    return ahead == null ? parser.read(record.message()) : ahead;
  }

  private State[] states(Transaction transaction, List<Incoming<R>> records) {
    List<String> ids = new ArrayList<>(records.size());
    List<@Nullable String> hashes = new ArrayList<>(records.size());
    for (Incoming<R> record : records) {
      ids.add(record.id());
      String hash = record.message().sha256();
      hashes.add(hash.isEmpty() ? null : hash); // equal to nothing, not even to itself
    }
    State[] states = new State[ids.size()];
    Arrays.fill(states, State.ABSENT);
    Value parameters =
        Values.parameters("ids", ids, "hashes", hashes, "revision", ModelRevision.CURRENT);
    transaction
        .run(stored, parameters)
        .forEachRemaining(row -> {
          State state = State.valueOf(row.get("state").asString());
          row.get("places").asList(Value::asInt).forEach(place -> states[place] = state);
        });
    return states;
  }
}
