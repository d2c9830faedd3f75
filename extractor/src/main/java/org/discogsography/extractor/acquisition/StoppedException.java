package org.discogsography.extractor.acquisition;

import java.io.IOException;

/** The process was asked to end while something was fetched or waited for. */
public final class StoppedException extends IOException {

  StoppedException() {
    super("stopped while files were being fetched");
  }
}
