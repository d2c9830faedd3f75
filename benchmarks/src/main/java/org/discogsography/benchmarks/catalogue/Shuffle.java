package org.discogsography.benchmarks.catalogue;

import java.math.BigInteger;

/** A permutation of the numbers below a size and its inverse, without a table. */
final class Shuffle {

  private static final double GOLDEN = 0.6180339887498949;

  private final int size;
  private final long factor;
  private final long inverse;
  private final long offset;

  /**
   * @param variant permutations of different variants differ
   */
  Shuffle(int size, int variant) {
    this.size = size;
    BigInteger modulus = BigInteger.valueOf(size);
    long candidate = (long) (size * GOLDEN) / variant + 1;
    while (!BigInteger.valueOf(candidate).gcd(modulus).equals(BigInteger.ONE)) {
      candidate++;
    }
    this.factor = candidate % size;
    this.inverse = size == 1 ? 0 : BigInteger.valueOf(candidate).modInverse(modulus).longValue();
    this.offset = size / (variant + 1L);
  }

  int size() {
    return size;
  }

  int apply(int number) {
    return (int) ((number * factor + offset) % size);
  }

  int invert(int number) {
    return (int) (Math.floorMod(number - offset, (long) size) * inverse % size);
  }
}
