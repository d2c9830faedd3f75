package org.discogsography.extractor.acquisition;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Says before a download whether there is room for it. */
public final class DiskSpace {

  /** Markers, notes and logs must be written while the files come. */
  private static final long RESERVE = 64L << 20;

  private DiskSpace() {}

  /**
   * Makes sure that a folder has room.
   *
   * @param bytes that are going to be written, as far as known
   * @throws IOException if it has not; the text says how much is missing
   */
  public static void require(Path folder, long bytes) throws IOException {
    require(folder, bytes, Files.getFileStore(folder).getUsableSpace());
  }

  static void require(Path folder, long bytes, long usable) throws IOException {
    if (bytes > 0 && bytes + RESERVE > usable) {
      throw new IOException(
          "%s has %,d MB free, the download needs %,d MB; free %,d MB or lower DUMP_KEEP_VERSIONS"
              .formatted(
                  folder,
                  usable >> 20,
                  (bytes + RESERVE) >> 20,
                  ((bytes + RESERVE - usable) >> 20) + 1));
    }
  }
}
