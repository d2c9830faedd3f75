package org.discogsography.extractor.state;

import java.util.Locale;

/** How far a file, a phase or a whole extraction is. */
public enum Phase {
  PENDING,
  IN_PROGRESS,
  COMPLETED,
  FAILED;

  /** The name in the marker file. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The phase of this name; whatever is unknown has to be done again. */
  static Phase of(String text) {
    for (Phase phase : values()) {
      if (phase.text().equals(text)) {
        return phase;
      }
    }
    return PENDING;
  }
}
