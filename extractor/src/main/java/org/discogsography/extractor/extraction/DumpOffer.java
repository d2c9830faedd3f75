package org.discogsography.extractor.extraction;

import java.io.IOException;
import org.discogsography.extractor.dumps.FetchedDump;

/** A version that a source can supply. */
public interface DumpOffer {

  /** The version, which sorts by age as text. */
  String version();

  /**
   * True if somebody laid the files there by hand: they decide what is loaded, also if they are
   * older than what is loaded already, or have changed since.
   */
  boolean byHand();

  /**
   * Brings all files to this machine and makes sure of their bytes.
   *
   * @param log is told what has come
   * @throws IOException if a file cannot be had; the text names it
   */
  FetchedDump fetch(FetchLog log) throws IOException, InterruptedException;
}
