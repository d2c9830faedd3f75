package org.discogsography.brainzgraphinator.completion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.discogsography.brainzgraphinator.MusicBrainzMessages.artist;
import static org.discogsography.brainzgraphinator.MusicBrainzMessages.record;
import static org.discogsography.brainzgraphinator.MusicBrainzMessages.relation;

import java.time.Duration;
import java.util.List;
import org.discogsography.brainzgraphinator.EnrichedGraph;
import org.discogsography.common.messages.DataRecord;
import org.discogsography.common.messages.DataType;
import org.discogsography.testkit.servers.BackingServers;
import org.discogsography.testkit.servers.Server;
import org.discogsography.testkit.servers.TestNeo4j;
import org.junit.jupiter.api.Test;

@BackingServers(Server.NEO4J)
class HeldRetriesIT {

  private static final String MEMBERSHIP =
      """
      MATCH (a:Artist {id: '1'}), (b:Artist {id: '2'})
      MERGE (a)-[edge:MEMBER_OF]->(b)
      SET edge.d_start = true
      """;

  private final TestNeo4j neo4j;
  private EnrichedGraph graph;

  HeldRetriesIT(TestNeo4j neo4j) {
    this.neo4j = neo4j;
    this.graph = new EnrichedGraph(neo4j);
  }

  @Test
  void discogsLoadedAfterMusicBrainzGivesTheSameAsBeforeIt() throws Exception {
    loadDiscogs();
    loadMusicBrainz();
    List<String> after = graph.export(false);

    graph = new EnrichedGraph(neo4j);
    DiscogsImports imports = new DiscogsImports(graph.driver());
    try (HeldRetries retries =
        new HeldRetries(imports, graph.writers().values(), Duration.ofMillis(20))) {
      retries.start();
      loadMusicBrainz();
      assertThat(graph.count("(n:HeldEnrichment)")).isEqualTo(6);
      loadDiscogs();
      awaitReleased();
    }

    assertThat(graph.export(false)).isEqualTo(after);
    assertThat(after).hasSizeGreaterThan(7);
  }

  @Test
  void roundThatIsAskedForDoesNotWaitForTheNextLook() throws Exception {
    graph.discogsImport("20260401");
    graph.write(DataType.ARTISTS, artist(1, 1));
    try (HeldRetries retries =
        new HeldRetries(
            new DiscogsImports(graph.driver()), graph.writers().values(), Duration.ofMinutes(10))) {
      retries.start();
      graph.artists(1);
      retries.request();
      awaitReleased();
    }
    assertThat(graph.enriched("Artist", 1)).isNotEmpty();
  }

  @Test
  void importThatWasTriedIsNotTriedAgain() throws Exception {
    graph.discogsImport("20260401");
    graph.write(DataType.ARTISTS, artist(1, 1));
    HeldRetries retries =
        new HeldRetries(
            new DiscogsImports(graph.driver()), graph.writers().values(), Duration.ofMinutes(10));
    retries.round(false);
    graph.artists(1);

    retries.round(false);
    assertThat(graph.enriched("Artist", 1)).isEmpty();

    graph.discogsImport("20260501");
    retries.round(false);
    assertThat(graph.enriched("Artist", 1)).isNotEmpty();
  }

  @Test
  void firstImportIsCompleteWithItsFourSignals() {
    DiscogsImports imports = new DiscogsImports(graph.driver());
    assertThat(imports.unmet()).hasValueSatisfying(text -> assertThat(text).contains("Discogs"));

    graph.run(
        "CREATE (:ExtractionCompletion {version: '1', signals: ['artists', 'labels', 'masters']})");
    assertThat(imports.unmet()).isPresent();

    graph.discogsImport("1");
    assertThat(imports.unmet()).isEmpty();
    assertThat(imports.newestComplete()).contains("1 2026-04-01T00:00:00Z");
  }

  private void loadDiscogs() {
    graph.artists(1, 2, 3);
    graph.nodes("Label", 4);
    graph.nodes("Master", 5);
    graph.nodes("Release", 6);
    graph.run(MEMBERSHIP);
    graph.discogsImport("20260401");
  }

  private void loadMusicBrainz() {
    DataRecord second = artist(9, 1);
    graph.write(
        DataType.ARTISTS,
        artist(1, 1, relation("member of band", "forward", 2, "'begin_date': '1970'")),
        artist(2, 2, relation("member of band", "backward", 1, "'begin_date': '1970'")),
        second,
        record(8, "'name': 'without a page'"));
    graph.write(DataType.LABELS, record(4, "'discogs_label_id': 4, 'label_code': 7"));
    graph.write(DataType.RELEASE_GROUPS, record(5, "'discogs_master_id': 5, 'mb_type': 'EP'"));
    graph.write(DataType.RELEASES, record(6, "'discogs_release_id': 6, 'status': 'Official'"));
  }

  /** Of two MBIDs for one artist one stays held in the end. */
  private void awaitReleased() throws InterruptedException {
    long left = graph.count("(n:HeldEnrichment)") > 1 ? 1 : 0;
    while (graph.count("(n:HeldEnrichment)") > left) {
      Thread.sleep(20);
    }
  }
}
