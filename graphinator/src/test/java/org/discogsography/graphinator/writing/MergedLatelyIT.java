package org.discogsography.graphinator.writing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.discogsography.common.messages.DataType;
import org.discogsography.graphinator.GraphTest;
import org.discogsography.testkit.records.Messages;
import org.discogsography.testkit.servers.BackingServers;
import org.discogsography.testkit.servers.Server;
import org.discogsography.testkit.servers.TestNeo4j;
import org.junit.jupiter.api.Test;

@BackingServers(Server.NEO4J)
class MergedLatelyIT extends GraphTest {

  private static final String FIELDS =
      """
      'title': 'A', 'master_id': '3', 'artists': [{'id': '10'}], 'labels': [{'id': '20'}],
      'genres': ['Jazz', 'Rock'], 'styles': ['Bop'],
      'extraartists': [{'id': '30', 'name': 'Alfred Lion', 'role': 'Producer'}]
      """;

  MergedLatelyIT(TestNeo4j neo4j) {
    super(neo4j);
  }

  @Test
  void targetsThatWentAwayBetweenTwoBatchesAreMadeAgain() throws Exception {
    var writer = (ReleaseWriter) graph.writer(DataType.RELEASES);
    writer.write(List.of(Messages.record("1", FIELDS)));
    List<String> asNew = graph.export();
    graph.run("MATCH (n) WHERE NOT n:SeenIds DETACH DELETE n");

    writer.write(List.of(Messages.record("1", FIELDS)));

    assertThat(graph.export()).isEqualTo(asNew);
  }

  @Test
  void personWhoseArtistWentAwayIsIdentifiedAgain() throws Exception {
    var writer = (ReleaseWriter) graph.writer(DataType.RELEASES);
    String credit =
        "'title': 'A', 'extraartists': [{'id': '%s', 'name': '%s', 'role': 'Producer'}]";
    writer.write(
        List.of(
            Messages.record("1", credit.formatted("30", "Alfred Lion")),
            Messages.record("2", credit.formatted("31", "Francis Wolff"))));
    graph.run("MATCH (artist:Artist {id: '31'}) DETACH DELETE artist");

    writer.write(List.of(Messages.record("3", credit.formatted("31", "Alfred Lion"))));

    assertThat(
            graph.column(
                "MATCH (:Person {name: 'Alfred Lion'})-[:SAME_AS]->(a) RETURN a.id ORDER BY a.id"))
        .containsExactly("30", "31");
  }

  @Test
  void onlyWhatWasCommittedIsRemembered() {
    MergedLately lately = new MergedLately();
    MergedLately.Batch lost = lately.batch();
    lost.begin();
    assertThat(lost.isNew("a")).isTrue();
    MergedLately.Batch kept = lately.batch();
    kept.begin();
    assertThat(kept.isNew("a")).isTrue();

    kept.committed();

    assertThat(lately.batch().isNew("a")).isFalse();
  }

  @Test
  void secondTryOfABatchTakesNothingForKnown() {
    MergedLately lately = new MergedLately();
    MergedLately.Batch first = lately.batch();
    first.begin();
    first.isNew("a");
    first.committed();
    MergedLately.Batch repeated = lately.batch();
    repeated.begin();
    assertThat(repeated.isNew("a")).isFalse();

    repeated.begin();

    assertThat(repeated.isNew("a")).isTrue();
  }
}
