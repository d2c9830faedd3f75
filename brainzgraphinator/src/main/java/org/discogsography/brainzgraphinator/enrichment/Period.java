package org.discogsography.brainzgraphinator.enrichment;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When and how a relationship held.
 *
 * @param begin partial ISO date, null if unknown
 * @param end partial ISO date, null if unknown or still to come
 * @param attributes sorted, such as instruments
 */
record Period(
    @Nullable String begin, @Nullable String end, boolean ended, List<String> attributes) {

  /** A date of an unknown year says nothing about what came first. */
  private static final String UNKNOWN_YEAR = "?";

  Period {
    attributes = List.copyOf(attributes);
  }

  /**
   * All periods as one: from the earliest begin to the latest end, which is unknown while one of
   * them is open; ended when all are, with the attributes of all.
   */
  static Period spanning(Collection<Period> periods) {
    boolean open = periods.stream().anyMatch(period -> !period.ended && period.end == null);
    TreeSet<String> attributes = new TreeSet<>();
    periods.forEach(period -> attributes.addAll(period.attributes));
    return new Period(
        dates(periods.stream().map(Period::begin)).min(Comparator.naturalOrder()).orElse(null),
        open
            ? null
            : dates(periods.stream().map(Period::end)).max(Comparator.naturalOrder()).orElse(null),
        periods.stream().allMatch(period -> period.ended || period.end != null),
        List.copyOf(attributes));
  }

  private static Stream<String> dates(Stream<@Nullable String> dates) {
    return dates.filter(Objects::nonNull).filter(date -> !date.startsWith(UNKNOWN_YEAR));
  }
}
