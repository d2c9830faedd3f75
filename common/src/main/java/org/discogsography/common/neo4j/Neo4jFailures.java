package org.discogsography.common.neo4j;

import java.io.IOException;
import org.discogsography.common.consuming.FailureClass;
import org.discogsography.common.consuming.FailureClassifier;
import org.neo4j.driver.exceptions.AuthenticationException;
import org.neo4j.driver.exceptions.AuthorizationExpiredException;
import org.neo4j.driver.exceptions.ClientException;
import org.neo4j.driver.exceptions.DatabaseException;
import org.neo4j.driver.exceptions.FatalDiscoveryException;
import org.neo4j.driver.exceptions.SecurityException;
import org.neo4j.driver.exceptions.ServiceUnavailableException;
import org.neo4j.driver.exceptions.SessionExpiredException;
import org.neo4j.driver.exceptions.TransactionTerminatedException;
import org.neo4j.driver.exceptions.TransientException;

/** Sorts the failures of Neo4j and its driver. */
public final class Neo4jFailures implements FailureClassifier {

  @Override
  public FailureClass classify(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof AuthenticationException
          || cause instanceof FatalDiscoveryException
          || cause instanceof SecurityException) {
        return FailureClass.ENVIRONMENT;
      }
      if (cause instanceof TransientException
          || cause instanceof ServiceUnavailableException
          || cause instanceof SessionExpiredException
          || cause instanceof AuthorizationExpiredException
          || cause instanceof TransactionTerminatedException
          || cause instanceof IOException) {
        return FailureClass.TRANSIENT;
      }
      if (cause instanceof ClientException client) {
        return classify(client);
      }
      if (cause instanceof DatabaseException broken) {
        return isOfTheServer(broken) ? FailureClass.TRANSIENT : FailureClass.DETERMINISTIC;
      }
    }
    return FailureClass.DETERMINISTIC;
  }

  private static FailureClass classify(ClientException failure) {
    String code = failure.code() == null ? "" : failure.code();
    String message = failure.getMessage() == null ? "" : failure.getMessage();
    if (code.endsWith("TransactionTimedOut")
        || code.endsWith("TransactionTimedOutClientConfiguration")
        || message.contains("Unable to acquire connection from the pool")
        || message.contains("Connection read timed out")) {
      return FailureClass.TRANSIENT;
    }
    if (code.startsWith("Neo.ClientError.Database.")
        || code.startsWith("Neo.ClientError.Security.")
        || code.contains("ReadOnly")) {
      return FailureClass.ENVIRONMENT;
    }
    return FailureClass.DETERMINISTIC;
  }

  /** A full disk or a broken log, against which no record can do anything. */
  private static boolean isOfTheServer(DatabaseException failure) {
    String code = failure.code() == null ? "" : failure.code();
    return code.startsWith("Neo.DatabaseError.Transaction.")
        || code.startsWith("Neo.DatabaseError.General.");
  }
}
