package org.discogsography.common.messages;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads and writes the JSON form of {@link PipelineMessage}s. */
public final class MessageCodec {

  private final JsonMapper mapper = JsonMapper.shared();

  /**
   * Reads one message. Of a record only the beginning is parsed, as far as needed to find {@code
   * type}, {@code id} and {@code sha256}; its writer parses the rest.
   *
   * @throws InvalidMessageException if the bytes are no JSON object, the type is unknown, or a
   *     needed field is missing
   */
  public PipelineMessage decode(byte[] json) throws InvalidMessageException {
    try {
      Envelope envelope = readEnvelope(json);
      return switch (envelope.type()) {
        case "data" -> new DataRecord(envelope.id(), envelope.sha256(), json);
        case "file_complete" -> fileComplete(mapper.readTree(json));
        case "extraction_complete" -> extractionComplete(mapper.readTree(json));
        default ->
            throw new InvalidMessageException("unknown message type '" + envelope.type() + "'");
      };
    } catch (JacksonException e) {
      throw new InvalidMessageException("not JSON: " + e.getOriginalMessage(), e);
    }
  }

  /** The JSON form of a {@code file_complete} message. */
  public byte[] encode(FileComplete message) {
    ObjectNode json = mapper.createObjectNode();
    json.put("type", "file_complete");
    json.put("data_type", message.dataType().text());
    json.put("timestamp", message.timestamp().toString());
    json.put("total_processed", message.totalProcessed());
    json.put("file", message.file());
    json.put("version", message.version());
    json.put("source", message.source());
    json.put("skipped", message.skipped());
    json.put("malformed", message.malformed());
    return mapper.writeValueAsBytes(json);
  }

  /** The JSON form of an {@code extraction_complete} message. */
  public byte[] encode(ExtractionComplete message) {
    ObjectNode json = mapper.createObjectNode();
    json.put("type", "extraction_complete");
    json.put("version", message.version());
    json.put("timestamp", message.timestamp().toString());
    json.put("started_at", message.startedAt() == null ? null : message.startedAt().toString());
    ObjectNode counts = json.putObject("record_counts");
    new EnumMap<>(message.recordCounts()).forEach((type, count) -> counts.put(type.text(), count));
    json.put("source", message.source());
    return mapper.writeValueAsBytes(json);
  }

  private record Envelope(String type, String id, String sha256) {}

  private Envelope readEnvelope(byte[] json) throws InvalidMessageException {
    String type = null;
    String id = null;
    String sha256 = null;
    try (JsonParser parser = mapper.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new InvalidMessageException("not a JSON object");
      }
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        switch (name) {
          case "type" -> type = scalar(parser);
          case "id" -> id = scalar(parser);
          case "sha256" -> sha256 = scalar(parser);
          default -> parser.skipChildren();
        }
        if (type != null && (!type.equals("data") || (id != null && sha256 != null))) {
          break;
        }
      }
    }
    if (type == null) {
      throw new InvalidMessageException("message has no 'type'");
    }
    if (type.equals("data") && (id == null || id.isBlank())) {
      throw new InvalidMessageException("record has no 'id'");
    }
    return new Envelope(type, id == null ? "" : id, sha256 == null ? "" : sha256);
  }

  private static @Nullable String scalar(JsonParser parser) {
    if (parser.currentToken().isScalarValue() && parser.currentToken() != JsonToken.VALUE_NULL) {
      return parser.getString();
    }
    parser.skipChildren();
    return null;
  }

  private static FileComplete fileComplete(JsonNode json) throws InvalidMessageException {
    String dataType = json.path("data_type").asString("");
    try {
      return new FileComplete(
          DataType.of(dataType),
          orNow(instant(json, "timestamp")),
          json.path("total_processed").asLong(0),
          json.path("file").asString(""),
          text(json, "version"),
          text(json, "source"),
          json.path("skipped").asLong(0),
          json.path("malformed").asLong(0));
    } catch (IllegalArgumentException e) {
      throw new InvalidMessageException("file_complete: " + e.getMessage(), e);
    }
  }

  private static ExtractionComplete extractionComplete(JsonNode json)
      throws InvalidMessageException {
    Map<DataType, Long> counts = new EnumMap<>(DataType.class);
    for (DataType type : DataType.values()) {
      JsonNode count = json.path("record_counts").path(type.text());
      if (count.isIntegralNumber()) {
        counts.put(type, count.asLong());
      }
    }
    String version = text(json, "version");
    return new ExtractionComplete(
        version == null ? "unknown" : version,
        orNow(instant(json, "timestamp")),
        instant(json, "started_at"),
        counts,
        text(json, "source"));
  }

  private static @Nullable String text(JsonNode json, String name) {
    String value = json.path(name).asString("");
    return value.isBlank() ? null : value;
  }

  private static Instant orNow(@Nullable Instant instant) {
    return instant == null ? Instant.now() : instant;
  }

  /** A timestamp; one without an offset is UTC. */
  private static @Nullable Instant instant(JsonNode json, String name)
      throws InvalidMessageException {
    String value = text(json, name);
    if (value == null) {
      return null;
    }
    try {
      return value.matches(".*(Z|[+-]\\d\\d:?\\d\\d)$")
          ? OffsetDateTime.parse(value.replaceFirst("([+-]\\d\\d)(\\d\\d)$", "$1:$2")).toInstant()
          : LocalDateTime.parse(value).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw new InvalidMessageException("'" + name + "' is no timestamp: " + value, e);
    }
  }
}
