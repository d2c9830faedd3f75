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
import org.junit.jupiter.params.provider.ValueSource;

@BackingServers(Server.NEO4J)
class HeldEnrichmentsIT {

  private final EnrichedGraph graph;

  HeldEnrichmentsIT(TestNeo4j neo4j) {
    graph = new EnrichedGraph(neo4j);
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

  private long count(Counter counter) {
    return graph.statistics().get(counter);
  }
}
