package org.discogsography.benchmarks.pipeline;

import java.nio.file.Path;
import java.util.Set;

/**
 * What to measure and with what.
 *
 * @param releases of the catalogue
 * @param warmUp releases of the catalogue that is loaded before, to warm up; 0 for none
 * @param seed of the catalogue
 * @param work an empty folder for dumps and servers
 * @param stages what to measure
 */
public record BenchmarkRequest(int releases, int warmUp, long seed, Path work, Set<Stage> stages) {

  /** A part of the benchmark that can be run by itself. */
  public enum Stage {
    /** The extractor alone, into nothing. */
    EXTRACTOR,
    /** Both consumers: first load, the same dumps again, a newer version. */
    PIPELINE,
    /** The first load with the graphinator alone. */
    GRAPHINATOR,
    /** The first load with the tableinator alone. */
    TABLEINATOR
  }

  public BenchmarkRequest {
    stages = Set.copyOf(stages);
  }
}
