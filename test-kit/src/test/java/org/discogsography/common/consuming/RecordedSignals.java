package org.discogsography.common.consuming;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.ExtractionComplete;
import org.discogsography.common.messages.FileComplete;

/** Writes down the completion signals that were handled, and refuses as many as its test says. */
final class RecordedSignals implements CompletionSignals {

  private final List<String> handled = new CopyOnWriteArrayList<>();
  private volatile int refusals;
  private volatile int attempts;

  /** How many more signals fail. */
  void refuse(int number) {
    refusals = number;
  }

  int attempts() {
    return attempts;
  }

  /**
   * For example {@code file artists}, {@code extraction artists 0}, {@code acknowledged artists}.
   */
  List<String> handled() {
    return handled;
  }

  @Override
  public synchronized void fileComplete(DataType type, FileComplete signal) {
    refuseOrNot();
    handled.add("file " + type);
  }

  @Override
  public synchronized void extractionComplete(
      DataType type, ExtractionComplete signal, long deadLettered) {
    refuseOrNot();
    handled.add("extraction %s %d".formatted(type, deadLettered));
  }

  private void refuseOrNot() {
    attempts++;
    if (refusals > 0) {
      refusals--;
      throw new IllegalStateException("cannot be handled yet");
    }
  }

  @Override
  public void extractionCompleteAcknowledged(DataType type, ExtractionComplete signal) {
    handled.add("acknowledged " + type);
  }
}
