package org.discogsography.graphinator.maintenance;

import java.time.Duration;
import java.util.Set;
import java.util.function.Function;
import org.discogsography.common.consuming.FailureClass;
import org.discogsography.common.consuming.FailureClassifier;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Session;
import org.neo4j.driver.Transaction;
import org.neo4j.driver.TransactionConfig;
import org.neo4j.driver.exceptions.Neo4jException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs statements that touch much of the graph: each in a transaction of its own, repeated after a
 * wait when the store was only busy, and on a smaller piece of the graph each time, since a full
 * transaction memory pool is the usual reason. One that has run into another writer is repeated
 * soon: brainzgraphinator begins just when this work does, and on the same nodes.
 */
final class HeavyStatements {

  private static final Logger log = LoggerFactory.getLogger(HeavyStatements.class);
  private static final int ATTEMPTS = 4;
  private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
  private static final int COLLISION_ATTEMPTS = 60;
  private static final Duration COLLISION_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final int SMALLEST_CHUNK = 50;
  private static final TransactionConfig CONFIG =
      TransactionConfig.builder().withTimeout(Duration.ofMinutes(10)).build();

  /** What a writer at work at the same moment causes; the next attempt sees what it has done. */
  private static final Set<String> COLLISIONS =
      Set.of(
          "Neo.TransientError.Transaction.DeadlockDetected",
          "Neo.ClientError.Schema.ConstraintValidationFailed",
          "Neo.ClientError.Statement.EntityNotFound");

  /** Work on a piece of the graph of at most this many nodes. */
  @FunctionalInterface
  interface Chunk<T> {
    T run(Transaction transaction, int size);
  }

  private final Driver driver;
  private final FailureClassifier failures;
  private final Pauses pauses;

  HeavyStatements(Driver driver, FailureClassifier failures, Pauses pauses) {
    this.driver = driver;
    this.failures = failures;
    this.pauses = pauses;
  }

  /** Runs work that cannot be split. */
  <T> T run(Function<Transaction, T> work) throws InterruptedException {
    return run(1, (transaction, size) -> work.apply(transaction));
  }

  /** Runs work on this many nodes, or fewer when the store cannot bear it. */
  <T> T run(int chunk, Chunk<T> work) throws InterruptedException {
    int size = chunk;
    Duration wait = FIRST_WAIT;
    for (int attempt = 1; ; attempt++) {
      try {
        return runThroughCollisions(size, work);
      } catch (RuntimeException e) {
        if (attempt == ATTEMPTS || !isTransient(e)) {
          throw e;
        }
        log.atWarn()
            .setMessage("⏳ Post-import statement failed, waiting before the next attempt")
            .addKeyValue("attempt", attempt)
            .addKeyValue("chunk", size)
            .addKeyValue("wait_seconds", wait.toSeconds())
            .addKeyValue("error", e.toString())
            .log();
        pauses.pause(wait);
        wait = wait.multipliedBy(2);
        size = Math.min(size, Math.max(SMALLEST_CHUNK, size / 2));
      }
    }
  }

  private <T> T runThroughCollisions(int size, Chunk<T> work) throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        return runOnce(size, work);
      } catch (Neo4jException e) {
        if (attempt == COLLISION_ATTEMPTS || !COLLISIONS.contains(e.code())) {
          throw e;
        }
        log.atDebug()
            .setMessage("🔄 Post-import statement met another writer, repeating it")
            .addKeyValue("attempt", attempt)
            .addKeyValue("error", e.getMessage())
            .log();
        pauses.pause(COLLISION_WAIT);
      }
    }
  }

  private <T> T runOnce(int size, Chunk<T> work) throws InterruptedException {
    long start = System.nanoTime();
    T result;
    try (Session session = driver.session();
        Transaction transaction = session.beginTransaction(CONFIG)) {
      result = work.run(transaction, size);
      transaction.commit();
    }
    letOthersWork(Duration.ofNanos(System.nanoTime() - start));
    return result;
  }

  /** Readers and writers get as much time as the statement took, up to five seconds. */
  private void letOthersWork(Duration taken) throws InterruptedException {
    pauses.pause(taken.compareTo(LONGEST_PAUSE) < 0 ? taken : LONGEST_PAUSE);
  }

  private boolean isTransient(RuntimeException failure) {
    return failures.classify(failure) == FailureClass.TRANSIENT
        || (failure instanceof Neo4jException neo4j && COLLISIONS.contains(neo4j.code()));
  }
}
