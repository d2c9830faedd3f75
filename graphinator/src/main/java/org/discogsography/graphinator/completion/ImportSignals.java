package org.discogsography.graphinator.completion;

import org.discogsography.common.consuming.CompletionSignals;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.ExtractionComplete;

/**
 * Stores the signals of an extraction before they are acknowledged, and starts the post-import work
 * after the last of them has been: it takes hours, and an unacknowledged signal would be delivered
 * again meanwhile.
 */
public final class ImportSignals implements CompletionSignals {

  private final Latches latches;
  private final Runnable startDueWork;

  /**
   * @param startDueWork starts the post-import work of a complete run, if there is one, and returns
   *     at once
   */
  public ImportSignals(Latches latches, Runnable startDueWork) {
    this.latches = latches;
    this.startDueWork = startDueWork;
  }

  @Override
  public void extractionComplete(DataType type, ExtractionComplete signal, long deadLettered) {
    latches.signal(type, signal, deadLettered);
  }

  @Override
  public void extractionCompleteAcknowledged(DataType type, ExtractionComplete signal) {
    startDueWork.run();
  }
}
