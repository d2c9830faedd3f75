package org.discogsography.common.consuming;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.discogsography.common.consuming.LaneStatus.Snapshot;
import org.discogsography.common.messages.ExtractionComplete;
import org.jspecify.annotations.Nullable;

/** Tells the state of a consumer in the fields of its {@code /health} answer. */
final class ConsumerHealth {

  private static final double RECENT_SECONDS = 10;
  private static final double MILLIS = 1000.0;

  private final String service;
  private final String store;
  private final String activity;

  ConsumerHealth(ConsumerDefinition definition) {
    this.service = definition.service();
    this.store = definition.store();
    this.activity = definition.activity();
  }

  Map<String, Object> fields(List<Snapshot> lanes, boolean storeSeen, boolean idle) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("status", status(lanes, storeSeen));
    fields.put("service", service);
    fields.put("current_task", task(lanes, storeSeen, idle));
    long complete = lanes.stream().filter(Snapshot::complete).count();
    fields.put("progress", lanes.isEmpty() ? 0.0 : (double) complete / lanes.size());
    fields.put("message_counts", byType(lanes, Snapshot::handled));
    fields.put("last_message_time", byType(lanes, Snapshot::lastMessageEpochSeconds));
    fields.put("active_consumers", types(lanes.stream().filter(Snapshot::consuming).toList()));
    fields.put("completed_files", types(lanes.stream().filter(Snapshot::complete).toList()));
    fields.put("batch", byType(lanes, ConsumerHealth::batch));
    fields.put("last_extraction", lastExtraction(lanes));
    fields.put("timestamp", Instant.now().toString());
    return fields;
  }

  static boolean stuck(List<Snapshot> lanes) {
    return lanes.stream().noneMatch(lane -> lane.consuming() || lane.storeAway())
        && !lanes.stream().allMatch(Snapshot::complete)
        && lanes.stream().mapToLong(Snapshot::handled).sum() > 0;
  }

  private static String status(List<Snapshot> lanes, boolean storeSeen) {
    boolean handled = lanes.stream().mapToLong(Snapshot::handled).sum() > 0;
    boolean resting = lanes.stream().allMatch(Snapshot::parked);
    boolean consuming = lanes.stream().anyMatch(lane -> lane.consuming() || lane.awaited() != null);
    boolean refused = lanes.stream().anyMatch(lane -> lane.problem() != null || lane.storeAway());
    if (!handled && !refused && !consuming && !resting) {
      return "starting";
    }
    return refused || !storeSeen || stuck(lanes) ? "unhealthy" : "healthy";
  }

  private @Nullable String task(List<Snapshot> lanes, boolean storeSeen, boolean idle) {
    if (stuck(lanes)) {
      return "Stuck: no consumer is active, reconnecting";
    }
    if (!storeSeen || lanes.stream().anyMatch(Snapshot::storeAway)) {
      return "Waiting for " + store;
    }
    for (Snapshot lane : lanes) {
      if (lane.awaited() != null) {
        return "Waiting for " + lane.awaited();
      }
    }
    double recent = System.currentTimeMillis() / MILLIS - RECENT_SECONDS;
    for (Snapshot lane : lanes) {
      if (lane.lastMessageEpochSeconds() > recent) {
        return activity + " " + lane.type();
      }
    }
    if (lanes.stream().anyMatch(Snapshot::consuming)) {
      return idle ? "Idle, waiting for messages" : "Waiting for messages";
    }
    return null;
  }

  private static Map<String, Object> batch(Snapshot lane) {
    Map<String, Object> batch = new LinkedHashMap<>();
    batch.put("processed", lane.handled());
    batch.put("written", lane.written());
    batch.put("unchanged", lane.unchanged());
    batch.put("dead_lettered", lane.deadLettered());
    batch.put("batches", lane.batches());
    batch.put("pending", lane.pending());
    batch.put("in_flight", lane.inFlight());
    batch.put("effective_size", lane.effectiveSize());
    batch.put("transient_failures", lane.transientFailures());
    batch.put("deterministic_failures", lane.deterministicFailures());
    batch.put("lag", lane.lag());
    batch.put("problem", lane.problem());
    return batch;
  }

  /** The newest extraction whose signals were handled, and for which types. */
  private static @Nullable Map<String, Object> lastExtraction(List<Snapshot> lanes) {
    ExtractionComplete newest = null;
    for (Snapshot lane : lanes) {
      ExtractionComplete signal = lane.lastExtraction();
      if (signal != null && (newest == null || signal.timestamp().isAfter(newest.timestamp()))) {
        newest = signal;
      }
    }
    if (newest == null) {
      return null;
    }
    ExtractionComplete shown = newest;
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("version", shown.version());
    fields.put("started_at", String.valueOf(shown.startedAt()));
    fields.put(
        "types",
        types(
            lanes.stream()
                .filter(lane ->
                    lane.lastExtraction() != null
                        && lane.lastExtraction().version().equals(shown.version())
                        && Objects.equals(lane.lastExtraction().startedAt(), shown.startedAt()))
                .toList()));
    return fields;
  }

  private static List<String> types(List<Snapshot> lanes) {
    return lanes.stream().map(lane -> lane.type().text()).sorted().toList();
  }

  private interface Figure {
    Object of(Snapshot lane);
  }

  private static Map<String, Object> byType(List<Snapshot> lanes, Figure figure) {
    Map<String, Object> figures = new LinkedHashMap<>();
    lanes.forEach(lane -> figures.put(lane.type().text(), figure.of(lane)));
    return figures;
  }
}
