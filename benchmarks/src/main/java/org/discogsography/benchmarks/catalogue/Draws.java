package org.discogsography.benchmarks.catalogue;

/**
 * Random numbers that depend on a key alone: SplitMix64 (Steele, Lea and Flood, "Fast Splittable
 * Pseudorandom Number Generators", 2014) started at a hash of the key. Integer arithmetic only, so
 * that every machine draws the same; the generators of the JDK do not promise that.
 */
final class Draws {

  private static final long GAMMA = 0x9E3779B97F4A7C15L;

  private final long seed;
  private long state;

  Draws(long seed) {
    this.seed = seed;
  }

  /** Starts the numbers of a key: what is drawn, for which record, in which of its revisions. */
  Draws start(Purpose purpose, long number, int revision) {
    state = hash(seed, purpose, number, revision);
    return this;
  }

  /** A number that looks random, the same for the same arguments. */
  static long hash(long seed, Purpose purpose, long number, long more) {
    long hash = mix(seed + GAMMA);
    hash = mix(hash + (purpose.ordinal() + 1) * GAMMA);
    hash = mix(hash + (number + 1) * GAMMA);
    return more == 0 ? hash : mix(hash + more * GAMMA);
  }

  /** The fraction, from 0 below 1, that a number stands for. */
  static double fraction(long hash) {
    return (hash >>> 11) * 0x1p-53;
  }

  private static long mix(long value) {
    value = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    value = (value ^ (value >>> 27)) * 0x94D049BB133111EBL;
    return value ^ (value >>> 31);
  }

  long next() {
    state += GAMMA;
    return mix(state);
  }

  /** From 0 below the bound. */
  int below(int bound) {
    return (int) (((next() >>> 32) * bound) >>> 32);
  }

  int between(int least, int most) {
    return least + below(most - least + 1);
  }

  double fraction() {
    return fraction(next());
  }

  boolean chance(double probability) {
    return fraction() < probability;
  }

  int oneOf(int[] values) {
    return values[below(values.length)];
  }
}
