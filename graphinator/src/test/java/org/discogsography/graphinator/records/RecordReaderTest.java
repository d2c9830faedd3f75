package org.discogsography.graphinator.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.discogsography.common.messages.DataRecord;
import org.discogsography.common.messages.InvalidMessageException;
import org.discogsography.graphinator.records.ReleaseRecord.Credit;
import org.discogsography.graphinator.records.ReleaseRecord.Identity;
import org.discogsography.testkit.records.Messages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordReaderTest {

  private final RecordReader reader = new RecordReader(() -> Instant.parse("2026-04-01T00:00:00Z"));

  @Test
  void releaseKeepsWhatTheGraphNeeds() throws InvalidMessageException {
    ReleaseRecord release =
        reader.release(
            Messages.record(
                "7",
                """
                'title': 'Kind of Blue', 'released': '1959-08-17', 'year': 1999, 'master_id': 5460,
                'artists': [{'id': 23755, 'name': 'Miles Davis'}],
                'labels': [{'id': '1866', 'catno': 'CL 1355'}, {'id': '1866', 'catno': 'CS 8163'}],
                'formats': [{'name': 'Vinyl', 'descriptions': ['LP', 'Album']},
                            {'name': 'Vinyl', 'descriptions': ['LP', 'Mono']}, {'qty': '1'}],
                'genres': ['Jazz', 'Jazz', '', null], 'styles': ['Modal'],
                'tracklist': [{'title': 'So What', 'artists': [{'id': '1'}]}],
                'extraartists': [
                  {'id': '41', 'name': 'Irving Townsend', 'role': 'Producer'},
                  {'id': '42', 'name': 'Irving Townsend', 'role': 'Producer'},
                  {'name': 'Jay Maisel', 'role': 'Photography By'},
                  {'name': 'Jay Maisel', 'role': ''}, {'role': 'Engineer'}]
                """));

    assertThat(release.year()).isEqualTo(1959);
    assertThat(release.masters()).containsExactly("5460");
    assertThat(release.artists()).containsExactly("23755");
    assertThat(release.labels()).containsExactly("1866");
    assertThat(release.catalogNumber()).isEqualTo("CL 1355");
    assertThat(release.formats()).containsExactly("Vinyl", "Vinyl");
    assertThat(release.formatDescriptions()).containsExactly("LP", "Album", "Mono");
    assertThat(release.genres()).containsExactly("Jazz");
    assertThat(release.credits())
        .containsExactly(
            new Credit("Irving Townsend", "Producer", "production"),
            new Credit("Jay Maisel", "Photography By", "design"));
    assertThat(release.identities())
        .containsExactly(
            new Identity("Irving Townsend", "41"), new Identity("Irving Townsend", "42"));
  }

  @Test
  void emptyRecordsGetPlaceholdersAndEmptyLists() throws InvalidMessageException {
    DataRecord empty = Messages.record("1", "'name': ' ', 'title': null, 'artists': null");

    assertThat(reader.artist(empty).name()).isEqualTo("Unknown Artist");
    assertThat(reader.label(empty).name()).isEqualTo("Unknown Label");
    assertThat(reader.master(empty).title()).isEqualTo("Unknown Master");
    assertThat(reader.release(empty).title()).isEqualTo("Unknown Release");
    assertThat(reader.release(empty).artists()).isEmpty();
    assertThat(reader.release(empty).catalogNumber()).isNull();
  }

  @Test
  void referencesToTheRecordItselfAndWithoutIdAreDropped() throws InvalidMessageException {
    ArtistRecord artist =
        reader.artist(
            Messages.record(
                "9", "'aliases': [{'id': '9'}, {'id': '10'}, {'name': 'x'}, {'id': ''}]"));
    LabelRecord label =
        reader.label(Messages.record("9", "'parentLabel': {'id': '9', 'name': 'x'}"));

    assertThat(artist.aliases()).containsExactly("10");
    assertThat(label.parents()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"'0'", "0", "''", "null"})
  void masterIdWithoutMeaningIsNone(String masterId) throws InvalidMessageException {
    assertThat(reader.release(Messages.record("1", "'master_id': " + masterId)).masters())
        .isEmpty();
  }

  @Test
  void secondLabelsNumberIsNotTheCatalogNumber() throws InvalidMessageException {
    assertThat(
            reader
                .release(Messages.record("1", "'labels': [{'id': '1'}, {'id': '2', 'catno': 'B'}]"))
                .catalogNumber())
        .isNull();
  }

  @Test
  void yearOfMasterMayBeNumberOrText() throws InvalidMessageException {
    assertThat(reader.master(Messages.record("1", "'year': 1975")).year()).isEqualTo(1975);
    assertThat(reader.master(Messages.record("1", "'year': '1975'")).year()).isEqualTo(1975);
    assertThat(reader.master(Messages.record("1", "'year': 0")).year()).isNull();
    assertThat(reader.master(Messages.record("1", "'year': [1]")).year()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'artists': 'Miles Davis'",
        "'artists': [5]",
        "'genres': {'genre': 'Jazz'}",
        "'title': ['a']",
        "'artists': [{'id': {}}]",
        "'formats': ['Vinyl']"
      })
  void wrongShapesAreInvalid(String fields) {
    assertThatExceptionOfType(InvalidMessageException.class)
        .isThrownBy(() -> reader.release(Messages.record("1", fields)))
        .withMessageMatching("'[a-z.]+' is not .*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "[]", "{\"id\": \"1\"", "{\"id\": \"1\"} x"})
  void whatIsNoJsonObjectIsInvalid(String json) {
    DataRecord record = new DataRecord("1", "", json.getBytes(StandardCharsets.UTF_8));

    assertThatExceptionOfType(InvalidMessageException.class)
        .isThrownBy(() -> reader.release(record));
  }
}
