package org.discogsography.brainzgraphinator.enrichment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.discogsography.brainzgraphinator.MusicBrainzMessages.artist;
import static org.discogsography.brainzgraphinator.MusicBrainzMessages.mbid;
import static org.discogsography.brainzgraphinator.MusicBrainzMessages.record;
import static org.discogsography.brainzgraphinator.MusicBrainzMessages.relation;

import java.util.List;
import java.util.Map;
import org.discogsography.brainzgraphinator.EnrichedGraph;
import org.discogsography.brainzgraphinator.enrichment.EnrichmentStatistics.Counter;
import org.discogsography.common.consuming.WriteResult;
import org.discogsography.common.messages.DataRecord;
import org.discogsography.common.messages.DataType;
import org.discogsography.testkit.servers.BackingServers;
import org.discogsography.testkit.servers.Server;
import org.discogsography.testkit.servers.TestNeo4j;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@BackingServers(Server.NEO4J)
class ArtistEdgesIT {

  private final EnrichedGraph graph;

  ArtistEdgesIT(TestNeo4j neo4j) {
    graph = new EnrichedGraph(neo4j);
  }

  @ParameterizedTest
  @CsvSource({
    "member of band, MEMBER_OF",
    "collaboration, COLLABORATED_WITH",
    "teacher, TAUGHT",
    "tribute, TRIBUTE_TO",
    "founder, FOUNDED",
    "supporting musician, SUPPORTED",
    "vocal supporting musician, SUPPORTED",
    "instrumental supporting musician, SUPPORTED",
    "subgroup, SUBGROUP_OF",
    "artist rename, RENAMED_TO"
  })
  void relationBecomesARelationshipWhoseDirectionIsThatOfTheRelation(String type, String edge) {
    graph.artists(1, 2, 3);

    graph.write(
        DataType.ARTISTS,
        artist(1, 1, relation(type, "forward", 2), relation(type, "backward", 3)));

    String properties = " {attributes=[], ended=false, source=musicbrainz}";
    assertThat(graph.edges())
        .containsExactly("1 " + edge + " 2" + properties, "3 " + edge + " 1" + properties);
    assertThat(count(Counter.RELATIONSHIPS_CREATED)).isEqualTo(2);
  }

  @Test
  void otherRelationsMakeNone() {
    graph.artists(1, 2);

    graph.write(
        DataType.ARTISTS,
        artist(
            1,
            1,
            relation("married", "forward", 2),
            relation("collaboration", "forward", 1),
            relation("collaboration", "forward", 2).replace("'artist'", "'label'"),
            "{'type': 'founder', 'target_type': 'artist', 'target_mbid': '%s', 'direction':"
                    .formatted(mbid(9))
                + " 'forward', 'target_discogs_artist_id': null}"));

    assertThat(graph.edges()).isEmpty();
    assertThat(count(Counter.RELATIONSHIPS_SKIPPED_MISSING_SIDE)).isEqualTo(1);
    assertThat(graph.count("(n:HeldEnrichment)")).isZero();
  }

  @Test
  void bothEndsAndAllPeriodsAreOneRelationship() {
    graph.artists(1, 2);
    String first =
        "'begin_date': '1970-03', 'end_date': '1975', 'ended': true, 'attributes': ['vocals', 'guitar']";
    String second =
        "'begin_date': '1968', 'end_date': '1969-05', 'ended': true, 'attributes': ['bass']";
    DataRecord member =
        artist(
            1,
            1,
            relation("member of band", "forward", 2, first),
            relation("member of band", "forward", 2, second));
    DataRecord band =
        artist(
            2,
            2,
            relation("member of band", "backward", 1, first),
            relation("member of band", "backward", 1, second));
    List<String> expected =
        List.of(
            "1 MEMBER_OF 2 {attributes=[bass, guitar, vocals], begin_date=1968, end_date=1975,"
                + " ended=true, source=musicbrainz}");

    graph.write(DataType.ARTISTS, member, band);
    assertThat(graph.edges()).isEqualTo(expected);

    graph.write(DataType.ARTISTS, artist(2, 2));
    assertThat(graph.edges()).isEqualTo(expected);

    graph.write(DataType.ARTISTS, artist(1, 1));
    assertThat(graph.edges()).isEmpty();
    assertThat(count(Counter.RELATIONSHIPS_REMOVED)).isEqualTo(1);
  }

