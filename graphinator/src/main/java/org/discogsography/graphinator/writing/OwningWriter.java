package org.discogsography.graphinator.writing;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
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
 * the work after an import removes.
 */
abstract class OwningWriter<R extends GraphRecord> extends GatedWriter<R> {

  /** Two transactions of fewer records cost more than one. */
  private static final int SMALLEST_HALF = 250;

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
  final void complete(Sorted<R> sorted, KnownNodes.Batch known)
      throws InvalidMessageException, InterruptedException {
    List<R> absent = sorted.absent();
    int middle = absent.size() / 2;
    if (middle < SMALLEST_HALF || known.isRepeated()) {
      create(absent, known);
    } else {
      createSideBySide(absent.subList(0, middle), absent.subList(middle, absent.size()), known);
    }
    rewrite(sorted.present(), known);
  }

  private void createSideBySide(List<R> one, List<R> other, KnownNodes.Batch known)
      throws InvalidMessageException, InterruptedException {
    try (ExecutorService beside = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> created =
          beside.submit(() -> {
            create(other, known);
            return null;
          });
      create(one, known);
      created.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case InvalidMessageException cause -> throw cause;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }

  private void create(List<R> absent, KnownNodes.Batch known) throws InvalidMessageException {
    if (!absent.isEmpty()) {
      attempt(known, transaction -> records.create(transaction, absent, known));
    }
  }

  private void rewrite(List<R> present, KnownNodes.Batch known) throws InvalidMessageException {
    if (!present.isEmpty()) {
      attempt(known, transaction -> records.rewrite(transaction, present, known));
    }
  }

  private void attempt(KnownNodes.Batch known, Consumer<Transaction> work)
      throws InvalidMessageException {
    transactions.attempt(
        transaction -> {
          known.checkUnremoved(transaction);
          work.accept(transaction);
          return known;
        },
        known.isRepeated());
  }
}
