package org.discogsography.common.consuming;

import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.ExtractionComplete;
import org.discogsography.common.messages.FileComplete;

/**
 * What a consumer does when a file or a whole extraction is complete. Called on the lane of the
 * type, when every earlier delivery of its queue is committed or dead-lettered. A method that
 * throws is called again after a pause; the signal stays unacknowledged until then.
 */
public interface CompletionSignals {

  /** All records of one file have been handled. Must be idempotent. */
  default void fileComplete(DataType type, FileComplete signal) throws Exception {}

  /**
   * All files of the extraction have been published and this type's records have been handled. Must
   * be idempotent, and must return soon: long work runs elsewhere.
   *
   * @param deadLettered records of this type that this process has dead-lettered since its last
   *     completed extraction
   */
  void extractionComplete(DataType type, ExtractionComplete signal, long deadLettered)
      throws Exception;

  /**
   * Called right after the signal has been acknowledged; the place to start long work, whose
   * trigger must not be held unacknowledged.
   */
  default void extractionCompleteAcknowledged(DataType type, ExtractionComplete signal) {}
}
