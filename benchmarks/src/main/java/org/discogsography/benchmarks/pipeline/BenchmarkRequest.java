package org.discogsography.benchmarks.pipeline;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What to measure and with what.
 *
 * @param releases of the catalogue
 * @param warmUp releases of the catalogue that is loaded before, to warm up; 0 for none
 * @param seed of the catalogue
 * @param work an empty folder for dumps and servers
 * @param stages what to measure
 * @param oneStack whether all stages share their servers, emptied in between, and the services that
 *     are running: quicker, but what one stage leaves behind shows in the figures of the next
 */
public record BenchmarkRequest(
    int releases, int warmUp, long seed, Path work, Set<Stage> stages, boolean oneStack) {

  /** A part of the benchmark that can be run by itself. */
  public enum Stage {
    /** The extractor alone, into nothing. */
    EXTRACTOR(),
    /** Both consumers of Discogs: first load, the same dumps again, a newer version. */
    PIPELINE(Branch.DISCOGS.graphConsumer(), Branch.DISCOGS.tableConsumer()),
    /** The first load with the graphinator alone. */
    GRAPHINATOR(Branch.DISCOGS.graphConsumer()),
    /** The first load with the tableinator alone. */
    TABLEINATOR(Branch.DISCOGS.tableConsumer()),
    /** Both consumers of MusicBrainz over a Discogs graph: first load, the same dumps again. */
    MUSICBRAINZ(
        Branch.DISCOGS.graphConsumer(),
        Branch.MUSICBRAINZ.graphConsumer(),
        Branch.MUSICBRAINZ.tableConsumer()),
    /** The first load of MusicBrainz over a Discogs graph with the brainzgraphinator alone. */
    BRAINZGRAPHINATOR(Branch.DISCOGS.graphConsumer(), Branch.MUSICBRAINZ.graphConsumer()),
    /** The first load of MusicBrainz with the brainztableinator alone. */
    BRAINZTABLEINATOR(Branch.MUSICBRAINZ.tableConsumer());

    private final List<String> consumers;

    Stage(String... consumers) {
      this.consumers = List.of(consumers);
    }

    /** Its name in figures. */
    String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The consumers that run in this stage. */
    List<String> consumers() {
      return consumers;
    }

    /** Whether dumps of this branch are read. */
    boolean takes(Branch branch) {
      return this == EXTRACTOR || branch.consumers().stream().anyMatch(consumers::contains);
    }
  }

  public BenchmarkRequest {
    stages = Set.copyOf(stages);
  }

  /** Whether any stage reads dumps of this branch. */
  boolean takes(Branch branch) {
    return stages.stream().anyMatch(stage -> stage.takes(branch));
  }

  /** The consumers of all stages. */
  List<String> consumers() {
    return stages.stream().flatMap(stage -> stage.consumers().stream()).distinct().toList();
  }
}
