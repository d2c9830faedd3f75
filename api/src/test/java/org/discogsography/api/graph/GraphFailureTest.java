package org.discogsography.api.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neo4j.driver.exceptions.ClientException;
import org.neo4j.driver.exceptions.ServiceUnavailableException;
import org.neo4j.driver.exceptions.TransientException;

class GraphFailureTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Neo.ClientError.Transaction.TransactionTimedOut",
        "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration",
        "Neo.TransientError.Transaction.TransactionTimedOut"
      })
  void bothCodesMeanTimeoutAlsoWhenWrapped(String code) {
    ClientException failure = new ClientException(code, "too long");
    assertThat(GraphFailure.of(failure)).isEqualTo(GraphFailure.TIMEOUT);
    assertThat(GraphFailure.of(new CompletionException(failure))).isEqualTo(GraphFailure.TIMEOUT);
  }

  @Test
  void otherFailuresAreToldApart() {
    assertThat(GraphFailure.of(new ServiceUnavailableException("gone")))
        .isEqualTo(GraphFailure.UNREACHABLE);
    assertThat(
            GraphFailure.of(
                new TransientException(
                    "Neo.TransientError.General.MemoryPoolOutOfMemoryError", "busy")))
        .isEqualTo(GraphFailure.TRANSIENT);
    assertThat(
            GraphFailure.of(
                new ClientException("Neo.ClientError.Statement.SyntaxError", "nonsense")))
        .isEqualTo(GraphFailure.OTHER);
    assertThat(GraphFailure.of(new IllegalStateException("ours"))).isEqualTo(GraphFailure.OTHER);
  }
}
