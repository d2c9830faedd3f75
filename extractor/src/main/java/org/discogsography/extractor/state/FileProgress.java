package org.discogsography.extractor.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What has been published of one dump file.
 *
 * @param sourceChecksum SHA-256 of the bytes that are or were published, null if unknown
 * @param fingerprint of what made messages of these bytes, null if unknown
 * @param batches times that records were handed to the broker
 */
public record FileProgress(
    Phase phase,
    @Nullable String sourceChecksum,
    @Nullable String fingerprint,
    RecordCounts counts,
    long batches,
    @Nullable Instant startedAt,
    @Nullable Instant completedAt) {

  private static final RecordCounts NONE = new RecordCounts(0, 0, 0, 0, 0);

  /** A file of which nothing has been published. */
  static FileProgress pending() {
    return new FileProgress(Phase.PENDING, null, null, NONE, 0, null, null);
  }

  /** Begun again from the first record. */
  static FileProgress begun(@Nullable String checksum, String fingerprint, Instant now) {
    return new FileProgress(Phase.IN_PROGRESS, checksum, fingerprint, NONE, 0, now, null);
  }

  /** True if a session before got somewhere in the same bytes and would make the same of them. */
  boolean canGoOn(@Nullable String checksum, String made) {
    return (phase == Phase.IN_PROGRESS || phase == Phase.FAILED)
        && checksum != null
        && checksum.equals(sourceChecksum)
        && made.equals(fingerprint)
        && counts.confirmed() > 0;
  }

  FileProgress in(Phase newPhase) {
    return new FileProgress(
        newPhase, sourceChecksum, fingerprint, counts, batches, startedAt, completedAt);
  }

  FileProgress counted(
      Phase newPhase, RecordCounts newCounts, long frames, @Nullable Instant completed) {
    return new FileProgress(
        newPhase, sourceChecksum, fingerprint, newCounts, frames, startedAt, completed);
  }

  public long parsed() {
    return counts.parsed();
  }

  /** Records published and confirmed. */
  public long published() {
    return counts.published();
  }

  public long skipped() {
    return counts.skipped();
  }

  public long malformed() {
    return counts.malformed();
  }
}
