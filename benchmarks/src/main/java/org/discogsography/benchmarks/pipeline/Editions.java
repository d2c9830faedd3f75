package org.discogsography.benchmarks.pipeline;

import java.util.Optional;

/**
 * What is loaded in a benchmark.
 *
 * @param first what is loaded into empty stores
 * @param next a newer version of it
 * @param musicBrainz the MusicBrainz half of the first; empty if no stage needs it
 * @param warmUp loaded on fresh servers before anything is measured
 */
record Editions(
    GeneratedDumps first,
    GeneratedDumps next,
    Optional<GeneratedDumps> musicBrainz,
    Optional<WarmUp> warmUp) {

  /** The first edition of this half. */
  GeneratedDumps first(Branch branch) {
    return branch == Branch.DISCOGS ? first : musicBrainz.orElseThrow();
  }
}
