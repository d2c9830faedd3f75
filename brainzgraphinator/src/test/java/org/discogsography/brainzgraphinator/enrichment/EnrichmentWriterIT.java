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
  void unchangedRecordOfAnOlderModelIsWrittenAgain() {
    graph.artists(1);
    graph.write(DataType.ARTISTS, artist(1, 1));
    graph.run("MATCH (a:Artist) SET a.mb_rev = a.mb_rev - 1, a.mb_area = 'as before'");

    assertThat(graph.write(DataType.ARTISTS, artist(1, 1))).isEqualTo(new WriteResult(1, 0));
    assertThat(graph.enriched("Artist", 1)).doesNotContainKey("mb_area");
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

  private long count(Counter counter) {
    return graph.statistics().get(counter);
  }
}
