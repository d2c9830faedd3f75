package org.discogsography.graphinator.writing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.discogsography.common.consuming.RecordWriter;
import org.discogsography.common.consuming.WriteResult;
import org.discogsography.common.messages.DataRecord;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.InvalidMessageException;
import org.discogsography.common.seen.SeenIds;
import org.discogsography.graphinator.GraphTest;
import org.discogsography.graphinator.TestGraph;
import org.discogsography.testkit.records.Messages;
import org.discogsography.testkit.servers.BackingServers;
import org.discogsography.testkit.servers.Server;
import org.discogsography.testkit.servers.TestNeo4j;
import org.junit.jupiter.api.Test;

@BackingServers(Server.NEO4J)
class ReleaseWriterIT extends GraphTest {

  ReleaseWriterIT(TestNeo4j neo4j) {
    super(neo4j);
  }

  @Test
  void releaseBecomesNodeWithItsRelationships() {
    write(
        "1",
        """
        'title': 'Blue Train', 'released': '1957', 'master_id': '3', 'artists': [{'id': '10'}],
        'labels': [{'id': '20', 'catno': 'BLP 1577'}], 'genres': ['Jazz'],
        'styles': ['Hard Bop', 'Bop'], 'formats': [{'name': 'Vinyl', 'descriptions': ['LP']}],
        'extraartists': [{'id': '30', 'name': 'Alfred Lion', 'role': 'Producer'}]
        """);

    assertThat(graph.run("MATCH (r:Release {id: '1'}) RETURN r").getFirst().get(0).asMap())
        .containsEntry("title", "Blue Train")
        .containsEntry("year", 1957L)
        .containsEntry("catalog_number", "BLP 1577")
        .containsEntry("formats", List.of("Vinyl"))
        .containsEntry("format_descriptions", List.of("LP"))
        .containsEntry("model_rev", ModelRevision.CURRENT)
        .containsKeys("sha256");
    assertThat(edges())
        .containsExactly(
            "(Alfred Lion)-CREDITED_ON->(1)",
            "(Alfred Lion)-SAME_AS->(30)",
            "(Bop)-PART_OF->(Jazz)",
            "(Hard Bop)-PART_OF->(Jazz)",
            "(1)-BY->(10)",
            "(1)-DERIVED_FROM->(3)",
            "(1)-IS->(Bop)",
            "(1)-IS->(Hard Bop)",
            "(1)-IS->(Jazz)",
            "(1)-ON->(20)");
    assertThat(graph.single("MATCH ()-[c:CREDITED_ON]->() RETURN c.category"))
        .isEqualTo("production");
  }

  @Test
  void releaseChangedFromRockToJazzHasOnlyTheJazzEdge() {
    write("1", "'genres': ['Rock']");
    write("1", "'genres': ['Jazz']");

    assertThat(targets("IS")).containsExactly("Jazz");
  }

  @Test
  void releaseThatLosesEverythingKeepsNoEdge() {
    write(
        "1",
        """
        'master_id': '3', 'artists': [{'id': '10'}], 'labels': [{'id': '20'}],
        'genres': ['Rock'], 'styles': ['Punk'], 'extraartists': [{'name': 'P', 'role': 'Drums'}]
        """);
    write("1", "'title': 'Bare'");

    assertThat(graph.single("MATCH (:Release)-[r]-() RETURN count(r)")).isEqualTo(0L);
  }

  @Test
  void releaseThatLosesOneArtistKeepsTheOther() {
    write("1", "'artists': [{'id': '10'}, {'id': '11'}]");
    write("1", "'artists': [{'id': '11'}, {'id': '12'}]");

    assertThat(targets("BY")).containsExactly("11", "12");
  }

  @Test
  void byteIdenticalReleaseIsNotWrittenAgain() {
    DataRecord record = Messages.record("1", "'title': 'A', 'artists': [{'id': '10'}]");
    assertThat(graph.write(DataType.RELEASES, record)).isEqualTo(new WriteResult(1, 0));
    graph.run("MATCH (:Release)-[r:BY]->() SET r.touched = true");
    graph.setTime(NOW.plusSeconds(60));

    assertThat(graph.write(DataType.RELEASES, record)).isEqualTo(new WriteResult(0, 1));
    assertThat(graph.single("MATCH ()-[r:BY]->() RETURN r.touched")).isEqualTo(true);
    assertThat(graph.seenSince(DataType.RELEASES, NOW.plusSeconds(60)).contains("1")).isTrue();
  }

  @Test
  void everyRecordOfABatchIsSeenAndNothingElse() {
    DataRecord unchanged = Messages.record("1", "'title': 'A'");
    graph.write(DataType.RELEASES, unchanged, Messages.record("2", "'title': 'B'"));
    graph.setTime(NOW.plusSeconds(60));
    graph.write(
        DataType.RELEASES,
        unchanged,
        Messages.record("2", "'title': 'C', 'artists': [{'id': '10'}]"),
        Messages.record("3", "'title': 'D'"));

    SeenIds seen = graph.seenSince(DataType.RELEASES, NOW.plusSeconds(60));
    assertThat(List.of("1", "2", "3")).allMatch(seen::contains);
    assertThat(seen.size()).isEqualTo(3);
    assertThat(graph.seenSince(DataType.ARTISTS, NOW).size()).isZero();
  }

