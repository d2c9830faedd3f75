package org.discogsography.graphinator.writing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.stream.IntStream;
import org.discogsography.common.consuming.RecordWriter;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.neo4j.ChangedMeanwhileException;
import org.discogsography.common.neo4j.GraphTransactions;
import org.discogsography.graphinator.GraphTest;
import org.discogsography.graphinator.TestGraph;
import org.discogsography.graphinator.removals.Removals;
import org.discogsography.graphinator.writing.KnownNodes.Kind;
import org.discogsography.testkit.records.Messages;
import org.discogsography.testkit.servers.BackingServers;
import org.discogsography.testkit.servers.Server;
import org.discogsography.testkit.servers.TestNeo4j;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Session;
import org.neo4j.driver.Transaction;
import org.neo4j.driver.Values;

@BackingServers(Server.NEO4J)
class KnownNodesIT extends GraphTest {

  private static final String FIELDS =
      """
      'title': 'A', 'master_id': '3', 'artists': [{'id': '10'}], 'labels': [{'id': '20'}],
      'genres': ['Jazz', 'Rock'], 'styles': ['Bop'],
      'extraartists': [{'id': '30', 'name': 'Alfred Lion', 'role': 'Producer'}]
      """;

  KnownNodesIT(TestNeo4j neo4j) {
    super(neo4j);
  }

  @Test
  void targetsThatWentAwayBetweenTwoBatchesAreMadeAgain() throws Exception {
    RecordWriter<?> writer = graph.writer(DataType.RELEASES);
    TestGraph.write(writer, List.of(Messages.record("1", FIELDS)));
    List<String> asNew = graph.export();
    graph.run("MATCH (n) WHERE NOT n:SeenIds DETACH DELETE n");

    TestGraph.write(writer, List.of(Messages.record("1", FIELDS)));

    assertThat(graph.export()).isEqualTo(asNew);
  }

  @Test
  void personWhoseArtistWentAwayIsIdentifiedAgain() throws Exception {
    RecordWriter<?> writer = graph.writer(DataType.RELEASES);
    String credit =
        "'title': 'A', 'extraartists': [{'id': '%s', 'name': '%s', 'role': 'Producer'}]";
    TestGraph.write(
        writer,
        List.of(
            Messages.record("1", credit.formatted("30", "Alfred Lion")),
            Messages.record("2", credit.formatted("31", "Francis Wolff"))));
    graph.run("MATCH (artist:Artist {id: '31'}) DETACH DELETE artist");

    TestGraph.write(writer, List.of(Messages.record("3", credit.formatted("31", "Alfred Lion"))));

    assertThat(
            graph.column(
                "MATCH (:Person {name: 'Alfred Lion'})-[:SAME_AS]->(a) RETURN a.id ORDER BY a.id"))
        .containsExactly("30", "31");
  }

  @Test
  void whatAnotherProcessRemovedIsForgottenWithTheNextBatch() throws Exception {
    KnownNodes nodes = new KnownNodes();
    String before = merged(nodes, "10");
    assertThat(merged(nodes, "10")).isEqualTo(before);
    remove("MATCH (n:Artist {id: '10'}) DELETE n");

    String after = merged(nodes, "10");

    assertThat(graph.column("MATCH (n:Artist {id: '10'}) RETURN elementId(n)"))
        .containsExactly(after);
  }

  @Test
  void graphThatWasEmptiedByHandIsNotTakenForTheSame() throws Exception {
    KnownNodes nodes = new KnownNodes();
    merged(nodes, "10");
    graph.run("MATCH (n) DETACH DELETE n");

    String after = merged(nodes, "10");

    assertThat(graph.column("MATCH (n:Artist {id: '10'}) RETURN elementId(n)"))
        .containsExactly(after);
  }

