package org.discogsography.common.purge;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import org.discogsography.common.consuming.CompletionSignals;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.ExtractionComplete;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes the records that a complete extraction did not bring: they have left the dump.
 *
 * <p>A wrong purge costs a reload of the whole dump, a purge left out costs a few old records until
 * the next one. Hence every doubt refuses, and the signal is still handled.
 */
public final class StalePurge implements CompletionSignals {

  /** What was seen this long before the start counts as seen: two machines' clocks differ. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

  /** In thousandths: the share of the records sent that must have arrived. */
  private static final long REQUIRED_FRESH = 999;

  private static final Logger log = LoggerFactory.getLogger(StalePurge.class);

  private final StoredRecords records;
  private final double maxDeleteFraction;
  private final MeterRegistry metrics;

  /**
   * @param maxDeleteFraction the stale share of a type from which on nothing is removed, inclusive
   */
  public StalePurge(StoredRecords records, double maxDeleteFraction, MeterRegistry metrics) {
    this.records = records;
    this.maxDeleteFraction = maxDeleteFraction;
    this.metrics = metrics;
  }

  @Override
  public void extractionComplete(DataType type, ExtractionComplete signal, long deadLettered)
      throws Exception {
    PurgeOutcome outcome = purge(type, signal, deadLettered);
    metrics
        .counter("discogsography.purges", "type", type.text(), "outcome", outcome.text())
        .increment();
  }

  /** Checks, from the cheapest on, and deletes only when none objects. */
  public PurgeOutcome purge(DataType type, ExtractionComplete signal, long deadLettered)
      throws Exception {
    Instant startedAt = signal.startedAt();
    if (startedAt == null) {
      return skipped(type, PurgeOutcome.NO_START, "the signal has no start time");
    }
    Instant seenSince = startedAt.minus(CLOCK_TOLERANCE);
    if (deadLettered > 0) {
      // every dump may bring the same bad record: what is remembered must not pile up
      records.against(type, seenSince).forgetEarlier();
      return skipped(
          type,
          PurgeOutcome.DEAD_LETTERS,
          deadLettered + " records were dead-lettered, what is stored of them was not refreshed");
    }
    long sent = signal.recordCount(type);
    if (sent <= 0) {
      return skipped(type, PurgeOutcome.NOTHING_SENT, "the run sent no record of the type");
    }
    StoredRecords.Comparison comparison = records.against(type, seenSince);
    PurgeOutcome outcome = purge(type, comparison, comparison.count(), sent);
    comparison.forgetEarlier();
    return outcome;
  }

  private PurgeOutcome purge(
      DataType type, StoredRecords.Comparison comparison, Census count, long sent)
      throws Exception {
    if (count.stale() == 0) {
      log.atInfo()
          .setMessage("✅ No stale records")
          .addKeyValue("type", type.text())
          .addKeyValue("stored", count.total())
          .log();
      return PurgeOutcome.NOTHING_STALE;
    }
    if (count.staleFraction() >= maxDeleteFraction) {
      return refused(
          type, PurgeOutcome.TOO_MUCH_STALE, "too large a share of the type is stale", count, sent);
    }
    if (count.arrived() * 1000 < sent * REQUIRED_FRESH) {
      return refused(
          type, PurgeOutcome.ROWS_MISSING, "fewer records arrived than were sent", count, sent);
    }
    long deleted = comparison.removeStale();
    metrics.counter("discogsography.purged.rows", "type", type.text()).increment(deleted);
    log.atInfo()
        .setMessage("✅ Stale records purged")
        .addKeyValue("type", type.text())
        .addKeyValue("count", deleted)
        .addKeyValue("stored", count.total())
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
      DataType type, PurgeOutcome outcome, String reason, Census count, long sent) {
    log.atError()
        .setMessage("❌ Purge refused, the store is left as it is")
        .addKeyValue("type", type.text())
        .addKeyValue("reason", reason)
        .addKeyValue("stale", count.stale())
        .addKeyValue("stored", count.total())
        .addKeyValue("fraction", count.staleFraction())
        .addKeyValue("sent", sent)
        .log();
    return outcome;
  }
}
