package org.discogsography.graphinator.writing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.discogsography.common.consuming.RecordWriter;
import org.discogsography.common.consuming.WriteResult;
import org.discogsography.common.messages.DataType;
import org.discogsography.graphinator.GraphTest;
import org.discogsography.graphinator.TestGraph;
import org.discogsography.graphinator.removals.Removals;
import org.discogsography.testkit.records.Messages;
import org.discogsography.testkit.servers.BackingServers;
import org.discogsography.testkit.servers.Server;
import org.discogsography.testkit.servers.TestNeo4j;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Session;
import org.neo4j.driver.Transaction;

@BackingServers(Server.NEO4J)
class CommitTurnIT extends GraphTest {

  private static final String FIELDS =
      "'artists': [{'id': '10'}], 'genres': ['Jazz'], 'styles': ['Bop'],"
          + " 'extraartists': [{'id': '10', 'name': 'Alfred Lion', 'role': 'Producer'}]";

  CommitTurnIT(TestNeo4j neo4j) {
    super(neo4j);
  }

  @Test
  void nextTransactionGetsTheTurnWhenTheOneBeforeHasEnded() throws Exception {
    Removals before = readRemovals();
    CountDownLatch asks = new CountDownLatch(1);
    try (ExecutorService beside = Executors.newSingleThreadExecutor();
        Session session = graph.driver().session();
        Transaction first = session.beginTransaction()) {
      CommitTurn.take(first);
      Future<Boolean> second =
          beside.submit(() -> {
            try (Session other = graph.driver().session();
                Transaction next = other.beginTransaction()) {
              asks.countDown();
              CommitTurn.take(next);
              next.commit();
              return true;
            }
          });
      asks.await();
      Thread.sleep(300);
      assertThat(second.isDone()).isFalse();

      first.commit();

      assertThat(second.get(30, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(readRemovals()).isEqualTo(before);
  }

  @Test
  void releasesAreCommittedWhenTheTurnIsTheirs() throws Exception {
    RecordWriter<?> writer = graph.writer(DataType.RELEASES);
    TestGraph.write(writer, List.of(Messages.record("1", FIELDS)));
    try (ExecutorService beside = Executors.newSingleThreadExecutor();
        Session session = graph.driver().session();
        Transaction other = session.beginTransaction()) {
      CommitTurn.take(other);
      Future<WriteResult> written =
          beside.submit(() -> TestGraph.write(writer, List.of(Messages.record("2", FIELDS))));
      Thread.sleep(500);
      assertThat(written.isDone()).isFalse();
      assertThat(graph.column("MATCH (r:Release) RETURN r.id")).containsExactly("1");

      other.commit();

      assertThat(written.get(30, TimeUnit.SECONDS).written()).isEqualTo(1);
    }
  }

  @Test
  void releasesAreWrittenWhileATransactionIsOpenThatCreatedRelationshipsOfTheSameNodes()
      throws Exception {
    RecordWriter<?> writer = graph.writer(DataType.RELEASES);
    TestGraph.write(writer, List.of(Messages.record("1", "'artists': [{'id': '10'}]")));
    graph.run("CREATE (:Genre {name: 'Jazz'}), (:Style {name: 'Bop'})");
    graph.run("CREATE (:Person {name: 'Alfred Lion'})");
    try (ExecutorService beside = Executors.newSingleThreadExecutor();
        Session session = graph.driver().session();
        Transaction open = session.beginTransaction()) {
      open.run("MATCH (r:Release {id: '1'}), (n:Artist|Genre|Style) CREATE (r)-[:X]->(n)")
          .consume();
      open.run("MATCH (r:Release {id: '1'}), (p:Person) CREATE (p)-[:X]->(r)").consume();

      Future<WriteResult> written =
          beside.submit(() -> TestGraph.write(writer, List.of(Messages.record("2", FIELDS))));

      assertThat(written.get(30, TimeUnit.SECONDS).written()).isEqualTo(1);
    }
    assertThat(graph.single("MATCH (:Person)-[e:SAME_AS]->(:Artist {id: '10'}) RETURN count(e)"))
        .isEqualTo(1L);
    assertThat(graph.single("MATCH (:Style)-[e:PART_OF]->(:Genre) RETURN count(e)")).isEqualTo(1L);
  }

  @Test
  void relationshipsThatAnotherProcessHasMadeAreNotMadeAgain() throws Exception {
    TestGraph.write(graph.writer(DataType.RELEASES), List.of(Messages.record("1", FIELDS)));

    TestGraph.write(graph.writer(DataType.RELEASES), List.of(Messages.record("2", FIELDS)));

    assertThat(graph.single("MATCH ()-[e:SAME_AS|PART_OF]->() RETURN count(e)")).isEqualTo(2L);
  }

  private Removals readRemovals() {
    try (Session session = graph.driver().session();
        Transaction transaction = session.beginTransaction()) {
      Removals removals = Removals.read(transaction);
      transaction.commit();
      return removals;
    }
  }
}
