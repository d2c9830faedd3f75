package org.discogsography.extractor.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a dump file came to this machine.
 *
 * @param bytes on disk
 * @param checksum SHA-256 of the file, null if unknown
 */
public record FileDownload(
    Phase phase,
    long bytes,
    @Nullable Instant startedAt,
    @Nullable Instant completedAt,
    @Nullable String checksum) {

  static FileDownload begun(Instant now) {
    return new FileDownload(Phase.IN_PROGRESS, 0, now, null, null);
  }

  FileDownload completed(long size, @Nullable String sum, Instant now) {
    return new FileDownload(Phase.COMPLETED, size, startedAt, now, sum);
  }
}
