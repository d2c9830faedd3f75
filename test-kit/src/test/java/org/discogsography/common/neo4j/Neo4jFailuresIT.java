package org.discogsography.common.neo4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;

import java.time.Duration;
import java.util.Map;
import org.discogsography.common.consuming.FailureClass;
import org.discogsography.testkit.servers.BackingServers;
import org.discogsography.testkit.servers.Server;
import org.discogsography.testkit.servers.TestNeo4j;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Session;
import org.neo4j.driver.SessionConfig;
import org.neo4j.driver.Transaction;
import org.neo4j.driver.TransactionConfig;

@BackingServers(Server.NEO4J)
class Neo4jFailuresIT {

  private final TestNeo4j neo4j;
  private final Driver driver;
  private final Neo4jFailures failures = new Neo4jFailures();

  Neo4jFailuresIT(TestNeo4j neo4j) {
    this.neo4j = neo4j;
    this.driver = neo4j.driver();
  }

  @AfterEach
  void clean() {
    neo4j.wipe();
    run("DROP CONSTRAINT judged IF EXISTS", Map.of());
    run("DROP INDEX judged IF EXISTS", Map.of());
  }

  @Test
  void secondNodeWithAUniqueKeyIsDeterministic() {
    run("CREATE CONSTRAINT judged FOR (n:Judged) REQUIRE n.id IS UNIQUE", Map.of());
    run("CREATE (:Judged {id: '1'})", Map.of());

    assertThat(classOf("CREATE (:Judged {id: '1'})", Map.of()))
        .isEqualTo(FailureClass.DETERMINISTIC);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"CREATE (:Judged {id: {}})", "NO CYPHER", "RETURN $missing", "RETURN 1/0"})
  void statementThatCannotRunIsDeterministic(String statement) {
    assertThat(classOf(statement, Map.of())).isEqualTo(FailureClass.DETERMINISTIC);
  }

  @Test
  void valueTooLargeForItsIndexIsDeterministic() {
    run("CREATE RANGE INDEX judged FOR (n:Judged) ON (n.name)", Map.of());
    run("CALL db.awaitIndexes()", Map.of());

    assertThat(classOf("CREATE (:Judged {name: $name})", Map.of("name", "x".repeat(50_000))))
        .isEqualTo(FailureClass.DETERMINISTIC);
  }

  @Test
  void transactionThatRanOutOfTimeIsTransient() {
    TransactionConfig hasty =
        TransactionConfig.builder().withTimeout(Duration.ofMillis(100)).build();

    assertThat(
            failures.classify(
                catchException(() -> {
                  try (Session session = driver.session()) {
                    session
                        .run("UNWIND range(1, 1000000000) AS x RETURN count(x % 7)", hasty)
                        .consume();
                  }
                })))
        .isEqualTo(FailureClass.TRANSIENT);
  }

  @Test
  void deadlockIsTransient() throws Exception {
    run("CREATE (:Judged {id: '1'}), (:Judged {id: '2'})", Map.of());
    String lock = "MATCH (n:Judged {id: $id}) SET n.locked = true";
    Exception[] failed = new Exception[1];
    try (Session one = driver.session();
        Session two = driver.session()) {
      Transaction first = one.beginTransaction();
      Transaction second = two.beginTransaction();
      first.run(lock, Map.of("id", "1")).consume();
      second.run(lock, Map.of("id", "2")).consume();
      Thread other =
          Thread.ofPlatform()
              .start(() ->
                  failed[0] = catchException(() -> first.run(lock, Map.of("id", "2")).consume()));
      Exception own = catchException(() -> second.run(lock, Map.of("id", "1")).consume());
      if (own != null) {
        second.close();
      }
      other.join();
      first.close();

      assertThat(failures.classify(own == null ? failed[0] : own))
          .isEqualTo(FailureClass.TRANSIENT);
    }
  }

  @Test
  void missingDatabaseIsTheEnvironment() {
    assertThat(
            failures.classify(
                catchException(() -> {
                  try (Session session = driver.session(SessionConfig.forDatabase("missing"))) {
                    session.run("RETURN 1").consume();
                  }
                })))
        .isEqualTo(FailureClass.ENVIRONMENT);
  }

  @Test
  void wrongPasswordIsTheEnvironment() {
    try (Driver wrong =
        GraphDatabase.driver(neo4j.boltUri(), AuthTokens.basic(neo4j.username(), "wrong"))) {
      assertThat(failures.classify(catchException(wrong::verifyConnectivity)))
          .isEqualTo(FailureClass.ENVIRONMENT);
    }
  }

  @Test
  void serverThatIsNotThereIsTransient() {
    try (Driver nowhere =
        GraphDatabase.driver("bolt://localhost:1", AuthTokens.basic("neo4j", "x"))) {
      assertThat(failures.classify(catchException(nowhere::verifyConnectivity)))
          .isEqualTo(FailureClass.TRANSIENT);
    }
  }

  @Test
  void defectOfOurOwnIsDeterministic() {
    assertThat(failures.classify(new NullPointerException())).isEqualTo(FailureClass.DETERMINISTIC);
  }

  private FailureClass classOf(String statement, Map<String, Object> parameters) {
    return failures.classify(catchException(() -> run(statement, parameters)));
  }

  private void run(String statement, Map<String, Object> parameters) {
    try (Session session = driver.session()) {
      session.run(statement, parameters).consume();
    }
  }
}
