package org.discogsography.graphinator.completion;

import java.util.Locale;

/** How far an extraction has come in the graph; stored as {@code maintenance_state}. */
public enum PostImportState {
  /** Some types are still being loaded. */
  COLLECTING,
  /** All types are loaded, post-import work has not begun. */
  PENDING,
  RUNNING,
  COMPLETED,
  /** All passes failed; tried again at the next start. */
  FAILED,
  /** Never finished, and a newer extraction has taken over. */
  SUPERSEDED;

  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static PostImportState of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
