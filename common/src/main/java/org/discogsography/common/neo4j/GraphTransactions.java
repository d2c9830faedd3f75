package org.discogsography.common.neo4j;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.discogsography.common.messages.InvalidMessageException;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Session;
import org.neo4j.driver.Transaction;
import org.neo4j.driver.TransactionConfig;
import org.neo4j.driver.exceptions.Neo4jException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs each batch in one transaction. Batches of different types run side by side; one that has run
 * into another (a deadlock, a node made or removed meanwhile) is rolled back and repeated while no
 * other batch of this process runs.
 */
public final class GraphTransactions {

  private static final Logger log = LoggerFactory.getLogger(GraphTransactions.class);
  private static final int ATTEMPTS = 4;
  private static final Duration TIMEOUT = Duration.ofSeconds(120);

  /** Outdated is what a reader is told whose relationships another transaction has just changed. */
  private static final Set<String> COLLISIONS =
      Set.of(
          "Neo.TransientError.Transaction.DeadlockDetected",
          "Neo.TransientError.Transaction.Outdated",
          "Neo.ClientError.Schema.ConstraintValidationFailed",
          "Neo.ClientError.Statement.EntityNotFound");

  private final Driver driver;
  private final TransactionConfig config = TransactionConfig.builder().withTimeout(TIMEOUT).build();
  private final ReadWriteLock together = new ReentrantReadWriteLock(true);

  public GraphTransactions(Driver driver) {
    this.driver = driver;
  }

  /** Work within a transaction. */
  @FunctionalInterface
  public interface Work<T> {
    T in(Transaction transaction) throws InvalidMessageException;
  }

  /** Does this work in one transaction, possibly several times; only the last try is committed. */
  public <T> T run(Work<T> work) throws InvalidMessageException {
    for (int attempt = 1; ; attempt++) {
      try {
        return runOnce(work, attempt > 1);
      } catch (Neo4jException | ChangedMeanwhileException e) {
        if (attempt == ATTEMPTS || !isCollision(e)) {
          throw e;
        }
        log.atDebug()
            .setMessage("🔄 batch met another writer, repeating it alone")
            .addKeyValue("attempt", attempt)
            .addKeyValue("error", e.getMessage())
            .log();
      }
    }
  }

  /**
   * Does this work in one transaction, once.
   *
   * @throws ChangedMeanwhileException if it has run into another; nothing of it is committed
   */
  public <T> T attempt(Work<T> work) throws InvalidMessageException {
    try {
      return runOnce(work, false);
    } catch (Neo4jException e) {
      if (isCollision(e)) {
        throw new ChangedMeanwhileException("met another writer: " + e.getMessage(), e);
      }
      throw e;
    }
  }

  private <T> T runOnce(Work<T> work, boolean alone) throws InvalidMessageException {
    Lock lock = alone ? together.writeLock() : together.readLock();
    lock.lock();
    try (Session session = driver.session();
        Transaction transaction = session.beginTransaction(config)) {
      T result = work.in(transaction);
      transaction.commit();
      return result;
    } finally {
      lock.unlock();
    }
  }

  private static boolean isCollision(RuntimeException failure) {
    return failure instanceof ChangedMeanwhileException
        || (failure instanceof Neo4jException neo4j && COLLISIONS.contains(neo4j.code()));
  }
}
