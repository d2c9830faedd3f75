package org.discogsography.extractor.extraction;

import java.util.Locale;

/** What the extractor is doing, as observers see it. */
public enum ExtractionStatus {
  /** Started, no run yet. */
  IDLE,
  RUNNING,
  /** The last run ended well, which includes "nothing to do". */
  COMPLETED,
  /** The last run ended well and the next one is waited for. */
  WAITING,
  /** The last run ended with errors. */
  FAILED;

  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