  @Test
  void unchangedReleaseIsNotEvenParsed() {
    DataRecord record = Messages.record("1", "'title': 'A'");
    graph.write(DataType.RELEASES, record);
    DataRecord broken = new DataRecord("1", record.sha256(), new byte[] {'{', 'x'});

    assertThat(graph.write(DataType.RELEASES, broken)).isEqualTo(new WriteResult(0, 1));
    assertThatThrownBy(
            () -> graph.write(DataType.RELEASES, new DataRecord("2", "h", broken.json())))
        .hasCauseInstanceOf(InvalidMessageException.class);
    assertThat(graph.column("MATCH (r:Release) RETURN r.id")).containsExactly("1");
  }

  @Test
  void recordsAreParsedOnArrivalOnlyWhileMostAreNew() throws Exception {
    RecordWriter<?> writer = graph.writer(DataType.RELEASES);
    DataRecord record = Messages.record("1", "'title': 'A'");
    DataRecord broken = new DataRecord("2", "h", new byte[] {'{', 'x'});
    assertThatNoException().isThrownBy(() -> writer.prepare(broken));

    TestGraph.write(writer, List.of(record));
    assertThatExceptionOfType(InvalidMessageException.class)
        .isThrownBy(() -> writer.prepare(broken));

    TestGraph.write(writer, List.of(record));
    assertThatNoException().isThrownBy(() -> writer.prepare(broken));
  }

  @Test
  void olderModelRevisionIsWrittenAgain() {
    DataRecord record = Messages.record("1", "'title': 'A', 'artists': [{'id': '10'}]");
    graph.write(DataType.RELEASES, record);
    graph.run("MATCH (r:Release)-[b:BY]->() SET r.model_rev = 0 DELETE b");

    assertThat(graph.write(DataType.RELEASES, record)).isEqualTo(new WriteResult(1, 0));
    assertThat(targets("BY")).containsExactly("10");
  }

  @Test
  void recordWithoutHashIsAlwaysWrittenAndNeverAStub() {
    DataRecord record = Messages.withHash("1", "", "'artists': [{'id': '10'}]");
    graph.write(DataType.RELEASES, record);

    assertThat(graph.write(DataType.RELEASES, record)).isEqualTo(new WriteResult(1, 0));
    assertThat(targets("BY")).containsExactly("10");
    assertThat(graph.single("MATCH (r:Release) RETURN r.sha256 IS NULL")).isEqualTo(false);
  }

  @Test
  void recordWithoutHashStillFillsAStub() {
    write("1", "'artists': [{'id': '10'}]");
    graph.write(DataType.ARTISTS, Messages.withHash("10", "", "'name': 'Filled'"));

    assertThat(graph.single("MATCH (a:Artist {id: '10'}) RETURN a.name")).isEqualTo("Filled");
  }

  @Test
  void releaseBeforeItsArtistMakesAStubThatTheArtistFills() {
    write("1", "'artists': [{'id': '10'}]");
    assertThat(graph.single("MATCH (a:Artist {id: '10'}) RETURN keys(a)")).isEqualTo(List.of("id"));

    graph.write(DataType.ARTISTS, Messages.record("10", "'name': 'Late'"));

    assertThat(graph.single("MATCH (a:Artist {id: '10'}) RETURN a.name")).isEqualTo("Late");
    assertThat(targets("BY")).containsExactly("10");
  }

  @Test
  void stubOfACollectedReleaseIsFilledInPlace() {
    graph.run("CREATE (:User {id: 'u'})-[:COLLECTED {instance_id: '1'}]->(:Release {id: '1'})");
    write("1", "'title': 'Owned', 'artists': [{'id': '10'}]");

    assertThat(graph.single("MATCH (:User)-[:COLLECTED]->(r:Release) RETURN r.title"))
        .isEqualTo("Owned");
    assertThat(targets("BY")).containsExactly("10");
  }

  @Test
  void onlySingleGenreRecordsSayWhatAStyleIsPartOf() {
    write("1", "'genres': ['Rock', 'Pop'], 'styles': ['Indie', 'Shoegaze']");
    assertThat(graph.single("MATCH ()-[p:PART_OF]->() RETURN count(p)")).isEqualTo(0L);

    write("2", "'genres': ['Rock'], 'styles': ['Indie', 'Shoegaze']");
    assertThat(graph.single("MATCH ()-[p:PART_OF]->() RETURN count(p)")).isEqualTo(2L);
  }

  @Test
  void samePersonInTwoRolesHasTwoCreditsAlsoAfterReimport() {
    String credits =
        """
        'extraartists': [{'name': 'P', 'role': 'Drums'}, {'name': 'P', 'role': 'Producer'},
          {'name': 'P', 'role': 'Drums'}, {'name': 'P'}, {'role': 'Drums'}]
        """;
    write("1", "'title': 'A', " + credits);
    write("1", "'title': 'B', " + credits);

    assertThat(graph.column("MATCH ()-[c:CREDITED_ON]->() RETURN c.role ORDER BY c.role"))
        .containsExactly("Drums", "Producer");
  }

