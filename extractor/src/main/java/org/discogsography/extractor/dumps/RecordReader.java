package org.discogsography.extractor.dumps;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/** Reads one dump file from its start, whatever its format. To be used for one reading. */
public interface RecordReader {

  /**
   * Hands every record of the file to the sink, in the order of the file.
   *
   * @param bytesRead counts bytes of the file on disk as they are read
   * @return false if the sink ended the reading
   * @throws DumpException if the file cannot be read to its end; the good records before that place
   *     have been handed over
   */
  boolean read(AtomicLong bytesRead, RecordSink sink) throws IOException, InterruptedException;

  /**
   * Records of the file that were dropped because they are broken. Seen from the sink: those before
   * the record that it is given.
   */
  long malformed();

  /**
   * Records of the file that are left out on purpose. Seen from the sink: those before the record
   * that it is given.
   */
  default long leftOut() {
    return 0;
  }

  /** Bytes of records that are read and not handed over yet. */
  long waitingBytes();
}
