package org.discogsography.tableinator.purge;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.discogsography.common.consuming.CompletionSignals;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.ExtractionComplete;
import org.discogsography.common.seen.SeenIds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes the rows that a complete extraction did not bring: their records have left the dump.
 *
 * <p>A wrong purge costs a reload of the whole dump, a purge left out costs a few old rows until
 * the next one. Hence every doubt refuses, and the signal is still handled.
 */
public final class StalePurge implements CompletionSignals {

  /** What was seen this long before the start counts as seen: two machines' clocks differ. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

  /** In thousandths: the share of the records sent that must be there as fresh rows. */
  private static final long REQUIRED_FRESH = 999;

  private static final Logger log = LoggerFactory.getLogger(StalePurge.class);

  private final StaleRows rows;
  private final double maxDeleteFraction;
  private final MeterRegistry metrics;

  /**
   * @param maxDeleteFraction the stale share of a table from which on nothing is deleted, inclusive
   */
  public StalePurge(StaleRows rows, double maxDeleteFraction, MeterRegistry metrics) {
    this.rows = rows;
    this.maxDeleteFraction = maxDeleteFraction;
    this.metrics = metrics;
  }

  @Override
  public void extractionComplete(DataType type, ExtractionComplete signal, long deadLettered)
      throws SQLException {
    PurgeOutcome outcome = purge(type, signal, deadLettered);
    metrics
        .counter("discogsography.purges", "type", type.text(), "outcome", outcome.text())
        .increment();
  }

  /** Checks, from the cheapest on, and deletes only when none objects. */
  PurgeOutcome purge(DataType type, ExtractionComplete signal, long deadLettered)
      throws SQLException {
    Instant startedAt = signal.startedAt();
    if (startedAt == null) {
      return skipped(type, PurgeOutcome.NO_START, "the signal has no start time");
    }
    if (deadLettered > 0) {
      return skipped(
          type,
          PurgeOutcome.DEAD_LETTERS,
          deadLettered + " records were dead-lettered, their rows were not refreshed");
    }
    long sent = signal.recordCount(type);
    if (sent <= 0) {
      return skipped(type, PurgeOutcome.NOTHING_SENT, "the run sent no record of the type");
    }
    Instant seenSince = startedAt.minus(CLOCK_TOLERANCE);
    SeenIds seen = rows.seen(type, seenSince);
    TableCount count = rows.count(type, seen);
    PurgeOutcome outcome = purge(type, seen, count, sent, seenSince);
    rows.forgetSeen(type, seenSince);
    return outcome;
  }

  private PurgeOutcome purge(
      DataType type, SeenIds seen, TableCount count, long sent, Instant seenSince)
      throws SQLException {
    if (count.stale() == 0) {
      log.atInfo()
          .setMessage("✅ No stale rows")
          .addKeyValue("type", type.text())
          .addKeyValue("rows", count.total())
          .log();
      return PurgeOutcome.NOTHING_STALE;
    }
    if (count.staleFraction() >= maxDeleteFraction) {
      return refused(
          type,
          PurgeOutcome.TOO_MUCH_STALE,
          "too large a share of the table is stale",
          count,
          sent);
    }
    if (count.fresh() * 1000 < sent * REQUIRED_FRESH) {
      return refused(
          type, PurgeOutcome.ROWS_MISSING, "fewer rows were seen than records sent", count, sent);
    }
    long deleted = rows.delete(type, seen, seenSince);
    metrics.counter("discogsography.purged.rows", "type", type.text()).increment(deleted);
    log.atInfo()
        .setMessage("✅ Stale rows purged")
        .addKeyValue("type", type.text())
        .addKeyValue("count", deleted)
        .addKeyValue("rows", count.total())
        .addKeyValue("fraction", count.staleFraction())
        .log();
    return PurgeOutcome.PURGED;
  }

  private static PurgeOutcome skipped(DataType type, PurgeOutcome outcome, String reason) {
    log.atInfo()
        .setMessage("⏩ Purge skipped")
        .addKeyValue("type", type.text())
        .addKeyValue("reason", reason)
        .log();
    return outcome;
  }

  private static PurgeOutcome refused(
      DataType type, PurgeOutcome outcome, String reason, TableCount count, long sent) {
    log.atError()
        .setMessage("❌ Purge refused, the table is left as it is")
        .addKeyValue("type", type.text())
        .addKeyValue("reason", reason)
        .addKeyValue("stale", count.stale())
        .addKeyValue("rows", count.total())
        .addKeyValue("fraction", count.staleFraction())
        .addKeyValue("sent", sent)
        .log();
    return outcome;
  }
}
