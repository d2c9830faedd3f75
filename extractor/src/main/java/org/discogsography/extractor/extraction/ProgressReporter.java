package org.discogsography.extractor.extraction;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.discogsography.common.messages.DataType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells in the log how far a run is, and warns of types that went silent. */
public final class ProgressReporter implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ProgressReporter.class);
  private static final Duration FIRST = Duration.ofSeconds(10);
  private static final int FIRST_REPORTS = 3;
  private static final Duration LATER = Duration.ofSeconds(30);
  private static final double STALL_SECONDS = 120;

  private final Progress progress;
  private final Thread thread;
  private Map<DataType, Long> before = new EnumMap<>(DataType.class);

  public ProgressReporter(Progress progress) {
    this.progress = progress;
    this.thread = Thread.ofVirtual().name("progress").unstarted(this::reportAll);
  }

  public void start() {
    thread.start();
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void reportAll() {
    try {
      int reports = 0;
      while (true) {
        Duration pause = reports < FIRST_REPORTS ? FIRST : LATER;
        Thread.sleep(pause);
        Progress.View view = progress.view();
        if (view.status() == ExtractionStatus.RUNNING) {
          report(view, pause);
          reports++;
        } else {
          reports = 0;
          before = new EnumMap<>(DataType.class);
        }
      }
    } catch (InterruptedException e) {
      // closed: there is nothing left to report
      Thread.currentThread().interrupt();
    }
  }

  private void report(Progress.View view, Duration since) {
    Map<DataType, Long> records = new EnumMap<>(DataType.class);
    Map<DataType, Long> rates = new EnumMap<>(DataType.class);
    view.types()
        .forEach((type, one) -> {
          long count = one.records().get();
          records.put(type, count);
          if (one.active()) {
            long gained = count - before.getOrDefault(type, 0L);
            rates.put(type, gained / since.toSeconds());
          }
        });
    before = records;
    long total = view.bytesTotal();
    log.atInfo()
        .setMessage("📊 extraction progress")
        .addKeyValue("version", view.version())
        .addKeyValue("records", view.records())
        .addKeyValue("records_by_type", records)
        .addKeyValue("records_per_second", rates)
        .addKeyValue(
            "percent", total == 0 ? 0 : Math.round(view.bytesRead() * 1000.0 / total) / 10.0)
        .addKeyValue("eta_seconds", view.secondsLeft())
        .addKeyValue("completed_files", view.completedFiles())
        .addKeyValue("task", view.task())
        .log();
    warnOfStalls(view);
  }

  /** Types that are being read and have given no record for so long. */
  static List<String> stalled(Progress.View view, double seconds) {
    return view.types().entrySet().stream()
        .filter(type -> !type.getValue().completed())
        .filter(type -> idle(type.getValue()) > seconds)
        .map(type -> type.getKey().text())
        .toList();
  }

  private static void warnOfStalls(Progress.View view) {
    List<String> stalled = stalled(view, STALL_SECONDS);
    if (!stalled.isEmpty()) {
      log.atWarn()
          .setMessage("⚠️ no records for more than two minutes")
          .addKeyValue("data_types", stalled)
          .log();
    }
  }

  private static double idle(TypeProgress type) {
    Double idle = type.idleSeconds();
    return idle == null || !type.active() ? 0 : idle;
  }
}
