package org.discogsography.extractor.extraction;

import java.io.IOException;

/** One pass over the dumps of a source, from choosing a version to its completion. */
public interface Extraction {

  /** How a run ended. */
  enum Outcome {
    /** The version is published, now or before. */
    COMPLETED,
    /** Some file failed. */
    FAILED,
    /** The process was asked to stop. */
    STOPPED
  }

  /**
   * Waits until nothing speaks against a run; the run has not begun yet.
   *
   * @return false if the process shall end instead
   */
  default boolean awaitTurn() throws InterruptedException {
    return true;
  }

  /**
   * Runs to the end.
   *
   * @param force publish everything again, whatever was published before
   * @throws IOException if the run cannot go on; the text says why
   */
  Outcome run(boolean force) throws IOException, InterruptedException;
}
