package org.discogsography.graphinator.writing;

import java.time.InstantSource;
import java.util.List;
import org.discogsography.common.messages.InvalidMessageException;
import org.discogsography.common.neo4j.GraphTransactions;
import org.discogsography.graphinator.records.GraphRecord;
import org.discogsography.graphinator.writing.UnchangedGate.Sorted;
import org.neo4j.driver.Transaction;

/**
 * Writes records with the relationships that they alone own. The nodes they point at come first, in
 * a transaction of their own; then the records are created. Creating takes no lock that another
 * creation waits for before it commits, so that one batch is looked up and created while the one
 * before it commits.
 *
 * <p>A batch that ends in between leaves nodes without relationships, which its repetition uses and
 * the work after an import removes. One that meets another writer in between is written again, in
 * one transaction.
 */
abstract class OwningWriter<R extends GraphRecord> extends GatedWriter<R> {

  private final OwningRecords<R> records;
  private final GraphTransactions transactions;

  OwningWriter(
      UnchangedGate<R> gate,
      OwningRecords<R> records,
      GraphTransactions transactions,
      KnownNodes knownNodes,
      InstantSource clock) {
    super(gate, transactions, knownNodes, clock);
    this.records = records;
    this.transactions = transactions;
  }

  @Override
  public final int batchesAtOnce() {
    return 2;
  }

  @Override
  final void complete(Sorted<R> sorted, KnownNodes.Batch known) throws InvalidMessageException {
    if (sorted.toWrite().isEmpty()) {
      return;
    }
    transactions.attempt(transaction -> {
      known.checkUnremoved(transaction);
      complete(transaction, sorted, known);
      return sorted;
    });
  }

  @Override
  final void complete(Transaction transaction, Sorted<R> sorted, KnownNodes.Batch known) {
    records.create(transaction, sorted.absent(), known);
    CommitTurn.take(transaction);
    if (!sorted.present().isEmpty()) {
      records.rewrite(transaction, sorted.present(), known);
    }
    relate(transaction, sorted.toWrite(), known);
  }

  /** Creates the missing relationships among those that several records may assert. */
  abstract void relate(Transaction transaction, List<R> some, KnownNodes.Batch known);
}
