package org.discogsography.extractor.rules;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One end of a range: a number, or one that follows the calendar.
 *
 * @param value the number, or what is added to the current year
 * @param fromCurrentYear whether the current year is added
 */
record Bound(double value, boolean fromCurrentYear) {

  private static final Pattern CURRENT_YEAR =
      Pattern.compile("current_year(?:\\s*([+-])\\s*(\\d{1,4}))?");
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,15}(\\.\\d{1,9})?");

  /** The bound written so, null if it is none. */
  static @Nullable Bound parse(String text) {
    Matcher year = CURRENT_YEAR.matcher(text);
    if (year.matches()) {
      double offset = year.group(2) == null ? 0 : Double.parseDouble(year.group(2));
      return new Bound("-".equals(year.group(1)) ? -offset : offset, true);
    }
    return NUMBER.matcher(text).matches() ? new Bound(Double.parseDouble(text), false) : null;
  }

  /** The number that is meant in this year. */
  double in(int year) {
    return fromCurrentYear ? year + value : value;
  }
}
