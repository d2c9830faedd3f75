package org.discogsography.graphinator.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.discogsography.common.neo4j.Neo4jFailures;
import org.discogsography.graphinator.GraphTest;
import org.discogsography.testkit.servers.BackingServers;
import org.discogsography.testkit.servers.Server;
import org.discogsography.testkit.servers.TestNeo4j;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.exceptions.TransientException;

@BackingServers(Server.NEO4J)
class HeavyStatementsIT extends GraphTest {

  private final List<Duration> pauses = new ArrayList<>();

  HeavyStatementsIT(TestNeo4j neo4j) {
    super(neo4j);
  }

  @Test
  void busyStoreIsAskedForSmallerPiecesAndGivenUpAfterFourAttempts() {
    List<Integer> sizes = new ArrayList<>();
    HeavyStatements statements =
        new HeavyStatements(graph.driver(), new Neo4jFailures(), pauses::add);

    assertThatThrownBy(() ->
            statements.run(
                1000,
                (transaction, size) -> {
                  sizes.add(size);
                  throw new TransientException(
                      "Neo.TransientError.General.MemoryPoolOutOfMemoryError", "full");
                }))
        .isInstanceOf(TransientException.class);

    assertThat(sizes).containsExactly(1000, 500, 250, 125);
    assertThat(pauses)
        .containsExactly(Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofSeconds(120));
  }

  @Test
  void deadlockIsNoAttemptAndOverAfterASecond() throws Exception {
    List<Integer> sizes = new ArrayList<>();
    HeavyStatements statements =
        new HeavyStatements(graph.driver(), new Neo4jFailures(), this::noteLongPause);

    int met =
        statements.run(
            1000,
            (transaction, size) -> {
              sizes.add(size);
              if (sizes.size() <= 7) {
                throw new TransientException(
                    "Neo.TransientError.Transaction.DeadlockDetected", "a wait cycle");
              }
              return sizes.size();
            });

    assertThat(met).isEqualTo(8);
    assertThat(sizes).containsOnly(1000);
    assertThat(pauses).hasSize(7).containsOnly(Duration.ofSeconds(1));
  }

  @Test
  void piecesNeverGetSmallerThanFifty() {
    List<Integer> sizes = new ArrayList<>();
    HeavyStatements statements =
        new HeavyStatements(graph.driver(), new Neo4jFailures(), pauses::add);

    assertThatThrownBy(() ->
            statements.run(
                120,
                (transaction, size) -> {
                  sizes.add(size);
                  throw new TransientException("Neo.TransientError.General.X", "full");
                }))
        .isInstanceOf(TransientException.class);

    assertThat(sizes).containsExactly(120, 60, 50, 50);
  }

  @Test
  void sizeThatTheStoreBearsIsKeptForTheRestOfTheWalk() throws Exception {
    graph.run("UNWIND range(1, 500) AS i CREATE (:Artist {id: toString(i)})");
    HeavyStatements statements =
        new HeavyStatements(graph.driver(), new Neo4jFailures(), this::noteLongPause);

    long visited =
        new KeyRanges(statements, "Artist", "id")
            .walk(
                200,
                (transaction, range) -> {
                  long nodes =
                      transaction
                          .run(
                              "MATCH (n:Artist) WHERE n.id > $after AND n.id <= $upTo RETURN count(n)",
                              range)
                          .single()
                          .get(0)
                          .asLong();
                  if (nodes > 100) {
                    throw new TransientException(
                        "Neo.TransientError.General.MemoryPoolOutOfMemoryError", "full");
                  }
                  return nodes;
                });

    assertThat(visited).isEqualTo(500);
    assertThat(pauses).containsExactly(Duration.ofSeconds(30));
  }

  /** The short pause after each statement is not of interest. */
  private void noteLongPause(Duration time) {
    if (time.compareTo(Duration.ofSeconds(1)) >= 0) {
      pauses.add(time);
    }
  }
}
