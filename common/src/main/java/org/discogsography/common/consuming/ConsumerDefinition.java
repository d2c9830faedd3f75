package org.discogsography.common.consuming;

import java.util.Map;
import org.discogsography.common.messages.DataType;

/**
 * What makes one consumer different from the others.
 *
 * @param service name of the service, part of its queue names
 * @param store display name of the store, for example {@code Neo4j}
 * @param writers one per data type
 */
public record ConsumerDefinition(
    String service,
    String store,
    Map<DataType, ? extends RecordWriter<?>> writers,
    CompletionSignals signals,
    StoreProbe probe,
    FailureClassifier failures) {}
