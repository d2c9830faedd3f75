package org.discogsography.extractor.state;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.discogsography.common.messages.DataType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The marker file's JSON, which other services read: its names are a contract. */
final class MarkerJson {

  private final JsonMapper mapper = JsonMapper.shared();

  byte[] write(Marker marker) {
    ObjectNode root = mapper.createObjectNode();
    root.put("metadata_version", "1.0");
    root.put("last_updated", text(marker.lastUpdated()));
    root.put("current_version", marker.version());
    writeDownload(root.putObject("download_phase"), marker);
    writeProcessing(root.putObject("processing_phase"), marker);
    writePublishing(root.putObject("publishing_phase"), marker);
    writeSummary(root.putObject("summary"), marker);
    return mapper.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
  }

  private static void writeDownload(ObjectNode phase, Marker marker) {
    writeTimes(phase, marker.download());
    phase.put(
        "files_downloaded",
        marker.downloads().values().stream()
            .filter(file -> file.phase() == Phase.COMPLETED)
            .count());
    phase.put("files_total", marker.filesToDownload());
    phase.put(
        "bytes_downloaded",
        marker.downloads().values().stream().mapToLong(FileDownload::bytes).sum());
    ObjectNode byFile = phase.putObject("downloads_by_file");
    marker
        .downloads()
        .forEach((name, file) -> {
          ObjectNode entry = byFile.putObject(name);
          entry.put("status", file.phase().text());
          entry.put("bytes_downloaded", file.bytes());
          entry.put("started_at", text(file.startedAt()));
          entry.put("completed_at", text(file.completedAt()));
          entry.put("checksum", file.checksum());
        });
    writeErrors(phase, marker.download());
  }

  private static void writeProcessing(ObjectNode phase, Marker marker) {
    writeTimes(phase, marker.processing());
    phase.put(
        "files_processed",
        marker.files().values().stream().filter(file -> file.phase() == Phase.COMPLETED).count());
    phase.put("files_total", marker.files().size());
    phase.put("records_extracted", sum(marker, FileProgress::published));
    phase.put("current_file", marker.currentFile());
    ObjectNode byFile = phase.putObject("progress_by_file");
    marker.files().forEach((name, file) -> writeFile(byFile.putObject(name), marker, name, file));
    writeErrors(phase, marker.processing());
  }

  private static void writeFile(ObjectNode entry, Marker marker, String name, FileProgress file) {
    entry.put("status", file.phase().text());
    entry.put("data_type", String.valueOf(marker.types().get(name)));
    entry.put("records_extracted", file.published());
    entry.put("messages_published", file.published());
    entry.put("batches_sent", file.batches());
    entry.put("started_at", text(file.startedAt()));
    entry.put("completed_at", text(file.completedAt()));
    entry.put("source_checksum", file.sourceChecksum());
    entry.put("records_parsed", file.parsed());
    entry.put("records_skipped", file.skipped());
    entry.put("records_malformed", file.malformed());
    entry.put("records_confirmed", file.counts().confirmed());
    entry.put("rules_fingerprint", file.fingerprint());
  }

  private static void writePublishing(ObjectNode phase, Marker marker) {
    phase.put("status", marker.publishing().phase().text());
    phase.put("messages_published", sum(marker, FileProgress::published));
    phase.put("batches_sent", sum(marker, FileProgress::batches));
    writeErrors(phase, marker.publishing());
    phase.put("last_amqp_heartbeat", text(marker.heartbeat()));
  }

  private static void writeSummary(ObjectNode summary, Marker marker) {
    summary.put("overall_status", marker.overall().text());
    Instant started = marker.download().startedAt();
    Instant processed = marker.processing().completedAt();
    if (started == null || processed == null || processed.isBefore(started)) {
      summary.putNull("total_duration_seconds");
    } else {
      summary.put(
          "total_duration_seconds", Duration.between(started, processed).toMillis() / 1000.0);
    }
    Map<DataType, Phase> byType = new EnumMap<>(DataType.class);
    marker
        .types()
        .forEach((name, type) -> {
          FileProgress file = marker.files().get(name);
          byType.merge(type, file == null ? Phase.PENDING : file.phase(), MarkerJson::lesser);
        });
    ObjectNode types = summary.putObject("files_by_type");
    byType.forEach((type, phase) -> types.put(type.text(), phase.text()));
  }

