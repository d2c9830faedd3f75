package org.discogsography.graphinator.completion;

import java.time.Instant;
import java.util.Map;
import org.discogsography.common.messages.DataType;
import org.jspecify.annotations.Nullable;

/**
 * One extraction whose records have all been loaded.
 *
 * @param version dump version
 * @param startedAt when the extractor began, by its clock; null when it did not tell, and then
 *     nothing counts as gone from the dump
 * @param published records that the extractor sent, by type
 * @param deadLettered records that could not be stored, by type
 * @param step name of the step to go on with; null to begin with the first
 */
public record ImportRun(
    String version,
    @Nullable Instant startedAt,
    Map<DataType, Long> published,
    Map<DataType, Long> deadLettered,
    @Nullable String step) {

  public ImportRun {
    published = Map.copyOf(published);
    deadLettered = Map.copyOf(deadLettered);
  }
}
