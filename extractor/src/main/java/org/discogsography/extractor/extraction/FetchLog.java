package org.discogsography.extractor.extraction;

import java.io.IOException;
import org.discogsography.extractor.dumps.DumpFile;
import org.jspecify.annotations.Nullable;

/** Is told by a {@link DumpOffer} how far it is. */
public interface FetchLog {

  /**
   * What is going to be fetched.
   *
   * @param bytes of all files, 0 if unknown
   */
  void planned(int files, long bytes);

  /** What is being done now, in a few words. */
  void task(String now);

  /** A file is fetched or checked from now on. */
  void begun(String file) throws IOException;

  /**
   * More of a file is here.
   *
   * @param bytes of it so far
   * @param total bytes of the whole file, 0 if unknown
   */
  void received(String file, long bytes, long total);

  /**
   * A file is here whole.
   *
   * @param checksum SHA-256, null if it cannot be told
   */
  void verified(DumpFile file, @Nullable String checksum) throws IOException;
}
