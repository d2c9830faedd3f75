package org.discogsography.common.messages;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Every record of one dump file has been published and confirmed.
 *
 * @param totalProcessed records published for this file over all sessions of the version
 * @param version dump version, {@code YYYYMMDD} or {@code YYYYMMDD-HHMMSS}
 * @param skipped records dropped by rules or for their size
 * @param malformed records that could not be parsed
 */
public record FileComplete(
    DataType dataType,
    Instant timestamp,
    long totalProcessed,
    String file,
    @Nullable String version,
    @Nullable String source,
    long skipped,
    long malformed)
    implements PipelineMessage {}
