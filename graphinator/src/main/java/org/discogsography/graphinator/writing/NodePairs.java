package org.discogsography.graphinator.writing;

import it.unimi.dsi.fastutil.longs.LongLinkedOpenHashSet;

/**
 * Pairs of nodes, by their numbers, between which a relationship is known to be; beyond a limit the
 * least recently used are forgotten. An entry takes 16 to 32 bytes. Safe for use by several
 * threads.
 */
final class NodePairs {

  private final LongLinkedOpenHashSet pairs = new LongLinkedOpenHashSet();
  private final int most;

  NodePairs(int most) {
    this.most = most;
  }

  /** Whether both numbers fit into 32 bits; others cannot be kept. */
  static boolean canHold(long from, long to) {
    return (from | to) >>> Integer.SIZE == 0;
  }

  static long pair(long from, long to) {
    return from << Integer.SIZE | to;
  }

  synchronized boolean contains(long pair) {
    return pairs.contains(pair);
  }

  synchronized void add(long pair) {
    pairs.addAndMoveToLast(pair);
    if (pairs.size() > most) {
      pairs.removeFirstLong();
    }
  }

  synchronized void clear() {
    pairs.clear();
    pairs.trim();
  }
}
