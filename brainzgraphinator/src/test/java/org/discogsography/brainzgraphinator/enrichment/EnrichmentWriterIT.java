package org.discogsography.brainzgraphinator.enrichment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.discogsography.brainzgraphinator.MusicBrainzMessages.artist;
import static org.discogsography.brainzgraphinator.MusicBrainzMessages.mbid;
import static org.discogsography.brainzgraphinator.MusicBrainzMessages.record;
import static org.discogsography.brainzgraphinator.MusicBrainzMessages.relation;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.discogsography.brainzgraphinator.EnrichedGraph;
import org.discogsography.brainzgraphinator.enrichment.EnrichmentStatistics.Counter;
import org.discogsography.common.consuming.WriteResult;
import org.discogsography.common.messages.DataRecord;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.InvalidMessageException;
import org.discogsography.testkit.servers.BackingServers;
import org.discogsography.testkit.servers.Server;
import org.discogsography.testkit.servers.TestNeo4j;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neo4j.driver.Session;
import org.neo4j.driver.Transaction;

@BackingServers(Server.NEO4J)
class EnrichmentWriterIT {

  private final EnrichedGraph graph;

  EnrichmentWriterIT(TestNeo4j neo4j) {
    graph = new EnrichedGraph(neo4j);
  }

  @Test
  void numericDiscogsIdEnrichesTheNodeWithThatIdAsText() {
    graph.artists("45");

    assertThat(
            graph.write(
                DataType.ARTISTS,
                record(
                    1,
                    """
                    'name': 'x', 'discogs_artist_id': 45, 'mb_type': 'Person', 'gender': 'Male',
                    'life_span': {'begin': '1965-05', 'end': '2001', 'ended': true},
                    'area': 'Iceland', 'begin_area': 'Reykjavík', 'end_area': 'London',
                    'disambiguation': 'singer'
                    """)))
        .isEqualTo(new WriteResult(1, 0));

    assertThat(graph.enriched("Artist", 45))
        .isEqualTo(
            Map.of(
                "mbid", mbid(1),
                "mb_type", "Person",
                "mb_gender", "Male",
                "mb_begin_date", "1965-05",
                "mb_end_date", "2001",
                "mb_area", "Iceland",
                "mb_begin_area", "Reykjavík",
                "mb_end_area", "London",
                "mb_disambiguation", "singer"));
    assertThat(graph.column("MATCH (a:Artist) RETURN a.name + a.sha256 + a.mb_updated_at"))
        .containsExactly("N45d2026-04-01T12:00:00Z");
  }

  @Test
  void labelMasterAndReleaseGetTheirProperties() {
    graph.nodes("Label", 1);
    graph.nodes("Master", 2);
    graph.nodes("Release", 3);
    graph.write(
        DataType.LABELS,
        record(
            1,
            """
            'discogs_label_id': 1, 'mb_type': 'Original Production', 'label_code': 2070,
            'life_span': {'begin': '1989', 'end': null, 'ended': false}, 'area': 'England'
            """));
    graph.write(
        DataType.RELEASE_GROUPS,
        record(
            2,
            """
            'discogs_master_id': 2, 'mb_type': 'Album', 'secondary_types': ['Live', 'Remix'],
            'first_release_date': '1999-05', 'disambiguation': 'd'
            """));
    graph.write(
        DataType.RELEASES,
        record(
            3,
            "'discogs_release_id': 3, 'barcode': '', 'status': 'Official', 'release_group_mbid': '"
                + mbid(2)
                + "'"));

    assertThat(graph.enriched("Label", 1))
        .isEqualTo(
            Map.of(
                "mbid", mbid(1),
                "mb_type", "Original Production",
                "mb_label_code", 2070L,
                "mb_begin_date", "1989",
                "mb_area", "England"));
    assertThat(graph.enriched("Master", 2))
        .isEqualTo(
            Map.of(
                "mbid", mbid(2),
                "mb_type", "Album",
                "mb_secondary_types", List.of("Live", "Remix"),
                "mb_first_release_date", "1999-05",
                "mb_disambiguation", "d"));
    assertThat(graph.enriched("Release", 3))
        .isEqualTo(
            Map.of(
                "mbid",
                mbid(3),
                "mb_barcode",
                "",
                "mb_status",
                "Official",
                "mb_release_group_mbid",
                mbid(2)));
  }

  @Test
  void nullRemovesWhatWasThere() {
    graph.artists(1);
    graph.nodes("Master", 2);
    graph.write(DataType.ARTISTS, record(1, "'discogs_artist_id': 1, 'gender': 'Male'"));
    graph.write(DataType.ARTISTS, record(1, "'discogs_artist_id': 1, 'gender': null"));
    graph.write(DataType.RELEASE_GROUPS, record(2, "'discogs_master_id': 2, 'mb_type': null"));

    assertThat(graph.enriched("Artist", 1)).isEqualTo(Map.of("mbid", mbid(1)));
    assertThat(graph.enriched("Master", 2))
        .isEqualTo(Map.of("mbid", mbid(2), "mb_secondary_types", List.of()));
  }

