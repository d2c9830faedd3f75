package org.discogsography.extractor.dumps;

import java.io.IOException;

/** A dump file cannot be read to its end; the text names the file and the position. */
public class DumpException extends IOException {

  public DumpException(String reason) {
    super(reason);
  }

  public DumpException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
