package org.discogsography.common.consuming;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.discogsography.common.consuming.LaneStatus.Snapshot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Logs how far the lanes are: at 10, 20 and 30 seconds, then every 30; warns of slow and stalled
 * types; falls nearly silent while nothing arrives.
 */
final class ProgressReporter {

  private static final Logger log = LoggerFactory.getLogger(ProgressReporter.class);
  private static final int FIRST_REPORTS = 30;
  private static final int FIRST_INTERVAL = 10;
  private static final int INTERVAL = 30;
  private static final double STALLED_SECONDS = 120;
  private static final double SLOW_SECONDS = 5;
  private static final double MILLIS = 1000.0;

  private final ConsumerSettings settings;
  private final Supplier<List<Snapshot>> lanes;
  private long seconds;
  private long idleSeconds;
  private long lastTotal;
  private long lastReport;
  private volatile boolean idle;

  ProgressReporter(ConsumerSettings settings, Supplier<List<Snapshot>> lanes) {
    this.settings = settings;
    this.lanes = lanes;
  }

  /** True while nothing has arrived for the idle time-out. */
  boolean idle() {
    return idle;
  }

  /** To be called every second. */
  void tick() {
    seconds++;
    List<Snapshot> snapshots = lanes.get();
    double now = System.currentTimeMillis() / MILLIS;
    boolean nothingYet =
        snapshots.stream().allMatch(lane -> lane.lastMessageEpochSeconds() == 0)
            && seconds > settings.startupIdleTimeout().toSeconds();
    boolean complete = snapshots.stream().allMatch(Snapshot::complete);
    if (complete || nothingYet) {
      reportIdle();
    } else {
      idle = false;
      idleSeconds = 0;
      if (seconds % (seconds <= FIRST_REPORTS ? FIRST_INTERVAL : INTERVAL) == 0) {
        report(snapshots, now);
      }
    }
  }

  private void reportIdle() {
    idle = true;
    if (idleSeconds++ % Math.max(1, settings.idleLogInterval().toSeconds()) == 0) {
      log.info("⏳ Idle, waiting for messages");
    }
  }

  private void report(List<Snapshot> snapshots, double now) {
    long total = snapshots.stream().mapToLong(Snapshot::handled).sum();
    long rate = (total - lastTotal) / Math.max(1, seconds - lastReport);
    lastTotal = total;
    lastReport = seconds;
    LoggingEventBuilder line =
        log.atInfo()
            .setMessage("📊 Progress")
            .addKeyValue("total", total)
            .addKeyValue("records_per_second", rate);
    for (Snapshot lane : snapshots) {
      line =
          line.addKeyValue(
              lane.type().text(), lane.complete() ? lane.handled() + " ✓" : lane.handled());
    }
    line.addKeyValue("active", types(snapshots.stream().filter(Snapshot::consuming)))
        .addKeyValue("cancelled", types(snapshots.stream().filter(Snapshot::parked)))
        .log();
    List<String> stalled = silent(snapshots, now, STALLED_SECONDS, Double.MAX_VALUE);
    if (!stalled.isEmpty()) {
      log.atError().setMessage("❌ Stalled").addKeyValue("types", stalled).log();
    }
    List<String> slow = silent(snapshots, now, SLOW_SECONDS, STALLED_SECONDS);
    if (!slow.isEmpty()) {
      log.atWarn().setMessage("⚠️ Slow").addKeyValue("types", slow).log();
    }
  }

  private static List<String> silent(
      List<Snapshot> snapshots, double now, double longer, double shorter) {
    return types(
        snapshots.stream()
            .filter(lane -> !lane.complete() && lane.lastMessageEpochSeconds() > 0)
            .filter(lane -> now - lane.lastMessageEpochSeconds() > longer)
            .filter(lane -> now - lane.lastMessageEpochSeconds() <= shorter));
  }

  private static List<String> types(Stream<Snapshot> lanes) {
    return lanes.map(lane -> lane.type().text()).toList();
  }
}
