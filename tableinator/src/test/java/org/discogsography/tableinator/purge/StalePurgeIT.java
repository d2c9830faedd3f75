package org.discogsography.tableinator.purge;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.ExtractionComplete;
import org.discogsography.common.purge.PurgeOutcome;
import org.discogsography.common.purge.StalePurge;
import org.discogsography.common.seen.SeenIds;
import org.discogsography.tableinator.DiscogsTables;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StalePurgeIT {

  private static final Instant STARTED = Instant.parse("2026-11-01T12:00:00Z");
  private static final Instant SEEN = STARTED.plus(Duration.ofHours(1));
  private static final Instant STALE = STARTED.minus(Duration.ofDays(30));
  private static final Instant WRITTEN = STARTED.minus(Duration.ofDays(60));

  private static DiscogsTables tables;

  private SimpleMeterRegistry metrics;
  private StalePurge purge;
  private int nextId = 1;

  @BeforeAll
  static void createTables() throws Exception {
    tables = DiscogsTables.create();
  }

  @AfterAll
  static void closeTables() {
    tables.close();
  }

  @BeforeEach
  void clearTables() throws Exception {
    tables.clear();
    metrics = new SimpleMeterRegistry();
    purge = new StalePurge(new StaleRows(tables.pool()), 0.90, metrics);
  }

  @Test
  void fewStaleRowsAreDeleted() throws Exception {
    rows(95, SEEN);
    rows(5, STALE);

    assertThat(purge(95)).isEqualTo(PurgeOutcome.PURGED);
    assertThat(tables.count("releases")).isEqualTo(95);
    assertThat(purge(95)).isEqualTo(PurgeOutcome.NOTHING_STALE);
  }

  @Test
  void onlyTheTableOfTheSignalledTypeIsPurged() throws Exception {
    rows(95, SEEN);
    rows(5, STALE);
    tables.execute("INSERT INTO masters SELECT data_id, hash, data, updated_at FROM releases");

    purge(95);

    assertThat(tables.count("masters")).isEqualTo(100);
  }

  @Test
  void ninetyStaleOfHundredAreRefused() throws Exception {
    rows(10, SEEN);
    rows(90, STALE);

    assertThat(purge(10)).isEqualTo(PurgeOutcome.TOO_MUCH_STALE);
    assertThat(tables.count("releases")).isEqualTo(100);
  }

  @Test
  void eightyNineStaleOfHundredAreDeletedWhenEveryRecordSentIsThere() throws Exception {
    rows(11, SEEN);
    rows(89, STALE);

    assertThat(purge(11)).isEqualTo(PurgeOutcome.PURGED);
    assertThat(tables.count("releases")).isEqualTo(11);
  }

  @Test
  void eightyNineStaleOfHundredAreRefusedWhenMoreRecordsWereSent() throws Exception {
    rows(11, SEEN);
    rows(89, STALE);

    assertThat(purge(12)).isEqualTo(PurgeOutcome.ROWS_MISSING);
    assertThat(tables.count("releases")).isEqualTo(100);
  }

  @Test
  void oneMissingRowOfAThousandIsAccepted() throws Exception {
    rows(999, SEEN);
    rows(1, STALE);

    assertThat(purge(1000)).isEqualTo(PurgeOutcome.PURGED);
  }

  @Test
  void twoMissingRowsOfAThousandAreRefused() throws Exception {
    rows(998, SEEN);
    rows(1, STALE);

    assertThat(purge(1000)).isEqualTo(PurgeOutcome.ROWS_MISSING);
    assertThat(tables.count("releases")).isEqualTo(999);
  }

  @Test
  void rowOfADeadLetteredRecordSurvives() throws Exception {
    rows(99, SEEN);
    rows(1, STALE);

    assertThat(purge.purge(DataType.RELEASES, signal(STARTED, 100), 1))
        .isEqualTo(PurgeOutcome.DEAD_LETTERS);
    assertThat(tables.count("releases")).isEqualTo(100);
  }

  @Test
  void typeOfWhichTheRunSentNothingIsNotPurged() throws Exception {
    rows(100, STALE);

    assertThat(purge(0)).isEqualTo(PurgeOutcome.NOTHING_SENT);
    assertThat(tables.count("releases")).isEqualTo(100);
  }

  @Test
  void typeThatTheRecordCountsLackIsNotPurged() throws Exception {
    rows(95, SEEN);
    rows(5, STALE);
    ExtractionComplete signal =
        new ExtractionComplete("20261101", SEEN, STARTED, Map.of(DataType.ARTISTS, 95L), null);

    assertThat(purge.purge(DataType.RELEASES, signal, 0)).isEqualTo(PurgeOutcome.NOTHING_SENT);
    assertThat(tables.count("releases")).isEqualTo(100);
  }

  @Test
  void signalWithoutStartPurgesNothing() throws Exception {
    rows(5, STALE);
    rows(95, SEEN);

    assertThat(purge.purge(DataType.RELEASES, signal(null, 95), 0))
        .isEqualTo(PurgeOutcome.NO_START);
    assertThat(tables.count("releases")).isEqualTo(100);
  }

  @Test
  void missingStartIsNamedBeforeDeadLettersAndDeadLettersBeforeAnEmptyRun() throws Exception {
    assertThat(purge.purge(DataType.RELEASES, signal(null, 0), 1)).isEqualTo(PurgeOutcome.NO_START);
    assertThat(purge.purge(DataType.RELEASES, signal(STARTED, 0), 1))
        .isEqualTo(PurgeOutcome.DEAD_LETTERS);
  }

  @Test
  void emptyTableHasNothingStale() throws Exception {
    assertThat(purge(100)).isEqualTo(PurgeOutcome.NOTHING_STALE);
  }

  @Test
  void rowSeenUpToFiveMinutesBeforeTheStartIsFresh() throws Exception {
    rows(98, SEEN);
    rows(1, STARTED.minus(Duration.ofMinutes(5)));
    rows(1, STARTED.minus(Duration.ofMinutes(5)).minusMillis(1));

    assertThat(purge(99)).isEqualTo(PurgeOutcome.PURGED);
    assertThat(tables.count("releases")).isEqualTo(99);
  }

  @Test
  void rowThatAnotherWriterHasWrittenMeanwhileSurvives() throws Exception {
    rows(95, SEEN);
    rows(5, STALE);
    tables.execute("UPDATE releases SET updated_at = now() WHERE data_id = '96'");

    assertThat(purge(95)).isEqualTo(PurgeOutcome.PURGED);
    assertThat(tables.count("releases")).isEqualTo(96);
  }

  @Test
  void recordsOfAnotherTypeAreNotTakenForSeen() throws Exception {
    rows(95, SEEN);
    rows(5, STALE);
    tables.execute(
        "INSERT INTO seen_ids (data_type, seen_at, ids) SELECT 'masters', ?, ids FROM seen_ids",
        SEEN.atOffset(ZoneOffset.UTC));

    assertThat(purge(95)).isEqualTo(PurgeOutcome.PURGED);
    assertThat(tables.count("releases")).isEqualTo(95);
  }

  @Test
  void onlyWhatTheLastImportHasSeenIsKept() throws Exception {
    rows(95, SEEN);
    rows(5, STALE);

    purge(95);

    assertThat(tables.count("seen_ids")).isEqualTo(1);
    assertThat(purge(95)).isEqualTo(PurgeOutcome.NOTHING_STALE);
  }

  @Test
  void moreRowsThanOnePageAreAllDeleted() throws Exception {
    rows(20_000, SEEN);
    rows(25_001, STALE);

    assertThat(purge(20_000)).isEqualTo(PurgeOutcome.PURGED);
    assertThat(tables.count("releases")).isEqualTo(20_000);
    assertThat(tables.text("SHOW statement_timeout")).isEqualTo("0");
  }

  @Test
  void purgesAndDeletedRowsAreCounted() throws Exception {
    rows(95, SEEN);
    rows(5, STALE);

    purge.extractionComplete(DataType.RELEASES, signal(STARTED, 95), 0);
    purge.extractionComplete(DataType.RELEASES, signal(STARTED, 95), 0);

    assertThat(metrics.get("discogsography.purged.rows").tag("type", "releases").counter().count())
        .isEqualTo(5);
    assertThat(metrics.get("discogsography.purges").tag("outcome", "purged").counter().count())
        .isEqualTo(1);
    assertThat(
            metrics.get("discogsography.purges").tag("outcome", "nothing_stale").counter().count())
        .isEqualTo(1);
  }

  private PurgeOutcome purge(long sent) throws Exception {
    return purge.purge(DataType.RELEASES, signal(STARTED, sent), 0);
  }

  private static ExtractionComplete signal(@Nullable Instant startedAt, long sent) {
    return new ExtractionComplete(
        "20261101", SEEN, startedAt, Map.of(DataType.RELEASES, sent), "discogs");
  }

  /** Rows written long ago; a type's batches have seen them at this instant. */
  private void rows(int count, Instant seen) throws Exception {
    SeenIds ids = new SeenIds();
    for (int id = nextId; id < nextId + count; id++) {
      ids.add(Integer.toString(id));
    }
    tables.execute(
        """
        INSERT INTO releases (data_id, hash, data, updated_at)
        SELECT id::text, 'h', '{}', ? FROM generate_series(?, ?) AS id
        """,
        WRITTEN.atOffset(ZoneOffset.UTC),
        nextId,
        nextId + count - 1);
    tables.execute(
        "INSERT INTO seen_ids (data_type, seen_at, ids) VALUES ('releases', ?, ?)",
        seen.atOffset(ZoneOffset.UTC),
        ids.toBytes());
    nextId += count;
  }
}
