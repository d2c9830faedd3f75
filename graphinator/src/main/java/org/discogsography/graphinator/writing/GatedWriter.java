package org.discogsography.graphinator.writing;

import java.time.InstantSource;
import java.util.List;
import org.discogsography.common.consuming.RecordWriter;
import org.discogsography.common.consuming.WriteResult;
import org.discogsography.common.messages.DataRecord;
import org.discogsography.common.messages.InvalidMessageException;
import org.discogsography.common.neo4j.ChangedMeanwhileException;
import org.discogsography.common.neo4j.GraphTransactions;
import org.discogsography.graphinator.records.GraphRecord;
import org.discogsography.graphinator.writing.UnchangedGate.Sorted;
import org.neo4j.driver.Transaction;

/** Writes the records of one type and passes over what the graph holds already. */
abstract class GatedWriter<R extends GraphRecord> implements RecordWriter<Incoming<R>> {

  private final UnchangedGate<R> gate;
  private final GraphTransactions transactions;
  private final KnownNodes knownNodes;
  private final InstantSource clock;

  GatedWriter(
      UnchangedGate<R> gate,
      GraphTransactions transactions,
      KnownNodes knownNodes,
      InstantSource clock) {
    this.gate = gate;
    this.transactions = transactions;
    this.knownNodes = knownNodes;
    this.clock = clock;
  }

  @Override
  public final Incoming<R> prepare(DataRecord record) throws InvalidMessageException {
    return gate.take(record);
  }

  @Override
  public final WriteResult write(List<Incoming<R>> records) throws Exception {
    KnownNodes.Batch known = knownNodes.batch();
    Sorted<R> sorted = transactions.run(transaction -> begin(transaction, records, known));
    known.nodesCommitted();
    try {
      complete(sorted, known);
      known.edgesCommitted();
    } catch (ChangedMeanwhileException e) {
      knownNodes.forgetAll();
      writeAtOnce(records);
    }
    return new WriteResult(records.size() - sorted.unchanged(), sorted.unchanged());
  }

  /** Writes a batch that has met another writer in one transaction, in the end with no other. */
  private void writeAtOnce(List<Incoming<R>> records) throws InvalidMessageException {
    KnownNodes.Batch known = knownNodes.batch();
    transactions.run(transaction -> {
      Sorted<R> sorted = begin(transaction, records, known);
      complete(transaction, sorted, known);
      return sorted;
    });
    known.nodesCommitted();
    known.edgesCommitted();
  }

  private Sorted<R> begin(
      Transaction transaction, List<Incoming<R>> records, KnownNodes.Batch known)
      throws InvalidMessageException {
    known.begin(transaction);
    Sorted<R> sorted = gate.sort(transaction, records, clock.millis());
    if (sorted.unchanged() < records.size()) {
      write(transaction, sorted, known);
    }
    return sorted;
  }

  /**
   * Writes the new and the changed records of a batch, or what has to be there before them; there
   * is at least one.
   */
  abstract void write(Transaction transaction, Sorted<R> sorted, KnownNodes.Batch known);

  /** Writes what is left of the records, in a transaction that follows. */
  void complete(Sorted<R> sorted, KnownNodes.Batch known) throws Exception {}

  /** Writes what is left of the records in the same transaction. */
  void complete(Transaction transaction, Sorted<R> sorted, KnownNodes.Batch known) {}
}
