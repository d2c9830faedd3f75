package org.discogsography.extractor.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What has been done with one dump file.
 *
 * @param size bytes on disk
 * @param checksum SHA-256 of the file when it was last looked at, null if unknown
 * @param sourceChecksum SHA-256 of the bytes that were published, null if unknown or none were
 * @param parsed records found, malformed ones included
 * @param published records published and confirmed
 * @param skipped records too large to be published
 * @param malformed records dropped because they are broken
 * @param batches times that records were handed to the broker
 */
public record FileProgress(
    Phase phase,
    long size,
    @Nullable String checksum,
    @Nullable String sourceChecksum,
    long parsed,
    long published,
    long skipped,
    long malformed,
    long batches,
    @Nullable Instant startedAt,
    @Nullable Instant completedAt) {

  /** A file of which nothing has been published. */
  public static FileProgress pending(long size, @Nullable String checksum) {
    return new FileProgress(Phase.PENDING, size, checksum, null, 0, 0, 0, 0, 0, null, null);
  }

  FileProgress started(Instant now) {
    return new FileProgress(Phase.IN_PROGRESS, size, checksum, checksum, 0, 0, 0, 0, 0, now, null);
  }

  FileProgress counted(
      Phase newPhase, RecordCounts counts, long frames, @Nullable Instant completed) {
    return new FileProgress(
        newPhase,
        size,
        checksum,
        sourceChecksum,
        counts.parsed(),
        counts.published(),
        counts.skipped(),
        counts.malformed(),
        frames,
        startedAt,
        completed);
  }
}
