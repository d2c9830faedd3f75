package org.discogsography.brainztableinator.entities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.discogsography.brainztableinator.OnMusicBrainzTables;
import org.discogsography.common.consuming.FailureClass;
import org.discogsography.common.consuming.WriteResult;
import org.discogsography.common.messages.DataRecord;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.InvalidMessageException;
import org.discogsography.common.postgres.PostgresFailures;
import org.discogsography.testkit.records.Messages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityWriterIT extends OnMusicBrainzTables {

  @Test
  void artistFillsItsColumns() throws Exception {
    DataRecord artist =
        artist(
            A,
            """
            'name': 'Björk', 'sort_name': 'Björk', 'mb_type': 'Person', 'gender': 'Female',
            'life_span': {'begin': '1965-11-21', 'end': null, 'ended': false},
            'area': 'Iceland', 'begin_area': 'Reykjavík', 'end_area': null, 'disambiguation': '',
            'discogs_artist_id': 10263, 'aliases': [{'name': 'B'}], 'tags': [{'name': 'x', 'count': 2}]
            """);

    assertThat(tables.write(DataType.ARTISTS, artist)).isEqualTo(new WriteResult(1, 0));

    assertThat(
            tables.row(
                """
                SELECT mbid, name, sort_name, type, gender, begin_date, end_date, ended, area,
                       begin_area, end_area, disambiguation, discogs_artist_id, aliases, tags, hash
                FROM musicbrainz.artists
                """))
        .isEqualTo(
            A
                + "|Björk|Björk|Person|Female|1965-11-21|null|f|Iceland|Reykjavík|null||10263|"
                + "[{\"name\": \"B\"}]|[{\"name\": \"x\", \"count\": 2}]|"
                + artist.sha256());
    assertThat(
            tables.row(
                "SELECT data->>'id', data->>'gender', data ?? 'type', data ?? 'sha256' FROM"
                    + " musicbrainz.artists"))
        .isEqualTo(A + "|Female|f|t");
  }

  @Test
  void labelReleaseAndReleaseGroupFillTheirColumns() throws Exception {
    tables.write(
        DataType.LABELS,
        artist(
            A,
            """
            'name': 'Warp', 'mb_type': 'Original Production', 'label_code': 2070,
            'life_span': {'begin': '1989', 'end': '2030', 'ended': true}, 'area': 'England',
            'disambiguation': 'd', 'discogs_label_id': 3000000000
            """));
    tables.write(
        DataType.RELEASES,
        artist(
            B,
            "'name': 'R', 'barcode': '', 'status': 'Official', 'release_group_mbid': '"
                + C
                + "', 'discogs_release_id': 5"));
    tables.write(
        DataType.RELEASE_GROUPS,
        artist(
            C,
            """
            'name': 'G', 'mb_type': 'Album', 'secondary_types': ['Live', 'Remix'],
            'first_release_date': '1999-05', 'disambiguation': 'e', 'discogs_master_id': 6
            """));

    assertThat(
            tables.row(
                """
                SELECT mbid, name, type, label_code, begin_date, end_date, ended, area,
                       disambiguation, discogs_label_id
                FROM musicbrainz.labels
                """))
        .isEqualTo(A + "|Warp|Original Production|2070|1989|2030|t|England|d|3000000000");
    assertThat(
            tables.row(
                """
                SELECT mbid, name, barcode, status, release_group_mbid, discogs_release_id
                FROM musicbrainz.releases
                """))
        .isEqualTo(B + "|R||Official|" + C + "|5");
    assertThat(
            tables.row(
                """
                SELECT mbid, name, type, secondary_types, first_release_date, disambiguation,
                       discogs_master_id
                FROM musicbrainz.release_groups
                """))
        .isEqualTo(C + "|G|Album|[\"Live\", \"Remix\"]|1999-05|e|6");
  }

  @Test
  void nullsBecomeTheDefaults() throws Exception {
    tables.write(
        DataType.ARTISTS,
        artist(
            A,
            """
            'name': 'N', 'life_span': null, 'aliases': null, 'tags': null, 'mb_type': null,
            'relations': [{'type': 't', 'target_type': 'artist', 'target_mbid': '%s',
                           'direction': 'forward', 'attributes': null, 'ended': null,
                           'begin_date': null, 'end_date': null}], 'external_links': null
            """
                .formatted(B)));
    tables.write(DataType.RELEASE_GROUPS, artist(C, "'name': 'G', 'secondary_types': null"));

    assertThat(tables.row("SELECT ended, aliases, tags, type, begin_date FROM musicbrainz.artists"))
        .isEqualTo("f|[]|[]|null|null");
    assertThat(tables.row("SELECT secondary_types FROM musicbrainz.release_groups"))
        .isEqualTo("[]");
    assertThat(relationships()).containsExactly("a|b|artist|artist|t|null|null|f|[]");
    assertThat(tables.count("external_links")).isZero();
  }

  @Test
  void ownDatesGoBeforeTheLifeSpan() throws Exception {
    tables.write(
        DataType.ARTISTS,
        artist(
            A,
            """
            'name': 'N', 'begin_date': '1950', 'end_date': null, 'ended': true,
            'life_span': {'begin': '1940', 'end': '1999', 'ended': false}
            """));

    assertThat(tables.row("SELECT begin_date, end_date, ended FROM musicbrainz.artists"))
        .isEqualTo("1950|1999|t");
  }

  @Test
  void envelopeTypeIsNeverTakenForTheEntityType() throws Exception {
    tables.write(DataType.ARTISTS, artist(A, "'name': 'N'"));

    assertThat(tables.row("SELECT type FROM musicbrainz.artists")).isEqualTo("null");
  }

  @ParameterizedTest
  @ValueSource(strings = {"unknown", "1-1-1-1-1", "aaaaaaaa-0000-4000-8000-00000000000", "42"})
  void idThatIsNoMbidIsInvalid(String id) {
    assertThatExceptionOfType(InvalidMessageException.class)
        .isThrownBy(() -> tables.write(DataType.ARTISTS, artist(id, "'name': 'N'")))
        .withMessageContaining(id);
  }

  @Test
  void mbidInUpperCaseIsTheSameRow() throws Exception {
    tables.write(DataType.ARTISTS, artist(A, "'name': 'N'"));
    tables.write(
        DataType.ARTISTS, Messages.withHash(A.toUpperCase(Locale.ROOT), "x", "'name': 'M'"));

    assertThat(tables.row("SELECT name FROM musicbrainz.artists")).isEqualTo("M");
  }

  @ParameterizedTest
  @ValueSource(strings = {"'name': null", "'sort_name': 'N'"})
  void recordWithoutNameIsInvalid(String fields) {
    assertThatExceptionOfType(InvalidMessageException.class)
        .isThrownBy(() -> tables.write(DataType.ARTISTS, artist(A, fields)))
        .withMessageContaining("name");
  }

  @Test
  void byteIdenticalRecordWritesNothing() throws Exception {
    DataRecord record = artist(A, "'name': 'N', " + relation(B, "artist", "forward", "1970", ""));
    tables.write(DataType.ARTISTS, record);
    String versions =
        "SELECT xmin FROM musicbrainz.artists UNION ALL SELECT xmin FROM"
            + " musicbrainz.relationships";
    List<String> before = tables.rows(versions);

    assertThat(tables.write(DataType.ARTISTS, record)).isEqualTo(new WriteResult(0, 1));
    assertThat(tables.rows(versions)).isEqualTo(before);
    assertThat(tables.count("seen_rows")).isEqualTo(1);
  }

  @Test
  void unchangedRecordIsNotEvenParsed() throws Exception {
    tables.write(DataType.ARTISTS, artist(A, "'name': 'N'"));
    String hash = tables.row("SELECT hash FROM musicbrainz.artists");

    assertThat(tables.write(DataType.ARTISTS, Messages.withHash(A, hash, "oops")))
        .isEqualTo(new WriteResult(0, 1));
    assertThatExceptionOfType(InvalidMessageException.class)
        .isThrownBy(() -> tables.write(DataType.ARTISTS, Messages.withHash(B, hash, "oops")));
  }

  @Test
  void recordWithoutHashIsAlwaysWritten() throws Exception {
    tables.write(DataType.ARTISTS, Messages.withHash(A, "", "'name': 'before'"));

    assertThat(tables.write(DataType.ARTISTS, Messages.withHash(A, "", "'name': 'after'")))
        .isEqualTo(new WriteResult(1, 0));
    assertThat(tables.row("SELECT name FROM musicbrainz.artists")).isEqualTo("after");
  }

  @Test
  void changedRecordReplacesEveryColumnButItsBirth() throws Exception {
    tables.write(
        DataType.ARTISTS, artist(A, "'name': 'N', 'gender': 'Male', 'discogs_artist_id': 7"));
    tables.execute(
        "UPDATE musicbrainz.artists SET created_at = '2001-01-01', updated_at = '2001-01-01'");

    tables.write(DataType.ARTISTS, artist(A, "'name': 'M', 'gender': null"));

    assertThat(
            tables.row(
                """
                SELECT name, gender, discogs_artist_id, created_at < '2002-01-01',
                       updated_at > now() - interval '1 minute', data->>'name'
                FROM musicbrainz.artists
                """))
        .isEqualTo("M|null|null|t|t|M");
  }

  @Test
  void rowOfAnOlderLayoutWithoutHashIsFilled() throws Exception {
    tables.execute("INSERT INTO musicbrainz.artists (mbid, name) VALUES (?::uuid, 'old')", A);

    assertThat(tables.write(DataType.ARTISTS, artist(A, "'name': 'new'")))
        .isEqualTo(new WriteResult(1, 0));
    assertThat(tables.row("SELECT name FROM musicbrainz.artists")).isEqualTo("new");
  }

  @Test
  void textLosesNulAndHalvesOfSurrogatePairs() throws Exception {
    String json =
        "{\"type\":\"data\",\"id\":\"%s\",\"sha256\":\"h\",\"name\":\"x\\u0000y\\ud83dz😀\",\"aliases\":[\"\\u0000a\"],\"external_links\":[{\"service\":\"s\\u0000\",\"url\":\"u\"}]}"
            .formatted(A);
    tables.write(DataType.ARTISTS, new DataRecord(A, "h", json.getBytes(StandardCharsets.UTF_8)));

    assertThat(tables.row("SELECT name, data->>'name', aliases FROM musicbrainz.artists"))
        .isEqualTo("xy\ufffdz😀|xy\ufffdz😀|[\"a\"]");
    assertThat(links()).containsExactly("artist|s|u");
  }

  @Test
  void everyEscapeAndNestingOfTheDocumentArrives() throws Exception {
    String value = "{\"a\": [1, -0.5, 1e30, true, null, {\"ü\": \"\\\\ \\\" \\n 😀\"}], \"\": {}}";
    String json =
        "{\"id\":\"%s\",\"type\":\"data\",\"name\":\"N\",\"extra\":%s}".formatted(A, value);
    tables.write(DataType.RELEASES, new DataRecord(A, "", json.getBytes(StandardCharsets.UTF_8)));

    assertThat(
            tables.row(
                "SELECT data = ('{\"id\": \"' || ? || '\", \"name\": \"N\", \"extra\": ' || ? || '}')::jsonb FROM musicbrainz.releases",
                A,
                value))
        .isEqualTo("t");
  }

  @Test
  void failingBatchLeavesNothingAndTheConnectionUsable() throws Exception {
    DataRecord refused =
        new DataRecord(
            B,
            "h",
            ("{\"id\":\"" + B + "\",\"name\":\"N\",\"x\":1e200000}")
                .getBytes(StandardCharsets.UTF_8));

    Throwable failure =
        catchThrowable(() -> tables.write(DataType.ARTISTS, artist(A, "'name': 'A'"), refused));

    assertThat(new PostgresFailures().classify(failure)).isEqualTo(FailureClass.DETERMINISTIC);
    assertThat(tables.count("artists")).isZero();
    assertThat(tables.write(DataType.ARTISTS, artist(A, "'name': 'A'")))
        .isEqualTo(new WriteResult(1, 0));
  }

  @Test
  void recordThatAnotherWriterStoresMeanwhileIsStoredOnce() throws Exception {
    try (Connection other = tables.connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute(
          "INSERT INTO musicbrainz.artists (mbid, name, hash) VALUES ('" + A + "', 'theirs', 'x')");
      CompletableFuture<WriteResult> ours =
          CompletableFuture.supplyAsync(() -> {
            try {
              return tables.write(
                  DataType.ARTISTS, artist(A, "'name': 'ours'"), artist(B, "'name': 'b'"));
            } catch (SQLException | InvalidMessageException e) {
              throw new CompletionException(e);
            }
          });
      awaitBlockedWriter(statement);
      other.commit();

      assertThat(ours.get(30, TimeUnit.SECONDS)).isEqualTo(new WriteResult(2, 0));
    }
    assertThat(tables.rows("SELECT name FROM musicbrainz.artists ORDER BY mbid"))
        .containsExactly("ours", "b");
  }

  private static void awaitBlockedWriter(Statement statement) throws Exception {
    for (boolean blocked = false; !blocked; ) {
      try (ResultSet locks =
          statement.executeQuery("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")) {
        locks.next();
        blocked = locks.getBoolean(1);
      }
      Thread.sleep(10);
    }
  }
}
