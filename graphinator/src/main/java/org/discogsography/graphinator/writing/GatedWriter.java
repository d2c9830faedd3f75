package org.discogsography.graphinator.writing;

import java.time.InstantSource;
import java.util.List;
import org.discogsography.common.consuming.RecordWriter;
import org.discogsography.common.consuming.WriteResult;
import org.discogsography.common.messages.DataRecord;
import org.discogsography.common.messages.InvalidMessageException;
import org.discogsography.common.neo4j.GraphTransactions;
import org.discogsography.graphinator.records.GraphRecord;
import org.discogsography.graphinator.writing.UnchangedGate.Sorted;
import org.neo4j.driver.Transaction;

/**
 * Writes the records of one type, each batch in one transaction, and passes over what the graph
 * holds already.
 */
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
  public final WriteResult write(List<Incoming<R>> records) throws InvalidMessageException {
    KnownNodes.Batch known = knownNodes.batch();
    WriteResult result = transactions.run(transaction -> write(transaction, records, known));
    known.committed();
    return result;
  }

  private WriteResult write(
      Transaction transaction, List<Incoming<R>> records, KnownNodes.Batch known)
      throws InvalidMessageException {
    known.begin(transaction);
    Sorted<R> sorted = gate.sort(transaction, records, clock.millis());
    if (sorted.unchanged() < records.size()) {
      write(transaction, sorted, known);
    }
    return new WriteResult(records.size() - sorted.unchanged(), sorted.unchanged());
  }

  /** Writes the new and the changed records of a batch; there is at least one. */
  abstract void write(Transaction transaction, Sorted<R> sorted, KnownNodes.Batch known);
}
