package org.discogsography.graphinator.writing;

import java.time.InstantSource;
import java.util.List;
import org.discogsography.common.consuming.SideBySide;
import org.discogsography.common.messages.InvalidMessageException;
import org.discogsography.common.neo4j.GraphTransactions;
import org.discogsography.graphinator.records.GraphRecord;
import org.discogsography.graphinator.writing.UnchangedGate.Sorted;
import org.neo4j.driver.Transaction;

/**
 * Writes records with the relationships that they alone own. What they share with others (nodes
 * they point at, relationships that are merged) comes first, in a transaction of its own; then two
 * halves of the new records are created side by side. Creating takes no lock that another creation
 * waits for before it commits, while merging does.
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
  final void complete(Sorted<R> sorted, KnownNodes.Batch known) throws Exception {
    SideBySide.inHalves(sorted.absent(), half -> attempt(half, known, records::create));
    attempt(sorted.present(), known, records::rewrite);
  }

  @Override
  final void complete(Transaction transaction, Sorted<R> sorted, KnownNodes.Batch known) {
    records.create(transaction, sorted.absent(), known);
    records.rewrite(transaction, sorted.present(), known);
  }

  /** Returns how many records were written. */
  private int attempt(List<R> some, KnownNodes.Batch known, Step<R> step)
      throws InvalidMessageException {
    if (some.isEmpty()) {
      return 0;
    }
    return transactions.attempt(transaction -> {
      known.checkUnremoved(transaction);
      step.take(transaction, some, known);
      return some.size();
    });
  }

  @FunctionalInterface
  private interface Step<R> {
    void take(Transaction transaction, List<R> some, KnownNodes.Batch known);
  }
}
