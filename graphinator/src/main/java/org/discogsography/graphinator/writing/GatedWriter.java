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

  private static final int ATTEMPTS = 3;

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
  public final WriteResult write(List<Incoming<R>> records)
      throws InvalidMessageException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        return write(records, knownNodes.batch(attempt > 1));
      } catch (ChangedMeanwhileException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private WriteResult write(List<Incoming<R>> records, KnownNodes.Batch known)
      throws InvalidMessageException, InterruptedException {
    Sorted<R> sorted = transactions.run(transaction -> begin(transaction, records, known));
    known.committed();
    if (sorted.unchanged() < records.size()) {
      complete(sorted, known);
    }
    return new WriteResult(records.size() - sorted.unchanged(), sorted.unchanged());
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

  /** Writes what is left of the records when the first transaction is committed. */
  void complete(Sorted<R> sorted, KnownNodes.Batch known)
      throws InvalidMessageException, InterruptedException {}
}
