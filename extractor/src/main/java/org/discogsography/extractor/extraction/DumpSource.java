package org.discogsography.extractor.extraction;

import java.io.IOException;
import java.util.List;
import org.discogsography.common.messages.TopologyNames;
import org.discogsography.extractor.dumps.DumpFile;
import org.discogsography.extractor.dumps.FetchedDump;
import org.discogsography.extractor.dumps.RecordReader;
import org.discogsography.extractor.state.MarkerFolder;

/**
 * What is particular to one source of dumps. The run itself is the same for all: {@link
 * ExtractionRun}. Files are read one after another in the order of the dump; each uses all cores.
 */
public interface DumpSource {

  /** The source with its types in canonical order, and its exchanges. */
  TopologyNames names();

  /** Where the markers of this source lie. */
  MarkerFolder markers();

  /**
   * Waits until nothing speaks against a run; before every run. Says in {@link Progress#task} what
   * it waits for.
   *
   * @return false if the process shall end instead
   */
  default boolean awaitTurn() throws InterruptedException {
    return true;
  }

  /**
   * The newest version that can be had.
   *
   * @throws IOException if there is none or the place where they are cannot be reached; the text
   *     says which and what to do
   */
  DumpOffer newest() throws IOException, InterruptedException;

  /**
   * Looks ahead before the pending files are read, where records of one file depend on another.
   *
   * @return false if it was ended by a stop
   * @throws IOException if nothing can be read without what was looked for; the run fails
   */
  default boolean prepare(FetchedDump dump) throws IOException, InterruptedException {
    return true;
  }

  /**
   * A reader of one file.
   *
   * @param version of the dump
   * @param confirmed records at the start of the file that an earlier session dealt with; they are
   *     read and handed to the sink all the same
   */
  RecordReader reader(String version, DumpFile file, long confirmed);

  /**
   * What decides, beside the bytes of a file, which messages it gives. A file that was begun under
   * another fingerprint is not continued but begun again.
   */
  String fingerprint();

  /**
   * Notes in the report of a version what is odd about it, beside the one loaded before.
   *
   * @param warnings one sentence each; all of this run so far
   */
  void report(String version, List<String> warnings);

  /** Deletes the dump files that are not needed any more once this version is complete. */
  void cleanUp(String completed) throws IOException;
}
