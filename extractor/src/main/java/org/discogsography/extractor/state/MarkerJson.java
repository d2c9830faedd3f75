package org.discogsography.extractor.state;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
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

  /** Files that lie there count as downloaded in the moment that processing starts. */
  private static void writeDownload(ObjectNode phase, Marker marker) {
    boolean begun = marker.startedAt() != null;
    phase.put("status", (begun ? Phase.COMPLETED : Phase.PENDING).text());
    phase.put("started_at", text(marker.startedAt()));
    phase.put("completed_at", text(marker.startedAt()));
    phase.put("files_downloaded", marker.files().size());
    phase.put("files_total", marker.files().size());
    phase.put(
        "bytes_downloaded", marker.files().values().stream().mapToLong(FileProgress::size).sum());
    ObjectNode byFile = phase.putObject("downloads_by_file");
    marker
        .files()
        .forEach((name, file) -> {
          ObjectNode entry = byFile.putObject(name);
          entry.put("status", Phase.COMPLETED.text());
          entry.put("bytes_downloaded", file.size());
          entry.put("started_at", text(marker.startedAt()));
          entry.put("completed_at", text(marker.startedAt()));
          entry.put("checksum", file.checksum());
        });
    phase.putArray("errors");
  }

  private static void writeProcessing(ObjectNode phase, Marker marker) {
    phase.put("status", marker.processing().text());
    phase.put("started_at", text(marker.startedAt()));
    phase.put("completed_at", text(marker.processedAt()));
    phase.put("files_processed", marker.files().size() - marker.pending().size());
    phase.put("files_total", marker.files().size());
    phase.put("records_extracted", published(marker));
    phase.put("current_file", marker.currentFile());
    ObjectNode byFile = phase.putObject("progress_by_file");
    marker.files().forEach((name, file) -> writeFile(byFile.putObject(name), marker, name, file));
    errors(phase, marker);
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
    entry.put("records_confirmed", file.published() + file.skipped() + file.malformed());
  }

  private static void writePublishing(ObjectNode phase, Marker marker) {
    phase.put("status", (marker.isComplete() ? Phase.COMPLETED : marker.overall()).text());
    phase.put("messages_published", published(marker));
    phase.put(
        "batches_sent", marker.files().values().stream().mapToLong(FileProgress::batches).sum());
    errors(phase, marker);
    phase.put("last_amqp_heartbeat", text(marker.heartbeat()));
  }

  private static void writeSummary(ObjectNode summary, Marker marker) {
    summary.put("overall_status", marker.overall().text());
    Instant started = marker.startedAt();
    Instant processed = marker.processedAt();
    if (started == null || processed == null) {
      summary.putNull("total_duration_seconds");
    } else {
      summary.put(
          "total_duration_seconds", Duration.between(started, processed).toMillis() / 1000.0);
    }
    Map<DataType, Phase> byType = new EnumMap<>(DataType.class);
    marker
        .types()
        .forEach((name, type) -> byType.merge(type, marker.file(name).phase(), MarkerJson::lesser));
    ObjectNode types = summary.putObject("files_by_type");
    byType.forEach((type, phase) -> types.put(type.text(), phase.text()));
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
    JsonNode processing = root.path("processing_phase");
    Marker marker = new Marker(root.path("current_version").asString(""));
    JsonNode downloads = root.path("download_phase").path("downloads_by_file");
    for (Map.Entry<String, JsonNode> entry : entries(processing.path("progress_by_file"))) {
      JsonNode file = entry.getValue();
      JsonNode download = downloads.path(entry.getKey());
      marker
          .files()
          .put(
              entry.getKey(),
              new FileProgress(
                  Phase.of(file.path("status").asString("")),
                  download.path("bytes_downloaded").asLong(0),
                  string(download.path("checksum")),
                  string(file.path("source_checksum")),
                  file.path("records_parsed").asLong(0),
                  file.path("messages_published").asLong(0),
                  file.path("records_skipped").asLong(0),
                  file.path("records_malformed").asLong(0),
                  file.path("batches_sent").asLong(0),
                  instant(file.path("started_at")),
                  instant(file.path("completed_at"))));
    }
    for (JsonNode error : processing.path("errors")) {
      marker.errors().add(error.asString(""));
    }
    marker.restore(
        Phase.of(processing.path("status").asString("")),
        Phase.of(root.path("summary").path("overall_status").asString("")),
        instant(root.path("last_updated")),
        instant(processing.path("started_at")),
        instant(processing.path("completed_at")),
        instant(root.path("publishing_phase").path("last_amqp_heartbeat")));
    return marker;
  }

  private static Collection<Map.Entry<String, JsonNode>> entries(JsonNode node) {
    return node.properties();
  }

  private static long published(Marker marker) {
    return marker.files().values().stream().mapToLong(FileProgress::published).sum();
  }

  private static void errors(ObjectNode phase, Marker marker) {
    ArrayNode errors = phase.putArray("errors");
    marker.errors().forEach(errors::add);
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
