package org.discogsography.common.consuming;

import java.util.List;
import org.discogsography.common.messages.DataRecord;
import org.discogsography.common.messages.InvalidMessageException;

/**
 * Stores the records of one data type.
 *
 * @param <R> a record made ready for writing
 */
public interface RecordWriter<R> {

  /**
   * Makes one record ready for writing. Runs on the delivery thread, beside the writing of earlier
   * batches, and touches no store.
   *
   * @throws InvalidMessageException if the record can never be stored; it is dead-lettered at once
   */
  R prepare(DataRecord record) throws InvalidMessageException;

  /**
   * Writes the records; when this returns they are committed. Never called with two records of one
   * id; records come ordered by id. One call at a time per data type, unless {@link
   * #batchesAtOnce()} allows more; those at the same time have no id in common.
   *
   * @throws InvalidMessageException if a record can never be stored, which only shows when it has
   *     to be written; the batch is narrowed down to it and it is dead-lettered without a retry
   * @throws Exception any other failure: each record is then stored whole or not at all, those that
   *     are stored count as unchanged when the batch is repeated, and the {@link FailureClassifier}
   *     decides what follows
   */
  WriteResult write(List<R> records) throws Exception;

  /**
   * How many batches may be written at the same time, for a writer whose batches spend time waiting
   * for each other's commits. A record may then be written before one that came earlier.
   */
  default int batchesAtOnce() {
    return 1;
  }
}
