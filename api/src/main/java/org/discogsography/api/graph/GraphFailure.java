package org.discogsography.api.graph;

import org.discogsography.common.consuming.FailureClass;
import org.discogsography.common.neo4j.Neo4jFailures;
import org.neo4j.driver.exceptions.AuthenticationException;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.exceptions.ServiceUnavailableException;
import org.neo4j.driver.exceptions.SessionExpiredException;

/** What a failed read means for the client. */
enum GraphFailure {
  /** The server ended the query at its time limit. */
  TIMEOUT,
  /** No connection: no query can succeed. */
  UNREACHABLE,
  /** This query failed for a reason that passes by itself. */
  TRANSIENT,
  /** A fault of ours: never masked as one of the above. */
  OTHER;

  private static final Neo4jFailures FAILURES = new Neo4jFailures();

  static GraphFailure of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof Neo4jException neo4j && isTimeout(neo4j.code())) {
        return TIMEOUT;
      }
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ServiceUnavailableException
          || cause instanceof SessionExpiredException
          || cause instanceof AuthenticationException) {
        return UNREACHABLE;
      }
    }
    return FAILURES.classify(failure) == FailureClass.TRANSIENT ? TRANSIENT : OTHER;
  }

  /** The second code is used when the limit came from the client, as all of ours do. */
  private static boolean isTimeout(String code) {
    return code.endsWith(".Transaction.TransactionTimedOut")
        || code.endsWith(".Transaction.TransactionTimedOutClientConfiguration");
  }
}