  @Test
  void correctedCreditReplacesTheOldOne() {
    write("1", "'extraartists': [{'name': 'P', 'role': 'Drums'}]");
    write("1", "'extraartists': [{'name': 'P', 'role': 'Bass'}, {'name': 'Q', 'role': 'Drums'}]");

    assertThat(
            graph.column(
                """
                MATCH (p:Person)-[c:CREDITED_ON]->(:Release {id: '1'})
                RETURN p.name + ' ' + c.role AS credit ORDER BY credit
                """))
        .containsExactly("P Bass", "Q Drums");
  }

  @Test
  void changedCategoryOfARoleMakesNoSecondCredit() {
    write("1", "'title': 'A', 'extraartists': [{'name': 'P', 'role': 'Drums'}]");
    graph.run("MATCH ()-[c:CREDITED_ON]->() SET c.category = 'other'");
    write("1", "'title': 'B', 'extraartists': [{'name': 'P', 'role': 'Drums'}]");

    assertThat(graph.column("MATCH ()-[c:CREDITED_ON]->() RETURN c.category"))
        .containsExactly("session");
  }

  @Test
  void absentCatalogNumberLeavesTheStoredOne() {
    write("1", "'title': 'A', 'labels': [{'id': '20', 'catno': 'X 1'}]");
    write("1", "'title': 'B', 'labels': [{'id': '20'}]");
    assertThat(graph.single("MATCH (r:Release) RETURN r.catalog_number")).isEqualTo("X 1");

    write("1", "'title': 'C', 'labels': [{'id': '20', 'catno': 'X 2'}]");
    assertThat(graph.single("MATCH (r:Release) RETURN r.catalog_number")).isEqualTo("X 2");
  }

  @Test
  void releaseThatLosesItsDateLosesTheYear() {
    write("1", "'released': '1970'");
    write("1", "'released': 'Unknown'");

    assertThat(graph.single("MATCH (r:Release) RETURN r.year IS NULL")).isEqualTo(true);
  }

  @Test
  void whatOthersWroteOnTheNodeStays() {
    write("1", "'title': 'A'");
    graph.run("MATCH (r:Release) SET r.mbid = 'm', r.community_have = 5");
    write("1", "'title': 'B'");

    assertThat(graph.single("MATCH (r:Release) RETURN r.mbid + r.community_have")).isEqualTo("m5");
  }

  @Test
  void styleAndGenreOfOneNameStayTwoNodes() {
    write("1", "'genres': ['Jazz'], 'styles': ['Jazz']");

    assertThat(graph.column("MATCH (:Release)-[:IS]->(n) RETURN labels(n)[0] AS l ORDER BY l"))
        .containsExactly("Genre", "Style");
    write("1", "'title': 'x', 'styles': ['Jazz']");
    assertThat(graph.column("MATCH (:Release)-[:IS]->(n) RETURN labels(n)[0] AS l"))
        .containsExactly("Style");
  }

  @Test
  void twoArtistsCreditedUnderOneNameShareThePerson() {
    write(
        "1",
        """
        'extraartists': [{'id': '1', 'name': 'John', 'role': 'Drums'},
          {'id': '2', 'name': 'John', 'role': 'Drums'}]
        """);

    assertThat(graph.single("MATCH (p:Person) RETURN count(p)")).isEqualTo(1L);
    assertThat(targets("SAME_AS")).containsExactly("1", "2");
    assertThat(graph.single("MATCH ()-[c:CREDITED_ON]->() RETURN count(c)")).isEqualTo(1L);
  }

  @Test
  void numericIdsMakeNoSecondNode() {
    write("1", "'artists': [{'id': 10}]");
    write("2", "'artists': [{'id': '10'}]");

    assertThat(graph.single("MATCH (a:Artist) RETURN count(a)")).isEqualTo(1L);
  }

  @Test
  void failedBatchLeavesNothingBehind() {
    String tooLong = "x".repeat(40_000);
    assertThatThrownBy(() ->
            graph.write(
                DataType.RELEASES,
                Messages.record("1", "'artists': [{'id': '10'}]"),
                Messages.record("2", "'genres': ['" + tooLong + "']")))
        .isNotNull();

    assertThat(graph.single("MATCH (n) RETURN count(n)")).isEqualTo(0L);
  }

  private void write(String id, String fields) {
    graph.write(DataType.RELEASES, Messages.record(id, fields));
  }

  private List<Object> targets(String type) {
    return graph.column(
        "MATCH ()-[:%s]->(n) RETURN coalesce(n.id, n.name) AS key ORDER BY key".formatted(type));
  }

  private List<Object> edges() {
    return graph.column(
        """
        MATCH (a)-[r]->(b)
        RETURN '(' + coalesce(a.id, a.name) + ')-' + type(r) + '->(' + coalesce(b.id, b.name) + ')'
          AS edge
        ORDER BY CASE WHEN a.name IS NULL OR a.id IS NOT NULL THEN 1 ELSE 0 END, edge
        """);
  }
}
