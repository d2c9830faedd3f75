package org.discogsography.extractor.dumps;

import java.io.IOException;

/** Takes the messages of a file one after another, in the order of the file. */
@FunctionalInterface
public interface RecordSink {

  /**
   * Takes one message; may block while it cannot be handed on.
   *
   * @param message UTF-8 JSON of a {@code data} message
   * @return false to stop reading
   */
  boolean accept(byte[] message) throws IOException, InterruptedException;
}
