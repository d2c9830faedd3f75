package org.discogsography.benchmarks.catalogue;

/**
 * Draws ranks whose frequency falls with a power of the rank, as the popularity of artists and
 * labels does (Zipf's law): the inverse of the distribution function of the bounded Pareto
 * distribution. With an exponent of 1 - 1/n the inverse is an n-th power, which is exact to the
 * last bit on every machine; samplers that use logarithms are not.
 */
final class PowerLaw {

  private final int size;
  private final int power;
  private final double span;

  /**
   * @param size number of ranks
   * @param power n; the frequency of a rank is proportional to rank^-(1 - 1/n)
   */
  PowerLaw(int size, int power) {
    this.size = size;
    this.power = power;
    this.span = StrictMath.pow(size + 1.0, 1.0 / power) - 1;
  }

  /** From 0, the most frequent, below the size. */
  int rank(Draws draws) {
    double root = 1 + draws.fraction() * span;
    double value = root;
    for (int i = 1; i < power; i++) {
      value *= root;
    }
    return Math.min((int) value - 1, size - 1);
  }
}
