package org.discogsography.benchmarks.catalogue;

/**
 * How many of something records have: equally likely values in rising order, as quantiles of real
 * records give them; the last one stands for everything from itself up to the most.
 */
record Spread(int most, int... values) {

  int draw(Draws draws) {
    int slot = draws.below(values.length);
    return slot == values.length - 1 ? draws.between(values[slot], most) : values[slot];
  }
}
