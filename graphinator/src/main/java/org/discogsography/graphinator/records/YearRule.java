package org.discogsography.graphinator.records;

import java.time.InstantSource;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Tells the year of a master or release: the first four digits of its date, if a record could have
 * been published then.
 */
final class YearRule {

  /** The first year in which sound was recorded. */
  private static final int EARLIEST = 1860;

  private final InstantSource clock;

  YearRule(InstantSource clock) {
    this.clock = clock;
  }

  /** The year that the parser's current value tells, or null; the parser stays on the value. */
  @Nullable Integer yearOf(JsonParser parser) {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NUMBER_INT) {
      return parser.getNumberType() == JsonParser.NumberType.INT
          ? plausible(parser.getIntValue())
          : null;
    }
    return token == JsonToken.VALUE_STRING ? yearOf(parser.getString()) : null;
  }

  /** The year that a text like {@code 1969}, {@code 1969-05-00} tells, or null. */
  @Nullable Integer yearOf(String text) {
    String date = text.strip();
    if (date.length() < 4) {
      return null;
    }
    int year = 0;
    for (int i = 0; i < 4; i++) {
      char digit = date.charAt(i);
      if (digit < '0' || digit > '9') {
        return null;
      }
      year = year * 10 + (digit - '0');
    }
    return plausible(year);
  }

  private @Nullable Integer plausible(int year) {
    int latest = clock.instant().atZone(ZoneOffset.UTC).getYear() + 1;
    return year >= EARLIEST && year <= latest ? year : null;
  }
}
