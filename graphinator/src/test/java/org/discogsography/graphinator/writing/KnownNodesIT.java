package org.discogsography.graphinator.writing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.discogsography.common.consuming.RecordWriter;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.neo4j.ChangedMeanwhileException;
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

  private Instant now = Instant.parse("2026-04-01T12:00:00Z");

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
    KnownNodes nodes = new KnownNodes(() -> now);
    String before = merged(nodes, "10");
    assertThat(merged(nodes, "10")).isEqualTo(before);
    remove("MATCH (n:Artist {id: '10'}) DELETE n");

    String after = merged(nodes, "10");

    assertThat(graph.column("MATCH (n:Artist {id: '10'}) RETURN elementId(n)"))
        .containsExactly(after);
  }

  @Test
  void graphThatWasEmptiedByHandIsNotTakenForTheSame() throws Exception {
    KnownNodes nodes = new KnownNodes(() -> now);
    merged(nodes, "10");
    graph.run("MATCH (n) DETACH DELETE n");

    String after = merged(nodes, "10");

    assertThat(graph.column("MATCH (n:Artist {id: '10'}) RETURN elementId(n)"))
        .containsExactly(after);
  }

  @Test
  void batchThatBeganBeforeARemovalIsNotRemembered() {
    KnownNodes nodes = new KnownNodes(() -> now);
    merged(nodes, "11");
    KnownNodes.Batch early = ends(nodes);
    assertThat(isNewEdge(early)).isTrue();
    remove("MATCH (n:Artist {id: '11'}) DELETE n");
    merged(nodes, "12");

    early.nodesCommitted();
    early.edgesCommitted();

    assertThat(isNewEdge(ends(nodes))).isTrue();
    graph.run("MATCH (n:Artist {id: '10'}) SET n.id = 'moved'");
    String again = merged(nodes, "10");
    assertThat(graph.column("MATCH (n:Artist {id: '10'}) RETURN elementId(n)"))
        .containsExactly(again);
  }

  @Test
  void laterTransactionOfABatchFailsIfSomethingWasRemovedMeanwhile() {
    KnownNodes nodes = new KnownNodes(() -> now);
    merged(nodes, "10");
    KnownNodes.Batch batch = begun(nodes);
    check(batch);

    remove("MATCH (n:Artist {id: '10'}) DELETE n");

    assertThatExceptionOfType(ChangedMeanwhileException.class).isThrownBy(() -> check(batch));
  }

  @Test
  void onlyWhatWasCommittedIsRemembered() {
    KnownNodes nodes = new KnownNodes(() -> now);
    assertThat(isNewEdge(ends(nodes))).isTrue();
    KnownNodes.Batch kept = ends(nodes);
    assertThat(isNewEdge(kept)).isTrue();

    kept.nodesCommitted();
    kept.edgesCommitted();

    assertThat(isNewEdge(ends(nodes))).isFalse();
  }

  @Test
  void sameEdgeIsNewOnceInABatch() {
    KnownNodes.Batch batch = ends(new KnownNodes(() -> now));
    assertThat(isNewEdge(batch)).isTrue();

    assertThat(isNewEdge(batch)).isFalse();
  }

  @Test
  void secondTryOfABatchTakesNothingForKnown() {
    KnownNodes nodes = new KnownNodes(() -> now);
    KnownNodes.Batch first = ends(nodes);
    isNewEdge(first);
    first.nodesCommitted();
    first.edgesCommitted();
    KnownNodes.Batch repeated = ends(nodes);
    assertThat(isNewEdge(repeated)).isFalse();

    begin(repeated);

    needEnds(repeated);
    assertThat(isNewEdge(repeated)).isTrue();
  }

  @Test
  void rememberedNodesAreNotMergedAgain() {
    KnownNodes nodes = new KnownNodes(() -> now);
    String before = merged(nodes, "10");
    graph.run("MATCH (n:Artist {id: '10'}) SET n.id = 'moved'");

    assertThat(merged(nodes, "10")).isEqualTo(before);
  }

  @Test
  void whatWasRememberedIsForgottenAfterAnHour() {
    KnownNodes nodes = new KnownNodes(() -> now);
    merged(nodes, "10");
    graph.run("MATCH (n:Artist {id: '10'}) DELETE n");
    now = now.plus(Duration.ofHours(1)).plusMillis(1);

    String after = merged(nodes, "10");

    assertThat(graph.column("MATCH (n:Artist {id: '10'}) RETURN elementId(n)"))
        .containsExactly(after);
  }

  private String merged(KnownNodes nodes, String artist) {
    KnownNodes.Batch batch = nodes.batch();
    try (Session session = graph.driver().session();
        Transaction transaction = session.beginTransaction()) {
      batch.begin(transaction);
      batch.need(Kind.ARTIST, artist).merge(transaction);
      transaction.commit();
    }
    batch.nodesCommitted();
    batch.edgesCommitted();
    return batch.id(Kind.ARTIST, artist);
  }

  private void check(KnownNodes.Batch batch) {
    try (Session session = graph.driver().session();
        Transaction transaction = session.beginTransaction()) {
      batch.checkUnremoved(transaction);
    }
  }

  /** A batch that knows a person and an artist. */
  private KnownNodes.Batch ends(KnownNodes nodes) {
    KnownNodes.Batch batch = begun(nodes);
    needEnds(batch);
    return batch;
  }

  private void needEnds(KnownNodes.Batch batch) {
    try (Session session = graph.driver().session();
        Transaction transaction = session.beginTransaction()) {
      batch.need(Kind.ARTIST, "10").need(Kind.PERSON, "Alfred Lion").merge(transaction);
      transaction.commit();
    }
  }

  private static boolean isNewEdge(KnownNodes.Batch batch) {
    return batch.isNewEdge(Kind.PERSON, "Alfred Lion", Kind.ARTIST, "10");
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
