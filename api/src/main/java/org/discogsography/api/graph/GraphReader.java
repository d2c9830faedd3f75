package org.discogsography.api.graph;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.discogsography.api.errors.ApiException;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.AccessMode;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;
import org.neo4j.driver.SessionConfig;
import org.neo4j.driver.TransactionConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs reads on the graph. Failures become answers for clients: 504 when the server ended a query
 * at its time limit, 503 when the store cannot be used just now; anything else passes as it is.
 */
public final class GraphReader {

  private static final Logger log = LoggerFactory.getLogger(GraphReader.class);
  private static final SessionConfig READS =
      SessionConfig.builder().withDefaultAccessMode(AccessMode.READ).build();

  private final Driver driver;
  private final Duration defaultTimeout;
  private final GraphReadiness readiness;
  private final Executor executor;

  GraphReader(Driver driver, Duration defaultTimeout, GraphReadiness readiness, Executor executor) {
    this.driver = driver;
    this.defaultTimeout = defaultTimeout;
    this.readiness = readiness;
    this.executor = executor;
  }

  /**
   * Refuses the request before any work when the graph is known to be down.
   *
   * @throws ApiException 503
   */
  public void requireReady() {
    if (!readiness.isUp()) {
      throw ApiException.unavailable(
          "The graph store is not available; try again in a moment", null);
    }
  }

  /** All rows of the query. */
  public <T> List<T> rows(GraphQuery query, Function<Record, T> reading) {
    log.debug("🔍 Graph query {} {}", query.cypher(), query.parameters());
    Duration limit = query.timeout() == null ? defaultTimeout : query.timeout();
    List<Record> records;
    try (Session session = driver.session(READS)) {
      records =
          session
              .run(
                  query.cypher(),
                  query.parameters(),
                  TransactionConfig.builder().withTimeout(limit).build())
              .list();
    } catch (RuntimeException e) {
      throw judged(e);
    }
    // Read afterwards: the driver would call back on a thread of its own, where reading that needs
    // another query waits for itself.
    return records.stream().map(reading).toList();
  }

  /** The first row, if there is one. */
  public <T> Optional<T> first(GraphQuery query, Function<Record, T> reading) {
    return rows(query, reading).stream().findFirst();
  }

  /** The single number of a counting query. */
  public long count(GraphQuery query) {
    return rows(query, row -> row.get(0).asLong()).getFirst();
  }

  /** The number of a counting query, or null when it takes longer than {@code limit}. */
  public @Nullable Long countWithin(Duration limit, GraphQuery query) {
    try {
      return count(query.within(limit));
    } catch (ApiException e) {
      if (e.status() == 504) {
        return null;
      }
      throw e;
    }
  }

  /** Starts a read beside others of the same request; {@link #await} gives its result. */
  public <T extends @Nullable Object> CompletableFuture<T> beside(Supplier<T> read) {
    return CompletableFuture.supplyAsync(read, executor);
  }

  /** The result of a read started by {@link #beside}, or the failure it ended with. */
  public static <T extends @Nullable Object> T await(CompletableFuture<T> read) {
    try {
      return read.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }

  private RuntimeException judged(RuntimeException failure) {
    if (failure instanceof ApiException) {
      return failure;
    }
    return switch (GraphFailure.of(failure)) {
      case TIMEOUT ->
          ApiException.timedOut(
              "The query took longer than its limit; ask for less, for example a smaller page",
              failure);
      case UNREACHABLE -> {
        readiness.reportDown();
        yield ApiException.unavailable(
            "The graph store is not available; try again in a moment", failure);
      }
      case TRANSIENT ->
          ApiException.unavailable("The graph store is busy; try again in a moment", failure);
      case OTHER -> failure;
    };
  }
}
