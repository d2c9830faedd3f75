package org.discogsography.graphinator.completion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.ExtractionComplete;
import org.discogsography.graphinator.GraphTest;
import org.discogsography.testkit.servers.BackingServers;
import org.discogsography.testkit.servers.Server;
import org.discogsography.testkit.servers.TestNeo4j;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.exceptions.ServiceUnavailableException;

@BackingServers(Server.NEO4J)
class LatchesIT extends GraphTest {

  LatchesIT(TestNeo4j neo4j) {
    super(neo4j);
  }

  private static final Instant FIRST_RUN = Instant.parse("2026-04-01T08:00:00Z");
  private static final Instant SECOND_RUN = Instant.parse("2026-04-02T08:00:00Z");
  private static final List<DataType> ALL =
      List.of(DataType.ARTISTS, DataType.LABELS, DataType.MASTERS, DataType.RELEASES);

  private Latches latches() {
    return new Latches(graph.driver());
  }

  @Test
  void runIsDueOnceAllFourTypesSignalledAlsoAcrossARestart() {
    signal("A", FIRST_RUN, DataType.ARTISTS, DataType.LABELS, DataType.MASTERS);
    assertThat(latches().takeNewest(PostImportState.PENDING)).isEmpty();

    new Latches(graph.driver()).signal(DataType.RELEASES, message("A", FIRST_RUN), 3);

    assertThat(latches().takeNewest(PostImportState.PENDING))
        .hasValueSatisfying(run -> {
          assertThat(run.version()).isEqualTo("A");
          assertThat(run.startedAt()).isEqualTo(FIRST_RUN);
          assertThat(run.published()).containsEntry(DataType.ARTISTS, 7L);
          assertThat(run.deadLettered()).containsEntry(DataType.RELEASES, 3L);
        });
  }

  @Test
  void firstSignalOfTheNextVersionIsNotDue() {
    signal("A", FIRST_RUN, ALL.toArray(DataType[]::new));
    complete();
    signal("B", SECOND_RUN, DataType.ARTISTS);

    assertThat(latches().takeNewest(PostImportState.PENDING)).isEmpty();
  }

  @Test
  void anotherRunOfAVersionNeedsItsOwnFourSignals() {
    signal("A", FIRST_RUN, ALL.toArray(DataType[]::new));
    complete();
    signal("A", SECOND_RUN, DataType.ARTISTS);
    assertThat(latches().takeNewest(PostImportState.PENDING)).isEmpty();

    signal("A", SECOND_RUN, DataType.LABELS, DataType.MASTERS, DataType.RELEASES);
    assertThat(latches().takeNewest(PostImportState.PENDING)).isPresent();
  }

  @Test
  void repeatedSignalOfAFinishedRunChangesNothing() {
    signal("A", FIRST_RUN, ALL.toArray(DataType[]::new));
    complete();
    signal("A", FIRST_RUN, ALL.toArray(DataType[]::new));

    assertThat(latches().takeNewest(PostImportState.PENDING)).isEmpty();
    assertThat(graph.single("MATCH (l:ExtractionCompletion) RETURN l.maintenance_state"))
        .isEqualTo("completed");
  }

  @Test
  void lateSignalOfAnOlderRunChangesNothing() {
    signal("A", SECOND_RUN, DataType.ARTISTS);
    signal("A", FIRST_RUN, DataType.LABELS, DataType.MASTERS, DataType.RELEASES);

    assertThat(graph.single("MATCH (l:ExtractionCompletion) RETURN l.signals"))
        .isEqualTo(List.of("artists"));
  }

  @Test
  void finishingARunThatHasBegunAgainChangesNothing() {
    signal("A", FIRST_RUN, ALL.toArray(DataType[]::new));
    ImportRun first = latches().takeNewest(PostImportState.PENDING).orElseThrow();
    signal("A", SECOND_RUN, DataType.ARTISTS);

    latches().store(first, PostImportState.COMPLETED, null);

    assertThat(graph.single("MATCH (l:ExtractionCompletion) RETURN l.maintenance_state"))
        .isEqualTo("collecting");
  }

  @Test
  void onlyTheNewestUnfinishedRunIsTaken() {
    signal("A", FIRST_RUN, ALL.toArray(DataType[]::new));
    signal("B", SECOND_RUN, ALL.toArray(DataType[]::new));

    assertThat(latches().takeNewest(PostImportState.PENDING))
        .hasValueSatisfying(run -> assertThat(run.version()).isEqualTo("B"));
    assertThat(
            graph.single(
                "MATCH (l:ExtractionCompletion {version: 'A'}) RETURN l.maintenance_state"))
        .isEqualTo("superseded");
  }

  @Test
  void signalDeliveredAgainAfterARestartDoesNotForgetDeadLetters() {
    latches().signal(DataType.ARTISTS, message("A", FIRST_RUN), 3);
    latches().signal(DataType.ARTISTS, message("A", FIRST_RUN), 0);
    signal("A", FIRST_RUN, DataType.LABELS, DataType.MASTERS, DataType.RELEASES);

    assertThat(latches().takeNewest(PostImportState.PENDING))
        .hasValueSatisfying(
            run -> assertThat(run.deadLettered()).containsEntry(DataType.ARTISTS, 3L));
  }

  @Test
  void failedRunIsGivenUpOnceANewerOneIsComplete() {
    signal("A", FIRST_RUN, ALL.toArray(DataType[]::new));
    latches()
        .store(
            latches().takeNewest(PostImportState.PENDING).orElseThrow(),
            PostImportState.FAILED,
            "part_of");
    assertThat(latches().takeNewest(PostImportState.FAILED)).isPresent();
    signal("B", SECOND_RUN, ALL.toArray(DataType[]::new));
    complete();

    assertThat(latches().takeNewest(PostImportState.FAILED)).isEmpty();
  }

  @Test
  void signalThatCannotBeStoredIsReportedToTheConsumer() {
    try (var unreachable = GraphDatabase.driver("bolt://localhost:1", AuthTokens.none())) {
      ImportSignals signals = new ImportSignals(new Latches(unreachable), () -> {});

      assertThatThrownBy(
              () -> signals.extractionComplete(DataType.ARTISTS, message("A", FIRST_RUN), 0))
          .isInstanceOf(ServiceUnavailableException.class);
    }
    assertThat(graph.column("MATCH (l:ExtractionCompletion) RETURN l")).isEmpty();
  }

  @Test
  void workStartsAfterTheAcknowledgementOnly() {
    AtomicInteger starts = new AtomicInteger();
    ImportSignals signals = new ImportSignals(latches(), starts::incrementAndGet);

    signals.extractionComplete(DataType.ARTISTS, message("A", FIRST_RUN), 0);
    assertThat(starts).hasValue(0);
    signals.extractionCompleteAcknowledged(DataType.ARTISTS, message("A", FIRST_RUN));
    assertThat(starts).hasValue(1);
  }

  private void complete() {
    latches()
        .store(
            latches().takeNewest(PostImportState.PENDING).orElseThrow(),
            PostImportState.COMPLETED,
            null);
  }

  private void signal(String version, @Nullable Instant started, DataType... types) {
    for (DataType type : types) {
      latches().signal(type, message(version, started), 0);
    }
  }

  private static ExtractionComplete message(String version, @Nullable Instant started) {
    return new ExtractionComplete(
        version, NOW, started, Map.of(DataType.ARTISTS, 7L, DataType.RELEASES, 9L), "discogs");
  }
}
