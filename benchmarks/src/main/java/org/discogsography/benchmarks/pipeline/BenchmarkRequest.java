package org.discogsography.benchmarks.pipeline;

import java.nio.file.Path;

/**
 * What to measure with.
 *
 * @param releases of the catalogue
 * @param seed of the catalogue
 * @param work an empty folder for dumps and servers
 */
public record BenchmarkRequest(int releases, long seed, Path work) {}
