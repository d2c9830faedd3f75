package org.discogsography.common.messages;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every file of a dump version has been published. Sent once to every exchange of the source;
 * duplicates are possible.
 *
 * @param version dump version, {@code unknown} when the publisher gave none
 * @param startedAt start of processing in the first session of the version, by the extractor's
 *     clock; null when the publisher gave none, and then nothing may be purged
 * @param recordCounts records published by type; a missing or zero count means that this type must
 *     not be purged
 */
public record ExtractionComplete(
    String version,
    Instant timestamp,
    @Nullable Instant startedAt,
    Map<DataType, Long> recordCounts,
    @Nullable String source)
    implements PipelineMessage {

  public ExtractionComplete {
    recordCounts = Map.copyOf(recordCounts);
  }

  /** Records published of this type, 0 when the run had none. */
  public long recordCount(DataType type) {
    return recordCounts.getOrDefault(type, 0L);
  }
}
