package org.discogsography.acceptance.reading;

import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** The year that a date of a dump tells: four digits at its start, from 1860 to next year. */
final class Year {

  private static final int EARLIEST = 1860;

  private Year() {}

  static @Nullable Integer of(@Nullable String date) {
    if (date == null || !date.strip().matches("(?s)[0-9]{4}.*")) {
      return null;
    }
    int year = Integer.parseInt(date.strip().substring(0, 4));
    int latest = LocalDate.now(ZoneOffset.UTC).getYear() + 1;
    return year >= EARLIEST && year <= latest ? year : null;
  }
}
