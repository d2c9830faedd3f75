package org.discogsography.extractor.acquisition;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * How a site is treated.
 *
 * @param userAgent sent with every request
 * @param gap least time between the starts of two requests
 * @param longestBusyPause the most that one pause asked for by the site lasts
 * @param firstBusyPause pause after a first 429 or 503 that names no time; doubles with each
 * @param busyRetries how often a request is repeated because of 429 or 503
 * @param connectTimeout time for the connection, and for the first byte of an answer
 * @param idleTimeout time without a byte of a body
 * @param attempts how often a file is tried
 * @param firstRetryPause pause after a first failed attempt; doubles with each
 */
public record Politeness(
    String userAgent,
    Duration gap,
    Duration longestBusyPause,
    Duration firstBusyPause,
    int busyRetries,
    Duration connectTimeout,
    Duration idleTimeout,
    int attempts,
    Duration firstRetryPause) {

  private static final int MOST_DOUBLINGS = 20;

  /** What the sites of both sources are owed beside their own gap and patience. */
  public static Politeness of(String userAgent, Duration gap, Duration longestBusyPause) {
    return new Politeness(
        userAgent,
        gap,
        longestBusyPause,
        Duration.ofSeconds(30),
        5,
        Duration.ofSeconds(120),
        Duration.ofSeconds(120),
        3,
        Duration.ofSeconds(2));
  }

  /**
   * How long to wait after a 429 or 503.
   *
   * @param retryAfter the header of that name, seconds or an HTTP date (RFC 9110, 10.2.3)
   * @param retry counted from 1
   */
  Duration busyPause(@Nullable String retryAfter, int retry, Instant now) {
    Duration asked = asked(retryAfter, now);
    Duration pause = asked == null ? doubled(firstBusyPause, retry) : asked;
    return pause.compareTo(longestBusyPause) > 0 ? longestBusyPause : pause;
  }

  /**
   * How long to wait after a failed attempt.
   *
   * @param failures counted from 1
   */
  Duration retryPause(int failures) {
    return doubled(firstRetryPause, failures);
  }

  private static Duration doubled(Duration first, int time) {
    return first.multipliedBy(1L << Math.clamp(time - 1L, 0, MOST_DOUBLINGS));
  }

  private static @Nullable Duration asked(@Nullable String retryAfter, Instant now) {
    if (retryAfter == null) {
      return null;
    }
    try {
      return retryAfter.strip().chars().allMatch(Character::isDigit)
          ? Duration.ofSeconds(Long.parseLong(retryAfter.strip()))
          : notNegative(Duration.between(now, date(retryAfter.strip())));
    } catch (DateTimeException | NumberFormatException e) {
      return null;
    }
  }

  private static Instant date(String text) {
    return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
  }

  private static Duration notNegative(Duration time) {
    return time.isNegative() ? Duration.ZERO : time;
  }
}
