package org.discogsography.graphinator.writing;

import org.discogsography.common.messages.DataRecord;
import org.discogsography.graphinator.records.GraphRecord;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way into the graph.
 *
 * @param read what it says, if that was read ahead
 */
public record Incoming<R extends GraphRecord>(DataRecord message, @Nullable R read) {

  String id() {
    return message.id();
  }
}
