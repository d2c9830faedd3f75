package org.discogsography.benchmarks.catalogue;

import java.util.concurrent.atomic.AtomicLongArray;

/** A set of small numbers that many threads add to: one bit for each number that there could be. */
final class NumberSet {

  private final AtomicLongArray words;

  /**
   * @param limit above every number
   */
  NumberSet(int limit) {
    words = new AtomicLongArray(limit / 64 + 1);
  }

  void add(int number) {
    int word = number >> 6;
    long bit = 1L << number;
    if ((words.get(word) & bit) == 0) {
      words.accumulateAndGet(word, bit, (before, more) -> before | more);
    }
  }

  long count() {
    long count = 0;
    for (int i = 0; i < words.length(); i++) {
      count += Long.bitCount(words.get(i));
    }
    return count;
  }
}
