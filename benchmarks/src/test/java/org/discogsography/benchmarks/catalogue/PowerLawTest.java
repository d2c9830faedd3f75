package org.discogsography.benchmarks.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PowerLawTest {

  private static final int DRAWS = 2_000_000;

  /** The slope of the frequencies in a double logarithmic picture is the exponent. */
  @ParameterizedTest
  @ValueSource(ints = {2, 4, 10})
  void frequenciesFallWithTheExponentThatThePowerStandsFor(int power) {
    int size = 100_000;
    PowerLaw law = new PowerLaw(size, power);
    Draws draws = new Draws(1).start(Purpose.WORK, 1, 0);
    int[] counts = new int[size];
    for (int i = 0; i < DRAWS; i++) {
      counts[law.rank(draws)]++;
    }

    double slope = Math.log(sum(counts, 8, 16) / sum(counts, 4_096, 8_192)) / Math.log(512);

    // a band twice as wide holds twice the ranks, so its slope is one less
    assertThat(slope).isCloseTo(-1.0 / power, within(0.03));
    assertThat(sum(counts, 0, size)).isEqualTo(DRAWS);
  }

  private static double sum(int[] counts, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += counts[i];
    }
    return sum;
  }
}
