package org.discogsography.benchmarks.catalogue;

/** Titles in many scripts, and prose with line breaks and the markup of Discogs. */
final class Texts {

  private static final byte[] LINE_BREAK = XmlBuffer.bytes("&#13;\n");
  private static final String[] SCRIPTS = {
    "latin",
    "cyrillic",
    "japanese",
    "chinese",
    "korean",
    "greek",
    "arabic",
    "hebrew",
    "thai",
    "devanagari"
  };

  /** Per cent of works up to each script; the rest is English. */
  private static final int[] SCRIPTS_UP_TO = {14, 19, 24, 26, 28, 30, 31, 32, 33, 34};

  private static final Spread TITLE_WORDS =
      new Spread(12, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 5, 5, 6);

  private final byte[][][] scripts = new byte[SCRIPTS.length][][];
  private final byte[][] adjectives = Vocabulary.SHARED.words("adjective");
  private final byte[][] nouns = Vocabulary.SHARED.words("noun");
  private final byte[][] latin = Vocabulary.SHARED.words("latin");
  private final byte[][] emoji = Vocabulary.SHARED.words("emoji");
  private final byte[][] prose = Vocabulary.SHARED.words("prose");
  private final byte[][] sites = Vocabulary.SHARED.words("site");

  Texts() {
    for (int i = 0; i < SCRIPTS.length; i++) {
      scripts[i] = Vocabulary.SHARED.words(SCRIPTS[i]);
    }
  }

  /** The script of a work, for {@link #title}. */
  int drawScript(Draws draws) {
    int percent = draws.below(100);
    for (int i = 0; i < SCRIPTS_UP_TO.length; i++) {
      if (percent < SCRIPTS_UP_TO[i]) {
        return i;
      }
    }
    return SCRIPTS.length;
  }

  void title(XmlBuffer xml, int script, Draws draws) {
    int words = TITLE_WORDS.draw(draws);
    for (int i = 0; i < words; i++) {
      if (i > 0) {
        xml.add(' ');
      }
      if (script < SCRIPTS.length) {
        xml.add(one(scripts[script], draws));
      } else {
        switch (draws.below(5)) {
          case 0, 1 -> xml.add(one(nouns, draws));
          case 2 -> xml.add(one(adjectives, draws));
          default -> xml.add(latin[draws.below(30)]);
        }
      }
    }
    if (draws.below(100) == 0) {
      xml.add(' ').add(one(emoji, draws));
    }
  }

  /** Prose of about so many bytes. */
  void prose(XmlBuffer xml, int length, Draws draws) {
    int end = xml.size() + length;
    xml.add(one(nouns, draws));
    while (xml.size() < end) {
      long dice = draws.next();
      switch ((int) (dice & 63)) {
        case 0, 1 -> xml.add('.').add(LINE_BREAK).add(one(adjectives, draws));
        case 2 -> xml.add(',').add(' ').add(one(latin, draws));
        case 3 -> xml.add(' ').add('[').add('a').add(1 + draws.below(900_000)).add(']');
        case 4 -> xml.add(' ').add('[').add('l').add(1 + draws.below(200_000)).add(']');
        case 5 -> xml.add(' ').add(1950 + draws.below(76));
        case 6 -> xml.add('.').add(' ').add(one(nouns, draws));
        default -> xml.add(' ').add(prose[(int) ((dice >>> 32) * prose.length >>> 32)]);
      }
    }
    xml.add('.');
  }

  /** An address on one of the usual sites. */
  void address(XmlBuffer xml, Draws draws) {
    xml.add(one(sites, draws)).add(one(adjectives, draws)).add(one(nouns, draws));
    xml.add(draws.below(10_000));
  }

  static byte[] one(byte[][] words, Draws draws) {
    return words[draws.below(words.length)];
  }
}