  @Test
  void batchThatBeganBeforeARemovalIsNotRemembered() {
    KnownNodes nodes = new KnownNodes();
    KnownNodes.Batch early = nodes.batch();
    try (Session session = graph.driver().session();
        Transaction transaction = session.beginTransaction()) {
      early.begin(transaction);
      early.need(Kind.ARTIST, "10").merge(transaction);
      assertThat(early.isNew("edge")).isTrue();
      transaction.commit();
    }
    remove("MATCH (n:Artist {id: '10'}) DELETE n");
    merged(nodes, "11");

    early.committed();

    String again = merged(nodes, "10");
    assertThat(graph.column("MATCH (n:Artist {id: '10'}) RETURN elementId(n)"))
        .containsExactly(again);
    assertThat(nodes.batch().isNew("edge")).isTrue();
  }

  @Test
  void laterTransactionOfABatchFailsIfSomethingWasRemovedMeanwhile() {
    KnownNodes nodes = new KnownNodes();
    merged(nodes, "10");
    KnownNodes.Batch batch = begun(nodes);
    check(batch);

    remove("MATCH (n:Artist {id: '10'}) DELETE n");

    assertThatExceptionOfType(ChangedMeanwhileException.class).isThrownBy(() -> check(batch));
  }

  @Test
  void manyPersonsAreCommittedBesideTheOtherNodesOfTheirBatch() {
    KnownNodes.Batch batch = new KnownNodes().batch();
    List<String> persons = IntStream.range(0, 300).mapToObj(i -> "Person " + i).toList();
    try (Session session = graph.driver().session();
        Transaction transaction = session.beginTransaction()) {
      batch.begin(transaction);
      batch.need(Kind.PERSON, persons).need(Kind.ARTIST, "10");
      batch.mergeSideBySide(transaction, new GraphTransactions(graph.driver()));

      assertThat(graph.column("MATCH (n:Person) RETURN count(n)")).containsExactly(300L);
      assertThat(graph.column("MATCH (n:Artist) RETURN count(n)")).containsExactly(0L);
      transaction.commit();
    }

    assertThat(graph.column("MATCH (n:Artist {id: '10'}) RETURN elementId(n)"))
        .containsExactly(batch.id(Kind.ARTIST, "10"));
    assertThat(graph.column("MATCH (n:Person {name: 'Person 7'}) RETURN elementId(n)"))
        .containsExactly(batch.id(Kind.PERSON, "Person 7"));
  }

  @Test
  void onlyWhatWasCommittedIsRemembered() {
    KnownNodes nodes = new KnownNodes();
    assertThat(begun(nodes).isNew("a")).isTrue();
    KnownNodes.Batch kept = begun(nodes);
    assertThat(kept.isNew("a")).isTrue();

    kept.committed();

    assertThat(begun(nodes).isNew("a")).isFalse();
  }

  @Test
  void secondTryOfABatchTakesNothingForKnown() {
    KnownNodes nodes = new KnownNodes();
    KnownNodes.Batch first = begun(nodes);
    first.isNew("a");
    first.committed();
    KnownNodes.Batch repeated = begun(nodes);
    assertThat(repeated.isNew("a")).isFalse();

    begin(repeated);

    assertThat(repeated.isNew("a")).isTrue();
  }

  private String merged(KnownNodes nodes, String artist) {
    KnownNodes.Batch batch = nodes.batch();
    try (Session session = graph.driver().session();
        Transaction transaction = session.beginTransaction()) {
      batch.begin(transaction);
      batch.need(Kind.ARTIST, artist).merge(transaction);
      transaction.commit();
    }
    batch.committed();
    return batch.id(Kind.ARTIST, artist);
  }

  private void check(KnownNodes.Batch batch) {
    try (Session session = graph.driver().session();
        Transaction transaction = session.beginTransaction()) {
      batch.checkUnremoved(transaction);
    }
  }

  private KnownNodes.Batch begun(KnownNodes nodes) {
    KnownNodes.Batch batch = nodes.batch();
    begin(batch);
    return batch;
  }

  private void begin(KnownNodes.Batch batch) {
    try (Session session = graph.driver().session();
        Transaction transaction = session.beginTransaction()) {
      batch.begin(transaction);
      transaction.commit();
    }
  }

  private void remove(String statement) {
    try (Session session = graph.driver().session()) {
      try (Transaction transaction = session.beginTransaction()) {
        Removals.remove(transaction, statement, Values.EmptyMap);
        transaction.commit();
      }
    }
  }
}
