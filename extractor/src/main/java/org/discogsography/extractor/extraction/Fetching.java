package org.discogsography.extractor.extraction;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How far the files of a version have come to this machine.
 *
 * @param file which is on its way
 * @param fileBytes of it that are here
 * @param fileTotal bytes of the whole file, 0 if unknown
 * @param bytes of all files that are here
 * @param total bytes of all files, 0 if unknown
 * @param fetchedNow bytes that came in this run
 * @param since time for which files have been fetched in this run
 */
public record Fetching(
    String file,
    long fileBytes,
    long fileTotal,
    long bytes,
    long total,
    long fetchedNow,
    Duration since) {

  /** Null while nothing tells. */
  public @Nullable Long bytesPerSecond() {
    return since.toMillis() < 1_000 ? null : fetchedNow * 1_000 / since.toMillis();
  }

  /** Seconds until all is here if it goes on like this; null if nothing tells. */
  public @Nullable Long secondsLeft() {
    Long rate = bytesPerSecond();
    return rate == null || rate == 0 || total == 0 ? null : Math.max(0, total - bytes) / rate;
  }

  /** Null while the size of the files is unknown. */
  public @Nullable Double share() {
    return total == 0 ? null : Math.min(1, Math.round(bytes * 1e4 / total) / 1e4);
  }
}
