package org.discogsography.extractor.http;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.Source;
import org.discogsography.extractor.extraction.ExtractionStatus;
import org.discogsography.extractor.extraction.Fetching;
import org.discogsography.extractor.extraction.Progress;
import org.discogsography.extractor.extraction.TypeProgress;
import org.jspecify.annotations.Nullable;

/** The JSON of {@code /health} and {@code /metrics}; types of the other source are always 0. */
final class HealthFields {

  private final Progress progress;
  private final Source source;
  private final String serviceVersion;
  private final Clock clock;

  HealthFields(Progress progress, Source source, String serviceVersion, Clock clock) {
    this.progress = progress;
    this.source = source;
    this.serviceVersion = serviceVersion;
    this.clock = clock;
  }

  Map<String, @Nullable Object> health() {
    Progress.View view = progress.view();
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("status", "healthy");
    fields.put("service", "extractor-" + source);
    fields.put("extraction_status", view.status().text());
    fields.put("extraction_progress", records(view));
    fields.put("last_extraction_time", idleSeconds(view));
    fields.put("timestamp", clock.instant().toString());
    fields.put("run_id", view.runId());
    fields.put("started_at", text(view.startedAt()));
    fields.put("finished_at", text(view.finishedAt()));
    fields.put("version", view.version());
    fields.put("source", source.text());
    fields.put("service_version", serviceVersion);
    fields.put("error_count", view.errors());
    fields.put("error_message", view.error());
    fields.put("current_task", view.task());
    fields.put("progress", share(view));
    fields.put("records_per_second", view.recordsPerSecond());
    fields.put(
        "eta_seconds",
        view.fetching() == null ? view.secondsLeft() : view.fetching().secondsLeft());
    fields.put("progress_by_type", byType(view));
    fields.put("download", download(view.fetching()));
    fields.put("warnings", view.warnings());
    fields.put("active_files", view.activeFiles());
    fields.put("completed_types", view.completedTypes());
    fields.put("next_check_at", text(view.nextCheckAt()));
    return fields;
  }

  Map<String, @Nullable Object> metrics(boolean connected) {
    Progress.View view = progress.view();
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    records(view).forEach((type, count) -> fields.put("extraction_progress_" + type, count));
    fields.put("completed_files", view.completedFiles());
    fields.put("active_connections", connected ? 1 : 0);
    fields.put("error_count", view.errors());
    return fields;
  }

  private static Map<String, Object> records(Progress.View view) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (DataType type : DataType.values()) {
      TypeProgress one = view.types().get(type);
      fields.put(key(type), one == null ? 0L : one.records().get());
    }
    fields.put("total", view.records());
    return fields;
  }

  private static Map<String, @Nullable Object> idleSeconds(Progress.View view) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    for (DataType type : DataType.values()) {
      TypeProgress one = view.types().get(type);
      fields.put(key(type), one == null ? null : one.idleSeconds());
    }
    return fields;
  }

  private static Map<String, Object> byType(Progress.View view) {
    Map<String, Object> fields = new LinkedHashMap<>();
    view.types()
        .forEach((type, one) -> {
          Map<String, Object> counts = new LinkedHashMap<>();
          counts.put("records", one.records().get());
          counts.put("skipped", one.skipped().get());
          counts.put("malformed", one.malformed().get());
          counts.put("bytes_total", one.bytesTotal().get());
          counts.put("bytes_read", one.bytesRead().get());
          counts.put("completed", one.completed());
          fields.put(key(type), counts);
        });
    return fields;
  }

  private static @Nullable Map<String, @Nullable Object> download(@Nullable Fetching fetching) {
    if (fetching == null) {
      return null;
    }
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("file", fetching.file());
    fields.put("file_bytes", fetching.fileBytes());
    fields.put("file_bytes_total", fetching.fileTotal());
    fields.put("bytes", fetching.bytes());
    fields.put("bytes_total", fetching.total());
    fields.put("bytes_per_second", fetching.bytesPerSecond());
    fields.put("eta_seconds", fetching.secondsLeft());
    return fields;
  }

  /**
   * Share of the bytes that were fetched while files are fetched, then of the packed bytes that
   * were read; null before any file is known.
   */
  private static @Nullable Double share(Progress.View view) {
    Fetching fetching = view.fetching();
    if (fetching != null) {
      return fetching.share();
    }
    if (view.status() == ExtractionStatus.COMPLETED || view.status() == ExtractionStatus.WAITING) {
      return 1.0;
    }
    long total = view.bytesTotal();
    return total == 0 ? null : Math.min(1, Math.round(view.bytesRead() * 1e4 / total) / 1e4);
  }

  private static String key(DataType type) {
    return type.text().replace('-', '_');
  }

  private static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }
}
