package org.discogsography.graphinator.maintenance;

import java.time.Duration;
import java.time.Instant;
import org.discogsography.common.messages.DataType;
import org.discogsography.graphinator.completion.ImportRun;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether records that a run has not brought may be taken for gone from the dump. Every
 * doubt is decided against it: what is kept wrongly goes with the next dump, what is deleted
 * wrongly is lost.
 *
 * @param maxFraction share of a type's records from which on a purge is refused
 */
public record PurgeGuard(double maxFraction) {

  /** The clocks of extractor and consumer may differ by this much. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

  private static final double FRESH_SHARE = 0.999;

  /**
   * A verdict on one type.
   *
   * @param allowed the stale records may go
   * @param refused something looks wrong: to be reported as an error
   * @param reason why it is not allowed; empty if it is
   */
  public record Verdict(boolean allowed, boolean refused, String reason) {}

  /** Records last seen before this instant are stale; null if nothing may be purged at all. */
  static @Nullable Instant cutoff(ImportRun run) {
    return run.startedAt() == null ? null : run.startedAt().minus(CLOCK_TOLERANCE);
  }

  /** The verdict that needs no look at the store. */
  Verdict beforeCounting(ImportRun run, DataType type) {
    if (run.startedAt() == null) {
      return skip("the signal did not tell when the extraction began");
    }
    if (run.deadLettered().getOrDefault(type, 0L) > 0) {
      return skip("records of this run were dead-lettered and would look stale");
    }
    if (run.published().getOrDefault(type, 0L) == 0) {
      return skip("the run sent no records of this type");
    }
    return new Verdict(true, false, "");
  }

  /** The verdict on these numbers of records not seen and seen in the run. */
  Verdict afterCounting(long stale, long fresh, long published) {
    long total = stale + fresh;
    if (stale == 0) {
      return skip("nothing is stale");
    }
    if ((double) stale / total >= maxFraction) {
      return new Verdict(false, true, "%d of %d records are stale".formatted(stale, total));
    }
    if (fresh < published * FRESH_SHARE) {
      return new Verdict(
          false, true, "only %d of %d published records arrived".formatted(fresh, published));
    }
    return new Verdict(true, false, "");
  }

  private static Verdict skip(String reason) {
    return new Verdict(false, false, reason);
  }
}
