package org.discogsography.common.musicbrainz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.discogsography.common.messages.DataRecord;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.InvalidMessageException;
import org.discogsography.common.postgres.DocumentCopy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MusicBrainzReaderTest {

  private static final String MBID = "5700dcd4-c139-4f31-aa3e-6382b9af9032";

  private final MusicBrainzReader artists = new MusicBrainzReader(DataType.ARTISTS);

  @Test
  void absentAndNullFieldsHaveTheirDefaults() throws Exception {
    for (String fields :
        List.of(
            "",
            "'name': null, 'life_span': null, 'aliases': null, 'tags': null, 'relations': null,"
                + " 'external_links': null, 'secondary_types': null, 'ended': null,"
                + " 'discogs_artist_id': null, 'label_code': null")) {
      MusicBrainzRecord record = artists.read(message(fields));

      assertThat(record.mbid()).isEqualTo(UUID.fromString(MBID));
      assertThat(record.name()).isNull();
      assertThat(record.ended()).isFalse();
      assertThat(record.discogsId()).isNull();
      assertThat(record.relations()).isEmpty();
      assertThat(record.links()).isEmpty();
      assertThat(record.secondaryTypes()).isEmpty();
      assertThat(record.aliases()).asString().isEqualTo("[]");
    }
  }

  @Test
  void fieldsOfAnUnexpectedKindCountAsAbsent() throws Exception {
    MusicBrainzRecord record =
        artists.read(
            message(
                "'name': ['x'], 'area': {'name': 'y'}, 'life_span': [], 'relations': {'type': 'z'},"
                    + " 'external_links': ['a', 1, null], 'aliases': {}, 'label_code': 9999999999,"
                    + " 'discogs_artist_id': 'no number', 'gender': 'Female'"));

    assertThat(record.name()).isNull();
    assertThat(record.area()).isNull();
    assertThat(record.relations()).isEmpty();
    assertThat(record.links()).isEmpty();
    assertThat(record.labelCode()).isNull();
    assertThat(record.discogsId()).isNull();
    assertThat(record.gender()).isEqualTo("Female");
  }

  @ParameterizedTest
  @CsvSource({
    "ARTISTS, discogs_artist_id",
    "LABELS, discogs_label_id",
    "RELEASES, discogs_release_id",
    "RELEASE_GROUPS, discogs_master_id"
  })
  void eachTypeHasItsOwnDiscogsId(DataType type, String field) throws Exception {
    MusicBrainzReader reader = new MusicBrainzReader(type);

    assertThat(reader.read(message("'" + field + "': 3000000000")).discogsId())
        .isEqualTo(3_000_000_000L);
    assertThat(reader.read(message("'discogs_other_id': 1")).discogsId()).isNull();
  }

  @Test
  void relationsAreReadWithTheirSortedAttributes() throws Exception {
    MusicBrainzRecord record =
        artists.read(
            message(
                "'relations': [{'type': 'member of band', 'type_id': 'x', 'target_type':"
                    + " 'release_group', 'target_mbid': '"
                    + MBID
                    + "', 'direction': 'backward', 'attributes': ['vocals', 'guitar'],"
                    + " 'attribute_values': {'a': ['b']}, 'begin_date': '', 'end_date': '1975',"
                    + " 'ended': true, 'target_discogs_artist_id': 45}]"));

    assertThat(record.relations())
        .containsExactly(
            new Relation(
                "member of band",
                "release-group",
                UUID.fromString(MBID),
                true,
                List.of("guitar", "vocals"),
                null,
                "1975",
                true,
                45L));
  }

  @Test
  void copyHoldsEverythingButTheEnvelopesType() throws Exception {
    byte[] json =
        "{ \"type\" : \"data\" , \"id\":\"%s\",\"x\": [ 1 , {\"type\": \"y\"} ] , \"name\":\"N\" }"
            .formatted(MBID)
            .getBytes(StandardCharsets.UTF_8);
    DocumentCopy document = new DocumentCopy(json);

    artists.read(new DataRecord(MBID, "", json), document);

    assertThat(new String(document.close(), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"id\":\"%s\",\"x\": [ 1 , {\"type\": \"y\"} ] , \"name\":\"N\"}".formatted(MBID));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "1", "{", "{}{}", "{\"a\":}", ""})
  void anythingButOneObjectIsInvalid(String json) {
    assertThatExceptionOfType(InvalidMessageException.class)
        .isThrownBy(
            () -> artists.read(new DataRecord(MBID, "", json.getBytes(StandardCharsets.UTF_8))));
  }

  private static DataRecord message(String fields) {
    String json =
        "{'type': 'data', 'id': '%s'%s}".formatted(MBID, fields.isEmpty() ? "" : ", " + fields);
    return new DataRecord(MBID, "", json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }
}
