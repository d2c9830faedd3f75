package org.discogsography.benchmarks.pipeline;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The running consumers of one stage, with what brings them dumps and watches them. */
final class Fleet {

  private final BenchStack stack;
  private final List<String> consumers;
  private final ProcessFigures figures;
  private final Map<Branch, LoadRunner> runners = new EnumMap<>(Branch.class);

  private Fleet(BenchStack stack, List<String> consumers) {
    this.stack = stack;
    this.consumers = List.copyOf(consumers);
    this.figures = new ProcessFigures(stack::processes);
    for (Branch branch : Branch.values()) {
      List<String> own = branch.consumers().stream().filter(consumers::contains).toList();
      if (!own.isEmpty()) {
        runners.put(branch, new LoadRunner(stack, branch, own, figures));
      }
    }
  }

  /** Starts those of the consumers that are not running yet, and waits until all consume. */
  static Fleet start(BenchStack stack, List<String> consumers)
      throws IOException, InterruptedException {
    stack.consumeWith(consumers);
    Fleet fleet = new Fleet(stack, consumers);
    for (LoadRunner runner : fleet.runners.values()) {
      runner.awaitConsumers();
    }
    return fleet;
  }

  BenchStack stack() {
    return stack;
  }

  StoreAddresses stores() {
    return stack.stores();
  }

  ProcessFigures figures() {
    return figures;
  }

  boolean runs(String consumer) {
    return consumers.contains(consumer);
  }

  /** The branches that have a consumer, that of Discogs first. */
  List<Branch> branches() {
    return List.copyOf(runners.keySet());
  }

  /**
   * What loads the dumps of a branch.
   *
   * @throws IllegalArgumentException if it has no consumer here
   */
  LoadRunner runner(Branch branch) {
    LoadRunner runner = runners.get(branch);
    if (runner == null) {
      throw new IllegalArgumentException("nobody consumes " + branch);
    }
    return runner;
  }
}