  @Test
  void degreeOfArtistsThatHaveOneFollowsWhatIsMadeAndDeleted() {
    graph.artists(1, 2, 3);
    graph.run(
        """
        MATCH (a:Artist {id: '1'}), (b:Artist {id: '2'})
        CREATE (b)-[:MEMBER_OF {d_start: true}]->(a), (:Release {id: '4'})-[:BY]->(a)
        SET a.degree = 2, b.degree = 1
        """);
    DataRecord teacher =
        artist(
            1,
            1,
            relation("teacher", "forward", 2),
            relation("teacher", "forward", 3),
            relation("member of band", "backward", 2));

    graph.write(DataType.ARTISTS, teacher);
    assertThat(degrees()).containsExactly("1 4", "2 2", "3 null");

    graph.write(DataType.ARTISTS, artist(1, 1));
    assertThat(degrees()).containsExactly("1 2", "2 1", "3 null");
  }

  private List<String> degrees() {
    return graph.column(
        "MATCH (a:Artist) RETURN a.id + ' ' + coalesce(a.degree, 'null') ORDER BY a.id");
  }

  @Test
  void openPeriodLeavesTheEndAbsent() {
    graph.artists(1, 2);
    graph.write(
        DataType.ARTISTS,
        artist(
            1,
            1,
            relation(
                "member of band",
                "forward",
                2,
                "'begin_date': '1970', 'end_date': '1975', 'ended': true"),
            relation("member of band", "forward", 2, "'begin_date': '1980', 'ended': false")));

    assertThat(graph.edges())
        .containsExactly(
            "1 MEMBER_OF 2 {attributes=[], begin_date=1970, ended=false, source=musicbrainz}");
  }

  @Test
  void periodThatOneEndListsAloneCountsUntilItGoes() {
    graph.artists(1, 2);
    String period = "'begin_date': '1970', 'end_date': '1975', 'ended': true";
    String other = "'begin_date': '1950', 'end_date': '1955', 'ended': true";
    graph.write(
        DataType.ARTISTS,
        artist(1, 1, relation("founder", "forward", 2, period)),
        artist(
            2,
            2,
            relation("founder", "backward", 1, period),
            relation("founder", "backward", 1, other)));
    assertThat(graph.edges().getFirst()).contains("begin_date=1950");

    graph.write(DataType.ARTISTS, artist(2, 2, relation("founder", "backward", 1, period)));
    assertThat(graph.edges().getFirst()).contains("begin_date=1970");
    assertThat(count(Counter.RELATIONSHIPS_UPDATED)).isEqualTo(1);
  }

  @Test
  void membershipOfDiscogsIsSharedAndOutlivesThatOfMusicBrainz() {
    graph.artists(1, 2);
    graph.run(
        "MATCH (a:Artist {id: '1'}), (b:Artist {id: '2'}) CREATE (a)-[:MEMBER_OF {d_start: true}]->(b)");

    graph.write(
        DataType.ARTISTS,
        artist(1, 1, relation("member of band", "forward", 2, "'begin_date': '1970'")));
    assertThat(graph.edges())
        .containsExactly(
            "1 MEMBER_OF 2 {attributes=[], begin_date=1970, d_start=true, ended=false,"
                + " source=musicbrainz}");

    graph.write(DataType.ARTISTS, artist(1, 1));
    assertThat(graph.edges()).containsExactly("1 MEMBER_OF 2 {d_start=true}");
  }

  @Test
  void artistWithAHundredThousandRelationsIsWritten() {
    int others = 20_000;
    graph.artists(1);
    graph.run(
        "UNWIND range(10, $to) AS i CREATE (:Artist {id: toString(i)})", Map.of("to", 9L + others));
    StringBuilder fields = new StringBuilder("'discogs_artist_id': 1, 'relations': [");
    for (int i = 0; i < 100_000; i++) {
      fields
          .append(i == 0 ? "" : ", ")
          .append(
              relation(
                  i % 2 == 0 ? "collaboration" : "teacher",
                  "forward",
                  10 + i % others,
                  "'begin_date': '" + (1900 + i % 100) + "', 'note': '" + "x".repeat(310) + "'"));
    }
    DataRecord record = record(1, fields.append("]").toString());
    assertThat(record.json().length).isGreaterThan(50_000_000);

    graph.write(DataType.ARTISTS, record);

    assertThat(graph.count("(:Artist {id: '1'})-->(:Artist)")).isEqualTo(others);
    assertThat(graph.write(DataType.ARTISTS, record)).isEqualTo(new WriteResult(0, 1));
  }

  private long count(Counter counter) {
    return graph.statistics().get(counter);
  }
}
