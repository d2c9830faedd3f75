package org.discogsography.extractor.rules;

import org.jspecify.annotations.Nullable;

/**
 * Numbers as they stand in records: whole values, and the year at the start of a date such as
 * {@code 0312-05-00}.
 */
final class LeadingNumber {

  private LeadingNumber() {}

  /** The number, or NaN if the value is none and does not begin with one. */
  static double of(@Nullable Object value) {
    return switch (value) {
      case String text -> ofText(text);
      case Number number -> number.doubleValue();
      case null, default -> Double.NaN;
    };
  }

  private static double ofText(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    double whole = decimal(text, start, end);
    if (!Double.isNaN(whole)) {
      return whole;
    }
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c == '-' || c == '/' || c == '.' || c == ' ' || c == 'T') {
        return decimal(text, start, i);
      }
    }
    return Double.NaN;
  }

  /** Digits with an optional sign and fraction; nothing else that Java would take for a number. */
  private static double decimal(String text, int start, int end) {
    int at = start;
    boolean negative = at < end && text.charAt(at) == '-';
    at += negative || (at < end && text.charAt(at) == '+') ? 1 : 0;
    if (at == end) {
      return Double.NaN;
    }
    double value = 0;
    double unit = 0;
    boolean digits = false;
    for (; at < end; at++) {
      char c = text.charAt(at);
      if (c >= '0' && c <= '9') {
        digits = true;
        if (unit == 0) {
          value = value * 10 + (c - '0');
        } else {
          value += (c - '0') * unit;
          unit /= 10;
        }
      } else if (c == '.' && unit == 0 && digits) {
        unit = 0.1;
        digits = false;
      } else {
        return Double.NaN;
      }
    }
    return digits ? (negative ? -value : value) : Double.NaN;
  }
}
