package org.discogsography.tableinator.purge;

import java.util.Locale;

/** How a purge ended; all but {@link #PURGED} leave the table as it was. */
public enum PurgeOutcome {
  /** The signal does not say when the run started. */
  NO_START,
  /** Records of the run were dead-lettered: their rows look stale and are not. */
  DEAD_LETTERS,
  /** The run sent no record of the type, or does not say how many. */
  NOTHING_SENT,
  /** Every row was seen in the run, or there is none. */
  NOTHING_STALE,
  /** So much is stale that a fault is likelier than a dump without it. */
  TOO_MUCH_STALE,
  /** Fewer rows were seen than records were sent: some were lost on the way. */
  ROWS_MISSING,
  /** The stale rows are gone. */
  PURGED;

  /** The name in metrics. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
