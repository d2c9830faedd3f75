package org.discogsography.brainztableinator.purge;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.discogsography.brainztableinator.OnMusicBrainzTables;
import org.discogsography.common.messages.DataRecord;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.ExtractionComplete;
import org.discogsography.common.purge.PurgeOutcome;
import org.discogsography.common.purge.StalePurge;
import org.discogsography.testkit.records.Messages;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StaleEntitiesIT extends OnMusicBrainzTables {

  private static StalePurge purge;

  private final Instant started = Instant.now();

  @BeforeAll
  static void createPurge() {
    purge = new StalePurge(new StaleEntities(tables.pool()), 0.90, new SimpleMeterRegistry());
  }

  @Test
  void artistThatLeftGoesWithItsLinksAndRelationships() throws Exception {
    DataRecord gone =
        artist(
            1,
            """
            'name': 'gone', 'external_links': [{'service': 's', 'url': 'u'}],
            'relations': [%s, %s]
            """
                .formatted(relation(2, "forward"), relation(3, "backward")));
    DataRecord unchanged = artist(2, "'name': 'unchanged'");
    DataRecord before = artist(3, "'name': 'before'");
    tables.write(DataType.ARTISTS, gone, unchanged, before);
    makeOld("artists");

    tables.write(
        DataType.ARTISTS, unchanged, artist(3, "'name': 'after'"), artist(4, "'name': 'new'"));

    assertThat(purge(3)).isEqualTo(PurgeOutcome.PURGED);
    assertThat(tables.rows("SELECT name FROM musicbrainz.artists ORDER BY mbid"))
        .containsExactly("unchanged", "after", "new");
    assertThat(tables.count("external_links")).isZero();
    assertThat(tables.count("relationships")).isZero();
    assertThat(purge(3)).isEqualTo(PurgeOutcome.NOTHING_STALE);
  }

  @ParameterizedTest
  @CsvSource({"1, f|t", "2, t|f"})
  void relationshipThatTheOtherEndStillListsStays(int gone, String listed) throws Exception {
    List<DataRecord> ends =
        List.of(
            artist(1, "'name': 'a', 'relations': [" + relation(2, "forward") + "]"),
            artist(2, "'name': 'b', 'relations': [" + relation(1, "backward") + "]"));
    tables.write(DataType.ARTISTS, ends);
    makeOld("artists");
    tables.write(DataType.ARTISTS, ends.get(2 - gone));

    purge(1);

    assertThat(tables.count("artists")).isEqualTo(1);
    assertThat(tables.row("SELECT by_source, by_target FROM musicbrainz.relationships"))
        .isEqualTo(listed);
  }

  @Test
  void otherTypesAndTheirLinksAreLeftAlone() throws Exception {
    String fields =
        "'name': 'x', 'external_links': [{'service': 's', 'url': 'u'}], 'relations': [%s]"
            .formatted(relation(9, "forward"));
    tables.write(DataType.ARTISTS, artist(1, fields), artist(2, fields));
    tables.write(DataType.LABELS, artist(1, fields));
    makeOld("artists");
    makeOld("labels");
    tables.write(DataType.ARTISTS, artist(2, fields));

    purge(1);

    assertThat(tables.rows("SELECT entity_type FROM musicbrainz.external_links ORDER BY 1"))
        .containsExactly("artist", "label");
    assertThat(tables.rows("SELECT source_entity_type FROM musicbrainz.relationships ORDER BY 1"))
        .containsExactly("artist", "label");
    assertThat(tables.count("labels")).isEqualTo(1);
  }

  @Test
  void fiveOfHundredAreDeletedAndNinetyRefused() throws Exception {
    List<DataRecord> artists = new ArrayList<>();
    for (int i = 1; i <= 100; i++) {
      artists.add(artist(i, "'name': 'x'"));
    }
    tables.write(DataType.ARTISTS, artists);
    makeOld("artists");

    tables.write(DataType.ARTISTS, artists.subList(0, 10));
    assertThat(purge(10)).isEqualTo(PurgeOutcome.TOO_MUCH_STALE);

    tables.write(DataType.ARTISTS, artists.subList(10, 95));
    assertThat(purge(96)).isEqualTo(PurgeOutcome.ROWS_MISSING);
    assertThat(tables.count("artists")).isEqualTo(100);
    assertThat(purge(95)).isEqualTo(PurgeOutcome.PURGED);
    assertThat(tables.count("artists")).isEqualTo(95);
  }

  @Test
  void nothingIsDeletedWithoutStartWithoutRecordsOrAfterDeadLetters() throws Exception {
    tables.write(DataType.ARTISTS, artist(1, "'name': 'x'"));
    makeOld("artists");

    assertThat(purge.purge(DataType.ARTISTS, signal(null, 1), 0)).isEqualTo(PurgeOutcome.NO_START);
    assertThat(purge(0)).isEqualTo(PurgeOutcome.NOTHING_SENT);
    assertThat(purge.purge(DataType.ARTISTS, signal(started, 1), 1))
        .isEqualTo(PurgeOutcome.DEAD_LETTERS);
    assertThat(
            purge.purge(
                DataType.RELEASE_GROUPS, signal(started, 1), 0)) // record_counts lacks this type
        .isEqualTo(PurgeOutcome.NOTHING_SENT);
    assertThat(tables.count("artists")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"0, NOTHING_STALE", "1, DEAD_LETTERS"})
  void whatEarlierImportsMetIsForgotten(long deadLettered, PurgeOutcome outcome) throws Exception {
    DataRecord artist = artist(1, "'name': 'x'");
    tables.write(DataType.ARTISTS, artist);
    tables.write(DataType.ARTISTS, artist);
    makeOld("artists");
    tables.execute("UPDATE musicbrainz.seen_rows SET seen_at = now() - interval '1 day'");
    tables.write(DataType.ARTISTS, artist);

    assertThat(purge.purge(DataType.ARTISTS, signal(started, 1), deadLettered)).isEqualTo(outcome);
    assertThat(tables.count("seen_rows")).isEqualTo(1);
  }

  private PurgeOutcome purge(long sent) throws Exception {
    return purge.purge(DataType.ARTISTS, signal(started, sent), 0);
  }

  private static ExtractionComplete signal(@Nullable Instant startedAt, long sent) {
    return new ExtractionComplete(
        "20261101-001001", Instant.now(), startedAt, Map.of(DataType.ARTISTS, sent), "musicbrainz");
  }

  /** As if an import of long ago had written the rows. */
  private static void makeOld(String table) throws SQLException {
    tables.execute(
        "UPDATE musicbrainz.%s SET updated_at = now() - interval '%d days'"
            .formatted(table, Duration.ofDays(30).toDays()));
  }

  private static DataRecord artist(long number, String fields) {
    return Messages.record(mbid(number), fields.strip());
  }

  private static String mbid(long number) {
    return new UUID(0x4000, number).toString();
  }

  private static String relation(long target, String direction) {
    return "{'type': 'member of band', 'target_type': 'artist', 'target_mbid': '%s', 'direction': '%s'}"
        .formatted(mbid(target), direction);
  }
}
