package org.discogsography.benchmarks.catalogue;

/** Is told how far the writing of a file is. */
@FunctionalInterface
public interface GenerationProgress {

  /**
   * @param records what is written, for example {@code artists}
   * @param written records so far
   * @param expected about as many will be written
   * @param bytes written so far, not packed
   */
  void written(String records, long written, long expected, long bytes);
}
