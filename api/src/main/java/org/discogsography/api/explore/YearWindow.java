package org.discogsography.api.explore;

import java.time.InstantSource;
import java.time.ZoneOffset;
import org.discogsography.api.errors.InvalidParameterException;
import org.jspecify.annotations.Nullable;

/**
 * The years that releases must be from, both included; an open window takes undated releases too.
 */
record YearWindow(@Nullable Integer after, @Nullable Integer before) {

  /** All releases. */
  static final YearWindow OPEN = new YearWindow(null, null);

  private static final int EARLIEST = 1860;
  private static final int LATEST_AT_LEAST = 2030;

  /** Years below count as absent. */
  private static final int FIRST_YEAR = 1;

  private static final int LAST_YEAR = 9999;

  /**
   * A window of years between 1860 and next year, or 2030 if that is later.
   *
   * @throws InvalidParameterException when a year is outside of that
   */
  static YearWindow of(
      @Nullable Integer afterYear, @Nullable Integer beforeYear, InstantSource clock) {
    int latest = Math.max(LATEST_AT_LEAST, clock.instant().atOffset(ZoneOffset.UTC).getYear() + 1);
    check("after_year", afterYear, latest);
    check("before_year", beforeYear, latest);
    return new YearWindow(afterYear, beforeYear);
  }

  private static void check(String parameter, @Nullable Integer year, int latest) {
    if (year != null && (year < EARLIEST || year > latest)) {
      throw InvalidParameterException.inQuery(
          parameter, "range", "must be between %d and %d".formatted(EARLIEST, latest));
    }
  }

  boolean isOpen() {
    return after == null && before == null;
  }

  int first() {
    return after == null ? FIRST_YEAR : after;
  }

  int last() {
    return before == null ? LAST_YEAR : before;
  }

  /** The part of a cache key that stands for this window. */
  String key() {
    if (isOpen()) {
      return "all";
    }
    return after == null ? String.valueOf(before) : after + "-" + (before == null ? "" : before);
  }
}
