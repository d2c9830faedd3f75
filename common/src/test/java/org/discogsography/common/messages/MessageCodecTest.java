package org.discogsography.common.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageCodecTest {

  private static final Instant NOON = Instant.parse("2026-04-01T12:00:00Z");

  private final MessageCodec codec = new MessageCodec();

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        {"type": "data", "id": "7", "sha256": "ab", "name": "Blue Quintet"}
        """,
        """
        {"name": "Blue Quintet", "members": [{"id": "1", "type": "x"}], "sha256": "ab", "id": "7",
         "type": "data"}
        """,
        """
        {"unknown": {"id": "9", "sha256": "cd"}, "id": "7", "type": "data", "sha256": "ab"}
        """
      })
  void recordIsFoundWhereverItsKeysStand(String json) throws Exception {
    byte[] body = bytes(json);

    assertThat(codec.decode(body)).isEqualTo(new DataRecord("7", "ab", body));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\": \"data\", \"id\": \"7\", \"name\": \"x\"}",
        "{\"type\": \"data\", \"id\": \"7\", \"sha256\": null}",
        "{\"type\": \"data\", \"id\": \"7\", \"sha256\": \"\"}"
      })
  void recordWithoutAHashHasAnEmptyOne(String json) throws Exception {
    assertThat(((DataRecord) codec.decode(bytes(json))).sha256()).isEmpty();
  }

  @Test
  void numberAsIdIsItsText() throws Exception {
    assertThat(((DataRecord) codec.decode(bytes("{\"type\": \"data\", \"id\": 45}"))).id())
        .isEqualTo("45");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"type\": \"data\", \"name\": \"x\"} | no 'id'",
        "{\"type\": \"data\", \"id\": null} | no 'id'",
        "{\"type\": \"data\", \"id\": \"\"} | no 'id'",
        "{\"type\": \"data\", \"id\": \"  \"} | no 'id'",
        "{\"type\": \"data\", \"id\": {\"id\": \"7\"}} | no 'id'",
        "{\"id\": \"7\"} | no 'type'",
        "{\"type\": null, \"id\": \"7\"} | no 'type'",
        "{} | no 'type'",
        "{\"type\": \"other\", \"id\": \"7\"} | unknown message type 'other'",
        "[{\"type\": \"data\"}] | not a JSON object",
        "\"data\" | not a JSON object",
        "null | not a JSON object",
        "'' | not a JSON object",
        "type: data | not JSON",
        "{\"type\": \"da | not JSON",
        "{\"name\": \"cut off | not JSON"
      })
  void whatIsNoMessageIsRefusedWithItsReason(String body, String reason) {
    assertThatExceptionOfType(InvalidMessageException.class)
        .isThrownBy(() -> codec.decode(bytes(body)))
        .withMessageContaining(reason);
  }

  @Test
  void bytesThatAreNoTextAreRefused() {
    byte[] body = bytes("{\"name\": \"__\", \"type\": \"data\", \"id\": \"7\"}");
    body[10] = (byte) 0xC3;
    body[11] = (byte) 0x28;

    assertThatExceptionOfType(InvalidMessageException.class).isThrownBy(() -> codec.decode(body));
  }

  @Test
  void fileCompleteSurvivesTheWay() throws Exception {
    FileComplete message =
        new FileComplete(
            DataType.RELEASE_GROUPS,
            NOON,
            1234,
            "release-group.tar.xz",
            "20260401",
            "musicbrainz",
            5,
            6);

    assertThat(codec.decode(codec.encode(message))).isEqualTo(message);
  }

  @Test
  void fileCompleteOfAForeignPublisherNeedsNoMoreThanItsType() throws Exception {
    FileComplete message =
        (FileComplete)
            codec.decode(bytes("{\"data_type\": \"artists\", \"type\": \"file_complete\"}"));

    assertThat(message.dataType()).isEqualTo(DataType.ARTISTS);
    assertThat(message.totalProcessed()).isZero();
    assertThat(message.file()).isEmpty();
    assertThat(message.version()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\": \"file_complete\", \"data_type\": \"songs\"}",
        "{\"type\": \"file_complete\"}"
      })
  void fileCompleteOfAnUnknownTypeIsRefused(String json) {
    assertThatExceptionOfType(InvalidMessageException.class)
        .isThrownBy(() -> codec.decode(bytes(json)))
        .withMessageContaining("unknown data type");
  }

  @Test
  void extractionCompleteSurvivesTheWay() throws Exception {
    ExtractionComplete message =
        new ExtractionComplete(
            "20260401",
            NOON,
            NOON.minusSeconds(3600),
            Map.of(DataType.ARTISTS, 12L, DataType.RELEASES, 9_000_000_000L),
            "discogs");

    assertThat(codec.decode(codec.encode(message))).isEqualTo(message);
  }

  @Test
  void extractionCompleteWithoutFieldsPermitsNoPurge() throws Exception {
    ExtractionComplete message =
        (ExtractionComplete) codec.decode(bytes("{\"type\": \"extraction_complete\"}"));

    assertThat(message.version()).isEqualTo("unknown");
    assertThat(message.startedAt()).isNull();
    assertThat(message.recordCount(DataType.ARTISTS)).isZero();
  }

  @Test
  void countThatIsNoWholeNumberCountsAsMissing() throws Exception {
    ExtractionComplete message =
        (ExtractionComplete)
            codec.decode(
                bytes(
                    """
                    {"type": "extraction_complete", "future": true,
                     "record_counts": {"artists": "12", "labels": 1.5, "masters": 3, "songs": 4}}
                    """));

    assertThat(message.recordCounts()).isEqualTo(Map.of(DataType.MASTERS, 3L));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-04-01T12:00:00Z",
        "2026-04-01T12:00:00",
        "2026-04-01T12:00:00.000000",
        "2026-04-01T12:00:00+00:00",
        "2026-04-01T14:00:00+0200",
        "2026-04-01T07:00:00.000-05:00"
      })
  void timestampWithoutOffsetIsUtc(String text) throws Exception {
    ExtractionComplete message =
        (ExtractionComplete)
            codec.decode(
                bytes("{\"type\": \"extraction_complete\", \"started_at\": \"" + text + "\"}"));

    assertThat(message.startedAt()).isEqualTo(NOON);
  }

  @Test
  void textThatIsNoTimestampIsRefused() {
    assertThatExceptionOfType(InvalidMessageException.class)
        .isThrownBy(() ->
            codec.decode(
                bytes("{\"type\": \"extraction_complete\", \"started_at\": \"yesterday\"}")))
        .withMessageContainingAll("started_at", "yesterday");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
