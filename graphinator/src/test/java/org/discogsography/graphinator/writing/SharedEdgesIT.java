package org.discogsography.graphinator.writing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.discogsography.common.messages.DataType;
import org.discogsography.graphinator.GraphTest;
import org.discogsography.graphinator.writing.SharedEdges.Side;
import org.discogsography.testkit.records.Messages;
import org.discogsography.testkit.servers.BackingServers;
import org.discogsography.testkit.servers.Server;
import org.discogsography.testkit.servers.TestNeo4j;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.summary.Plan;

@BackingServers(Server.NEO4J)
class SharedEdgesIT extends GraphTest {

  SharedEdgesIT(TestNeo4j neo4j) {
    super(neo4j);
  }

  private static final String FLAGS =
      """
      MATCH (a)-[r:%s]->(b)
      RETURN a.id + '>' + b.id + ' ' + coalesce(r.d_start, false) + ' ' + coalesce(r.d_end, false)
        AS text
      ORDER BY text
      """;

  @Test
  void nodesAreSoughtByTheirIdsWhileTheStatisticsKnowOfNone() {
    graph.run("CALL db.prepareForReplanning()");
    graph.run("UNWIND range(1, 5000) AS id CREATE (:Label {id: toString(id)})");

    Plan plan =
        graph
            .driver()
            .executableQuery(
                "EXPLAIN " + SharedEdges.withdrawal("Label", "-[edge:SUBLABEL_OF]->", Side.START))
            .withParameters(Map.of("rows", List.of(List.of("1", List.of("2")))))
            .execute()
            .summary()
            .plan();

    assertThat(operators(plan))
        .anyMatch(operator -> operator.startsWith("NodeUniqueIndexSeek"))
        .noneMatch(operator -> operator.contains("Scan"));
  }

  private static List<String> operators(Plan plan) {
    return Stream.concat(
            Stream.of(plan.operatorType()),
            plan.children().stream().flatMap(child -> operators(child).stream()))
        .toList();
  }

  @Test
  void membershipIsOneEdgeThatRemembersWhoAssertsIt() {
    artist("1", "'groups': [{'id': '2'}]");
    assertThat(flags("MEMBER_OF")).containsExactly("1>2 true false");

    artist("2", "'members': [{'id': '1'}, {'id': '3'}]");
    assertThat(flags("MEMBER_OF")).containsExactly("1>2 true true", "3>2 false true");
  }

  @Test
  void membershipLivesWhileOneRecordAssertsIt() {
    artist("1", "'groups': [{'id': '2'}]");
    artist("2", "'members': [{'id': '1'}]");

    artist("1", "'name': 'left'");
    assertThat(flags("MEMBER_OF")).containsExactly("1>2 false true");

    artist("2", "'name': 'split'");
    assertThat(flags("MEMBER_OF")).isEmpty();
  }

  @Test
  void membershipThatMusicBrainzAssertsSurvivesBothRecords() {
    artist("1", "'groups': [{'id': '2'}]");
    graph.run("MATCH ()-[r:MEMBER_OF]->() SET r.source = 'musicbrainz'");
    artist("1", "'name': 'left'");

    assertThat(flags("MEMBER_OF")).containsExactly("1>2 false false");
  }

  @Test
  void aliasesPointToTheRecordThatListsThem() {
    artist("1", "'aliases': [{'id': '2'}, {'id': '2'}, {'id': '1'}]");
    artist("2", "'aliases': [{'id': '1'}]");
    assertThat(flags("ALIAS_OF")).containsExactly("1>2 false true", "2>1 false true");

    artist("1", "'aliases': []");
    assertThat(flags("ALIAS_OF")).containsExactly("1>2 false true");
  }

  @Test
  void sublabelIsAssertedByParentAndChild() {
    label("1", "'parentLabel': {'id': '2'}");
    label("2", "'sublabels': [{'id': '1'}, {'id': '3'}]");
    assertThat(flags("SUBLABEL_OF")).containsExactly("1>2 true true", "3>2 false true");

    label("2", "'name': 'no sublabels'");
    assertThat(flags("SUBLABEL_OF")).containsExactly("1>2 true false");

    label("1", "'parentLabel': {'id': '4'}");
    assertThat(flags("SUBLABEL_OF")).containsExactly("1>4 true false");
  }

  @Test
  void edgeWithdrawnAndAssertedInOneBatchStays() {
    graph.write(
        DataType.ARTISTS,
        Messages.record("1", "'groups': [{'id': '2'}]"),
        Messages.record("2", "'name': 'x'"));
    graph.write(
        DataType.ARTISTS,
        Messages.record("1", "'name': 'left'"),
        Messages.record("2", "'members': [{'id': '1'}]"));

    assertThat(flags("MEMBER_OF")).containsExactly("1>2 false true");
  }

  @Test
  void artistHasItsAddresses() {
    artist("7", "'name': 'Seven (2)'");

    assertThat(graph.run("MATCH (a:Artist) RETURN a").getFirst().get(0).asMap())
        .containsEntry("name", "Seven (2)")
        .containsEntry("resource_url", "https://api.discogs.com/artists/7")
        .containsEntry("releases_url", "https://api.discogs.com/artists/7/releases");
  }

  private void artist(String id, String fields) {
    graph.write(DataType.ARTISTS, Messages.record(id, fields));
  }

  private void label(String id, String fields) {
    graph.write(DataType.LABELS, Messages.record(id, fields));
  }

  private List<Object> flags(String type) {
    return graph.column(FLAGS.formatted(type));
  }
}
