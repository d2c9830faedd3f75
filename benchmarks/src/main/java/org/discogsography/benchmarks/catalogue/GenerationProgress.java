package org.discogsography.benchmarks.catalogue;

/** Is told how far the writing of a file is. */
@FunctionalInterface
public interface GenerationProgress {

  /**
   * @param records written so far
   * @param expected about as many will be written
   * @param bytes of XML written so far
   */
  void written(RecordType type, long records, long expected, long bytes);
}