  @Test
  void noNodeIsEverCreated() {
    graph.artists(1);
    graph.write(
        DataType.ARTISTS,
        record(1, "'name': 'no Discogs page'"),
        artist(2, 99, relation("collaboration", "forward", 1)));

    assertThat(graph.column("MATCH (n:Artist) RETURN n.id")).containsExactly("1");
    assertThat(graph.enriched("Artist", 1)).isEmpty();
    assertThat(count(Counter.ENTITIES_SKIPPED_NO_DISCOGS_ID)).isEqualTo(1);
    assertThat(count(Counter.ENTITIES_SKIPPED_NO_DISCOGS_NODE)).isEqualTo(1);
    assertThat(count(Counter.ENTITIES_SKIPPED_NO_DISCOGS_MATCH)).isEqualTo(2);
    assertThat(count(Counter.ENTITIES_ENRICHED)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"unknown", "1-1-1-1-1", ""})
  void idThatIsNoMbidIsInvalid(String id) {
    assertThatExceptionOfType(InvalidMessageException.class)
        .isThrownBy(
            () -> graph.writer(DataType.ARTISTS).prepare(new DataRecord(id, "", new byte[0])));
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
  void unchangedRecordsWriteNothing() {
    graph.artists(1, 2);
    DataRecord[] records = {
      artist(1, 1, relation("member of band", "forward", 2)),
      artist(2, 2, relation("member of band", "backward", 1)),
      artist(3, 99),
      record(4, "'name': 'no page'")
    };
    graph.write(DataType.ARTISTS, records);
    List<String> before = graph.export(true);
    graph.run("MATCH (s:SeenIds) DELETE s");

    assertThat(graph.write(DataType.ARTISTS, records)).isEqualTo(new WriteResult(2, 2));
    assertThat(graph.export(true)).isEqualTo(before);
    assertThat(count(Counter.ENTITIES_ENRICHED)).isEqualTo(2);
    assertThat(count(Counter.ENTITIES_UNCHANGED)).isEqualTo(2);
  }

  @Test
  void unchangedRecordIsNotEvenParsed() {
    graph.artists(1);
    graph.write(DataType.ARTISTS, artist(1, 1));
    String hash = graph.column("MATCH (a:Artist) RETURN a.mb_sha256").getFirst();

    assertThat(graph.write(DataType.ARTISTS, new DataRecord(mbid(1), hash, new byte[] {'{'})))
        .isEqualTo(new WriteResult(0, 1));
  }

  @Test
  void recordWithoutHashIsNeverTakenForUnchanged() {
    graph.artists(1);
    byte[] json = artist(1, 1).json();

    graph.write(DataType.ARTISTS, new DataRecord(mbid(1), "", json));
    assertThat(graph.write(DataType.ARTISTS, new DataRecord(mbid(1), "", json)))
        .isEqualTo(new WriteResult(1, 0));
  }

  @Test
  void recordThatMovesToAnotherNodeLeavesTheOldOne() {
    graph.artists(1, 2, 3);
    graph.write(DataType.ARTISTS, artist(1, 1, relation("teacher", "forward", 3)));

    graph.write(DataType.ARTISTS, artist(1, 2, relation("teacher", "forward", 3)));

    assertThat(graph.enriched("Artist", 1)).isEmpty();
    assertThat(graph.enriched("Artist", 2)).containsEntry("mbid", mbid(1));
    assertThat(graph.edges()).hasSize(1).first().asString().startsWith("2 TAUGHT 3");
  }

  @Test
  void recordThatLosesItsDiscogsPageLeavesItsNode() {
    graph.artists(1, 3);
    graph.write(DataType.ARTISTS, artist(1, 1, relation("teacher", "forward", 3)));

    graph.write(DataType.ARTISTS, record(1, "'name': 'x', 'discogs_artist_id': null"));

    assertThat(graph.enriched("Artist", 1)).isEmpty();
    assertThat(graph.edges()).isEmpty();
    assertThat(count(Counter.ENTITIES_WITHDRAWN)).isEqualTo(1);
  }

  @Test
  void twoThatSwapTheirNodesInOneBatchEndRight() {
    graph.artists(1, 2);
    graph.write(DataType.ARTISTS, artist(1, 1), artist(2, 2));

    graph.write(DataType.ARTISTS, artist(1, 2), artist(2, 1));

    assertThat(graph.enriched("Artist", 1)).containsEntry("mbid", mbid(2));
    assertThat(graph.enriched("Artist", 2)).containsEntry("mbid", mbid(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1 2", "2 1", "1,2"})
  void smallestOfSeveralMbidsGetsTheNodeInWhateverOrderTheyCome(String order) {
    graph.artists(5);
    for (String batch : order.split(" ", -1)) {
      graph.write(
          DataType.ARTISTS,
          List.of(batch.split(",", -1)).stream()
              .map(number -> artist(Long.parseLong(number), 5))
              .toList());
    }

    assertThat(graph.enriched("Artist", 5)).containsEntry("mbid", mbid(1));
  }

  @Test
  void nodeThatAnEarlierImportGaveAwayStaysWithItsMbid() {
    graph.artists(5);
    graph.write(DataType.ARTISTS, artist(2, 5));
    graph.run(
        "CREATE (:EnrichmentRun {type: 'artists', completed_at: $now})",
        Map.of("now", graph.clock().millis() + 1));

    graph.write(DataType.ARTISTS, artist(1, 5), artist(2, 5));
    assertThat(graph.enriched("Artist", 5)).containsEntry("mbid", mbid(2));
    assertThat(count(Counter.ENTITIES_SKIPPED_NODE_TAKEN)).isEqualTo(1);

    graph.write(DataType.ARTISTS, record(2, "'name': 'without a page'"));
    assertThat(graph.enriched("Artist", 5)).isEmpty();
    assertThat(graph.retryHeld()).isEqualTo(1);
    assertThat(graph.enriched("Artist", 5)).containsEntry("mbid", mbid(1));
  }

  @Test
  void recordWithoutNodeIsHeldUntilTheNodeIsThere() {
    DataRecord early = artist(1, 1, relation("teacher", "forward", 2));
    graph.write(DataType.ARTISTS, early);
    assertThat(graph.retryHeld()).isZero();

    graph.artists(1, 2);
    assertThat(graph.retryHeld()).isEqualTo(1);

    assertThat(graph.enriched("Artist", 1)).containsEntry("mbid", mbid(1));
    assertThat(graph.edges()).hasSize(1);
    assertThat(graph.count("(n:HeldEnrichment)")).isZero();
    assertThat(graph.write(DataType.ARTISTS, early)).isEqualTo(new WriteResult(0, 1));
  }

  @Test
  void relationshipToAMissingArtistIsMadeWhenHeIsThere() {
    graph.artists(1);
    graph.write(DataType.ARTISTS, artist(1, 1, relation("teacher", "forward", 2)));
    assertThat(graph.enriched("Artist", 1)).containsEntry("mbid", mbid(1));
    assertThat(graph.edges()).isEmpty();
    assertThat(count(Counter.RELATIONSHIPS_SKIPPED_MISSING_SIDE)).isEqualTo(1);

    graph.artists(2);
    graph.retryHeld();

    assertThat(graph.edges()).hasSize(1).first().asString().startsWith("1 TAUGHT 2");
    assertThat(graph.count("(n:HeldEnrichment)")).isZero();
  }

  @Test
  void newerRecordReplacesTheOneThatIsHeld() {
    graph.write(DataType.LABELS, record(1, "'discogs_label_id': 1, 'area': 'before'"));
    graph.write(DataType.LABELS, record(1, "'discogs_label_id': 1, 'area': 'after'"));
    graph.write(DataType.LABELS, record(2, "'discogs_label_id': 2, 'area': 'a'"));
    graph.write(DataType.LABELS, record(2, "'discogs_label_id': null"));
    assertThat(graph.count("(n:HeldEnrichment)")).isEqualTo(1);

    graph.nodes("Label", 1, 2);
    graph.retryHeld();

    assertThat(graph.enriched("Label", 1)).containsEntry("mb_area", "after");
    assertThat(graph.enriched("Label", 2)).isEmpty();
  }

  @Test
  void mbidInUpperCaseIsTheSame() throws Exception {
    graph.artists(1);
    graph.write(DataType.ARTISTS, artist(1, 1));
    DataRecord record = artist(1, 1);

    assertThat(
            graph.write(
                DataType.ARTISTS,
                new DataRecord(
                    record.id().toUpperCase(Locale.ROOT), record.sha256(), record.json())))
        .isEqualTo(new WriteResult(0, 1));
  }

  @Test
  void attemptThatIsRolledBackCountsNothing() throws Exception {
    graph.artists(1, 2);
    EnrichmentStatistics statistics = new EnrichmentStatistics(new SimpleMeterRegistry());
    EnrichmentWriter writer = graph.newWriter(NodeKind.ARTIST, statistics, graph.clock());
    List<DataRecord> records = List.of(artist(1, 1), artist(2, 2));
    try (Session session = graph.driver().session();
        Transaction other = session.beginTransaction()) {
      other.run("MATCH (a:Artist {id: '2'}) DELETE a").consume();
      CompletableFuture<WriteResult> writing =
          CompletableFuture.supplyAsync(() -> {
            try {
              return writer.write(records);
            } catch (InvalidMessageException e) {
              throw new CompletionException(e);
            }
          });
      awaitBlockedTransaction();
      other.commit();
      writing.get(60, TimeUnit.SECONDS);
    }

    assertThat(statistics.get(Counter.ENTITIES_ENRICHED)).isEqualTo(1);
    assertThat(statistics.get(Counter.ENTITIES_SKIPPED_NO_DISCOGS_NODE)).isEqualTo(1);
    assertThat(statistics.snapshot()).containsEntry("entities_enriched", 1L);
  }

  private void awaitBlockedTransaction() throws InterruptedException {
    while (graph
        .run("SHOW TRANSACTIONS YIELD status WHERE status STARTS WITH 'Blocked'")
        .isEmpty()) {
      Thread.sleep(20);
    }
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
