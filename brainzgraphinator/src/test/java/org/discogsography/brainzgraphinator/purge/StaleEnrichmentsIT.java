package org.discogsography.brainzgraphinator.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.discogsography.brainzgraphinator.MusicBrainzMessages.artist;
import static org.discogsography.brainzgraphinator.MusicBrainzMessages.mbid;
import static org.discogsography.brainzgraphinator.MusicBrainzMessages.record;
import static org.discogsography.brainzgraphinator.MusicBrainzMessages.relation;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.discogsography.brainzgraphinator.EnrichedGraph;
import org.discogsography.brainzgraphinator.completion.EnrichmentSignals;
import org.discogsography.common.messages.DataRecord;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.ExtractionComplete;
import org.discogsography.common.purge.PurgeOutcome;
import org.discogsography.common.purge.StalePurge;
import org.discogsography.testkit.servers.BackingServers;
import org.discogsography.testkit.servers.Server;
import org.discogsography.testkit.servers.TestNeo4j;
import org.junit.jupiter.api.Test;

@BackingServers(Server.NEO4J)
class StaleEnrichmentsIT {

  private static final Instant FIRST = Instant.parse("2026-04-01T00:00:00Z");
  private static final Instant SECOND = FIRST.plus(Duration.ofDays(3));

  private final EnrichedGraph graph;
  private final StalePurge purge;

  StaleEnrichmentsIT(TestNeo4j neo4j) {
    graph = new EnrichedGraph(neo4j);
    purge =
        new StalePurge(
            new StaleEnrichments(graph.driver(), graph.writers()), 0.90, new SimpleMeterRegistry());
  }

  @Test
  void whatLeftMusicBrainzIsTakenBack() throws Exception {
    graph.artists(1, 2, 3);
    DataRecord stays = artist(2, 2, relation("teacher", "forward", 3));
    graph.setTime(FIRST);
    graph.write(DataType.ARTISTS, artist(1, 1, relation("teacher", "forward", 3)), stays);

    graph.setTime(SECOND);
    graph.write(DataType.ARTISTS, stays, artist(3, 3));

    assertThat(purge(2)).isEqualTo(PurgeOutcome.PURGED);
    assertThat(graph.enriched("Artist", 1)).isEmpty();
    assertThat(graph.enriched("Artist", 2)).containsEntry("mbid", mbid(2));
    assertThat(graph.enriched("Artist", 3)).containsEntry("mbid", mbid(3));
    assertThat(graph.edges()).hasSize(1).first().asString().startsWith("2 TAUGHT 3");
    assertThat(graph.column("MATCH (a:Artist) RETURN a.sha256")).containsOnly("d").hasSize(3);
    assertThat(graph.column("MATCH (s:SeenIds) RETURN s.at"))
        .containsExactly(String.valueOf(SECOND.toEpochMilli()));
    assertThat(purge(2)).isEqualTo(PurgeOutcome.NOTHING_STALE);
  }

  @Test
  void heldRecordThatLeftGoesToo() throws Exception {
    graph.setTime(FIRST);
    graph.write(DataType.ARTISTS, artist(1, 91), artist(2, 92));
    graph.setTime(SECOND);
    graph.write(DataType.ARTISTS, artist(2, 92));

    assertThat(purge(1)).isEqualTo(PurgeOutcome.PURGED);
    assertThat(graph.column("MATCH (h:HeldEnrichment) RETURN h.mbid")).containsExactly(mbid(2));
  }

  @Test
  void nodeOfAGoneRecordFallsToTheOneThatWaitedForIt() throws Exception {
    graph.artists(5);
    graph.setTime(FIRST);
    graph.write(DataType.ARTISTS, artist(1, 5), artist(2, 5));
    graph.setTime(SECOND);
    graph.write(DataType.ARTISTS, artist(2, 5));
    List<String> retried = new ArrayList<>();
    EnrichmentSignals signals =
        new EnrichmentSignals(
            graph.driver(),
            purge,
            () -> retried.add("held: " + graph.retryHeld()),
            graph.statistics(),
            graph.clock());

    ExtractionComplete signal = signal(1);
    signals.extractionComplete(DataType.ARTISTS, signal, 0);
    signals.extractionCompleteAcknowledged(DataType.ARTISTS, signal);

    assertThat(retried).containsExactly("held: 1");
    assertThat(graph.enriched("Artist", 5)).containsEntry("mbid", mbid(2));
    assertThat(graph.column("MATCH (r:EnrichmentRun) RETURN r.type + ' ' + r.completed_at"))
        .containsExactly("artists " + SECOND.toEpochMilli());
  }

  @Test
  void nothingIsTakenBackWhenRecordsWereLostOnTheWay() throws Exception {
    graph.artists(1, 2);
    graph.setTime(FIRST);
    graph.write(DataType.ARTISTS, artist(1, 1), artist(2, 2));
    graph.setTime(SECOND);
    graph.write(DataType.ARTISTS, artist(2, 2), record(3, "'name': 'no page'"));

    assertThat(purge(3)).isEqualTo(PurgeOutcome.ROWS_MISSING);
    assertThat(purge.purge(DataType.ARTISTS, signal(2), 1)).isEqualTo(PurgeOutcome.DEAD_LETTERS);
    assertThat(graph.enriched("Artist", 1)).isNotEmpty();
    assertThat(purge(2)).isEqualTo(PurgeOutcome.PURGED);
  }

  @Test
  void nearlyEverythingGoneIsRefused() throws Exception {
    List<DataRecord> artists = new ArrayList<>();
    for (long i = 1; i <= 10; i++) {
      graph.artists(i);
      artists.add(artist(i, i));
    }
    graph.setTime(FIRST);
    graph.write(DataType.ARTISTS, artists);
    graph.setTime(SECOND);
    graph.write(DataType.ARTISTS, artists.getFirst());

    assertThat(purge(1)).isEqualTo(PurgeOutcome.TOO_MUCH_STALE);
    assertThat(graph.enriched("Artist", 10)).isNotEmpty();
  }

  @Test
  void discogsRecordsOfTheSameTypeAreAnotherMatter() throws Exception {
    graph.artists(1, 2);
    graph.setTime(FIRST);
    graph.write(DataType.ARTISTS, artist(1, 1), artist(2, 2));
    graph.setTime(SECOND);
    graph.run(
        "MATCH (s:SeenIds) WITH s.ids AS ids LIMIT 1 CREATE (:SeenIds {type: 'artists', at: $at, ids: ids})",
        Map.of("at", SECOND.toEpochMilli()));
    graph.write(DataType.ARTISTS, artist(2, 2));

    assertThat(purge(1)).isEqualTo(PurgeOutcome.PURGED);
    assertThat(graph.enriched("Artist", 1)).isEmpty();
    assertThat(graph.count("(s:SeenIds {type: 'artists'})")).isEqualTo(1);
  }

  private PurgeOutcome purge(long sent) throws Exception {
    return purge.purge(DataType.ARTISTS, signal(sent), 0);
  }

  private static ExtractionComplete signal(long sent) {
    return new ExtractionComplete(
        "20260404-001001", SECOND, SECOND, Map.of(DataType.ARTISTS, sent), "musicbrainz");
  }
}
