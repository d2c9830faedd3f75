package org.discogsography.common.purge;

import java.util.Locale;

/** How a purge ended; all but {@link #PURGED} leave the store as it was. */
public enum PurgeOutcome {
  /** The signal does not say when the run started. */
  NO_START,
  /** Records of the run were dead-lettered: what is stored of them looks stale and is not. */
  DEAD_LETTERS,
  /** The run sent no record of the type, or does not say how many. */
  NOTHING_SENT,
  /** Every stored record was seen in the run, or there is none. */
  NOTHING_STALE,
  /** So much is stale that a fault is likelier than a dump without it. */
  TOO_MUCH_STALE,
  /** Fewer records arrived than were sent: some were lost on the way. */
  ROWS_MISSING,
  /** The stale records are gone. */
  PURGED;

  /** The name in metrics. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
