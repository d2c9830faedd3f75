package org.discogsography.common.neo4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.discogsography.common.consuming.FailureClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neo4j.driver.exceptions.AuthenticationException;
import org.neo4j.driver.exceptions.ClientException;
import org.neo4j.driver.exceptions.ConnectionReadTimeoutException;
import org.neo4j.driver.exceptions.DatabaseException;
import org.neo4j.driver.exceptions.ServiceUnavailableException;
import org.neo4j.driver.exceptions.SessionExpiredException;
import org.neo4j.driver.exceptions.TransientException;

class Neo4jFailuresTest {

  private final Neo4jFailures failures = new Neo4jFailures();

  static Stream<Exception> passing() {
    return Stream.of(
        new ServiceUnavailableException("no connection"),
        new SessionExpiredException("no leader"),
        new TransientException("Neo.TransientError.Transaction.DeadlockDetected", "deadlock"),
        new TransientException(
            "Neo.TransientError.General.MemoryPoolOutOfMemoryError", "memory pool"),
        ConnectionReadTimeoutException.INSTANCE,
        new ClientException("Unable to acquire connection from the pool within 60000ms"),
        new ClientException("Neo.ClientError.Transaction.TransactionTimedOut", "too slow"),
        new DatabaseException("Neo.DatabaseError.Transaction.TransactionLogError", "disk full"),
        new DatabaseException("Neo.DatabaseError.General.UnknownError", "panic"),
        new IllegalStateException("writing failed", new IOException("broken pipe")));
  }

  @ParameterizedTest
  @MethodSource("passing")
  void whatPassesIsTransient(Exception failure) {
    assertThat(failures.classify(failure)).isEqualTo(FailureClass.TRANSIENT);
  }

  static Stream<Exception> environment() {
    return Stream.of(
        new AuthenticationException("Neo.ClientError.Security.Unauthorized", "wrong password"),
        new ClientException("Neo.ClientError.Security.Forbidden", "not allowed"),
        new ClientException("Neo.ClientError.Database.DatabaseNotFound", "missing"),
        new ClientException(
            "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase", "database is read only"),
        new ClientException(
            "Neo.ClientError.General.WriteOnReadOnlyAccessDatabase", "database is read only"));
  }

  @ParameterizedTest
  @MethodSource("environment")
  void whatAnOperatorMustMendIsTheEnvironment(Exception failure) {
    assertThat(failures.classify(failure)).isEqualTo(FailureClass.ENVIRONMENT);
  }

  static Stream<Exception> refused() {
    return Stream.of(
        new ClientException("Neo.ClientError.Schema.ConstraintValidationFailed", "already exists"),
        new ClientException("Neo.ClientError.Statement.TypeError", "no map allowed"),
        new ClientException("Neo.ClientError.Statement.SyntaxError", "invalid input"),
        new DatabaseException("Neo.DatabaseError.Statement.ExecutionFailed", "value too large"),
        new IllegalArgumentException("bug"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void whatTheRecordIsToBlameForIsDeterministic(Exception failure) {
    assertThat(failures.classify(failure)).isEqualTo(FailureClass.DETERMINISTIC);
  }
}
