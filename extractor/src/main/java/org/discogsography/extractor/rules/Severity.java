package org.discogsography.extractor.rules;

import java.util.Locale;

/** How bad a violation is. */
public enum Severity {
  ERROR,
  WARNING,
  /** Worth a line, not worth a copy of the record. */
  INFO;

  /** The name in rules files and reports. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
