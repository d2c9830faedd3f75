package org.discogsography.graphinator.writing;

import it.unimi.dsi.fastutil.longs.Long2LongLinkedOpenHashMap;
import java.util.OptionalLong;
import org.discogsography.common.keys.CompactKey;

/**
 * The numbers that Neo4j has given to nodes, by the key of the node; beyond a limit the least
 * recently used are forgotten. An entry takes 24 to 48 bytes, whatever its key, which is kept as a
 * {@link CompactKey} with its check: of names 87 bits, so that a false answer is out of the
 * question (a chance below 1 in 10^12 for ten million names of which a million are kept).
 *
 * <p>Safe for use by several threads.
 */
final class NodeNumbers {

  private static final int NUMBER_BITS = 40;
  private static final long NUMBER = (1L << NUMBER_BITS) - 1;
  private static final long ABSENT = -1;

  private final Long2LongLinkedOpenHashMap entries = new Long2LongLinkedOpenHashMap();
  private final int most;

  NodeNumbers(int most) {
    this.most = most;
    entries.defaultReturnValue(ABSENT);
  }

  OptionalLong get(String key) {
    CompactKey wanted = CompactKey.of(key);
    long entry = entry(wanted);
    return entry == ABSENT || entry >>> NUMBER_BITS != wanted.check()
        ? OptionalLong.empty()
        : OptionalLong.of(entry & NUMBER);
  }

  private synchronized long entry(CompactKey key) {
    return entries.getAndMoveToLast(key.number());
  }

  /** A number of more than 40 bits, which no store of Neo4j gives, is not remembered. */
  void put(String key, long number) {
    if (number < 0 || number >= NUMBER) {
      return;
    }
    CompactKey known = CompactKey.of(key);
    synchronized (this) {
      entries.putAndMoveToLast(known.number(), (long) known.check() << NUMBER_BITS | number);
      if (entries.size() > most) {
        entries.removeFirstLong();
      }
    }
  }

  synchronized void clear() {
    entries.clear();
    entries.trim();
  }
}
