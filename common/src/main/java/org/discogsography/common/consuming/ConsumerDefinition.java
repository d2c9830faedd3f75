package org.discogsography.common.consuming;

import java.util.Map;
import org.discogsography.common.messages.DataType;

/**
 * What makes one consumer different from the others.
 *
 * @param service name of the service, part of its queue names
 * @param store display name of the store, for example {@code Neo4j}
 * @param activity what it does with records, as told in {@code /health}, for example {@code
 *     Processing}
 * @param writers one per data type
 * @param precondition what to wait for before the first message is read
 */
public record ConsumerDefinition(
    String service,
    String store,
    String activity,
    Map<DataType, ? extends RecordWriter<?>> writers,
    CompletionSignals signals,
    StoreProbe probe,
    FailureClassifier failures,
    Precondition precondition) {

  private static final String PROCESSING = "Processing";

  /** A consumer that waits for nothing but its store and the broker. */
  public ConsumerDefinition(
      String service,
      String store,
      Map<DataType, ? extends RecordWriter<?>> writers,
      CompletionSignals signals,
      StoreProbe probe,
      FailureClassifier failures) {
    this(service, store, PROCESSING, writers, signals, probe, failures, Precondition.NONE);
  }
}