  private static void writeTimes(ObjectNode node, Stage stage) {
    node.put("status", stage.phase().text());
    node.put("started_at", text(stage.startedAt()));
    node.put("completed_at", text(stage.completedAt()));
  }

  private static void writeErrors(ObjectNode node, Stage stage) {
    ArrayNode errors = node.putArray("errors");
    stage.errors().forEach(errors::add);
  }

  /** Of two files of one type the one that is less far speaks for the type. */
  private static Phase lesser(Phase one, Phase other) {
    if (one == other) {
      return one;
    }
    if (one == Phase.FAILED || other == Phase.FAILED) {
      return Phase.FAILED;
    }
    return one == Phase.COMPLETED || other == Phase.COMPLETED ? Phase.IN_PROGRESS : Phase.PENDING;
  }

  /**
   * Reads a marker; fields that are missing have their defaults.
   *
   * @throws tools.jackson.core.JacksonException if it is no JSON
   */
  Marker read(byte[] json) {
    JsonNode root = mapper.readTree(json);
    JsonNode download = root.path("download_phase");
    JsonNode processing = root.path("processing_phase");
    JsonNode publishing = root.path("publishing_phase");
    Marker marker = new Marker(root.path("current_version").asString(""));
    download
        .path("downloads_by_file")
        .properties()
        .forEach(entry -> readDownload(marker, entry.getKey(), entry.getValue()));
    processing
        .path("progress_by_file")
        .properties()
        .forEach(entry -> readFile(marker, entry.getKey(), entry.getValue()));
    marker.filesToDownload(download.path("files_total").asInt(0));
    readStage(marker.download(), download);
    readStage(marker.processing(), processing);
    readStage(marker.publishing(), publishing);
    marker.restore(
        Phase.of(root.path("summary").path("overall_status").asString("")),
        instant(root.path("last_updated")),
        instant(publishing.path("last_amqp_heartbeat")));
    return marker;
  }

  private static void readDownload(Marker marker, String name, JsonNode entry) {
    DataType type = TypeOfFile.of(name);
    if (type != null) {
      marker.types().put(name, type);
      marker
          .downloads()
          .put(
              name,
              new FileDownload(
                  Phase.of(entry.path("status").asString("")),
                  entry.path("bytes_downloaded").asLong(0),
                  instant(entry.path("started_at")),
                  instant(entry.path("completed_at")),
                  string(entry.path("checksum"))));
    }
  }

  private static void readFile(Marker marker, String name, JsonNode entry) {
    DataType type = typeOf(name, entry.path("data_type").asString(""));
    if (type != null) {
      marker.types().put(name, type);
      RecordCounts counts =
          new RecordCounts(
              entry.path("records_parsed").asLong(0),
              entry.path("messages_published").asLong(0),
              entry.path("records_skipped").asLong(0),
              entry.path("records_malformed").asLong(0),
              entry.path("records_confirmed").asLong(0));
      marker
          .files()
          .put(
              name,
              new FileProgress(
                  Phase.of(entry.path("status").asString("")),
                  string(entry.path("source_checksum")),
                  string(entry.path("rules_fingerprint")),
                  counts,
                  entry.path("batches_sent").asLong(0),
                  instant(entry.path("started_at")),
                  instant(entry.path("completed_at"))));
    }
  }

  private static @Nullable DataType typeOf(String name, String text) {
    try {
      return DataType.of(text);
    } catch (IllegalArgumentException e) {
      return TypeOfFile.of(name);
    }
  }

  private static void readStage(Stage stage, JsonNode node) {
    stage.restore(
        Phase.of(node.path("status").asString("")),
        instant(node.path("started_at")),
        instant(node.path("completed_at")));
    node.path("errors").forEach(error -> stage.addError(error.asString("")));
  }

  private static long sum(Marker marker, ToLongFunction<FileProgress> value) {
    return marker.files().values().stream().mapToLong(value).sum();
  }

  private static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }

  private static @Nullable String string(JsonNode node) {
    return node.isString() ? node.stringValue() : null;
  }

  private static @Nullable Instant instant(JsonNode node) {
    if (!node.isString()) {
      return null;
    }
    try {
      return Instant.parse(node.stringValue());
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
