package org.discogsography.benchmarks.pipeline;

import org.jspecify.annotations.Nullable;

/** How fast records arrive, from looks at how many have arrived so far. */
final class Arrivals {

  /** Rates of the first quarter show compilation and cold caches, not the pipeline. */
  private static final double WARM_UP = 0.25;

  private final long wanted;
  private final Sight start;
  private @Nullable Sight warm;
  private @Nullable Sight all;

  private record Sight(long records, long nanos) {}

  /**
   * @param wanted records of the load
   * @param startNanos when it began
   */
  Arrivals(long wanted, long startNanos) {
    this.wanted = wanted;
    this.start = new Sight(0, startNanos);
  }

  /** Takes note that so many have arrived. */
  void saw(long records, long nanos) {
    Sight now = new Sight(records, nanos);
    if (warm == null && records >= Math.max(1, (long) (wanted * WARM_UP))) {
      warm = now;
    }
    if (all == null && records >= wanted) {
      all = now;
    }
  }

  boolean areComplete() {
    return all != null;
  }

  /** When the last was seen to have arrived. */
  long endNanos() {
    return end().nanos();
  }

  /** Records a second after the first quarter, until the last. */
  double steadyPerSecond() {
    Sight end = end();
    // a load that ends within its first batch has no rate but that of the whole
    Sight from = warm != null && end.records() > warm.records() ? warm : start;
    return (end.records() - from.records()) / ((end.nanos() - from.nanos()) / 1e9);
  }

  private Sight end() {
    if (all == null) {
      throw new IllegalStateException("records are still to arrive, of " + wanted);
    }
    return all;
  }
}
