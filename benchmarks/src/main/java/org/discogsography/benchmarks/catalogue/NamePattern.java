package org.discogsography.benchmarks.catalogue;

/**
 * A way to make names: some words in a row, each from a list of its own. Every number gives another
 * name: when all combinations are used up they begin again with a counter behind, as Discogs tells
 * people of the same name apart.
 */
final class NamePattern {

  /**
   * Prime and larger than any list, so it has no factor in common with a number of combinations.
   */
  private static final long STRIDE = 2_147_483_647L;

  private final byte[][][] parts;
  private final long combinations;

  NamePattern(byte[][]... parts) {
    this.parts = parts;
    long product = 1;
    for (byte[][] part : parts) {
      product *= part.length;
    }
    this.combinations = product;
  }

  /** A list with one word. */
  static byte[][] always(String text) {
    return new byte[][] {XmlBuffer.escaped(text)};
  }

  void write(XmlBuffer xml, long number) {
    long combination = number % combinations * STRIDE % combinations;
    for (byte[][] part : parts) {
      xml.add(part[(int) (combination % part.length)]);
      combination /= part.length;
    }
    long namesakes = number / combinations;
    if (namesakes > 0) {
      xml.add(' ').add('(').add(namesakes + 1).add(')');
    }
  }
}
