package org.discogsography.benchmarks.catalogue;

import java.util.Arrays;

/**
 * Names of artists, of persons without a page, and of labels. No two artists share a name and no
 * person without a page has the name of an artist, so that persons can be counted by number.
 */
final class Names {

  static final int VARIOUS = 194;

  private static final byte[] VARIOUS_NAME = XmlBuffer.bytes("Various");
  private static final byte[] UNKNOWN_NAME = XmlBuffer.bytes("Unknown Artist");
  private static final byte[] NO_ARTIST_NAME = XmlBuffer.bytes("No Artist");
  private static final byte[] SPACE = XmlBuffer.bytes(" ");

  private final Vocabulary words = Vocabulary.SHARED;
  private final byte[][] space = NamePattern.always(" ");
  private final NamePattern western =
      new NamePattern(words.words("given"), space, words.words("onset"), words.words("ending"));
  private final NameMix artists = new NameMix(artistPatterns());
  private final NameMix labels = new NameMix(labelPatterns());
  private final NamePattern pageless =
      new NamePattern(
          letters(),
          NamePattern.always("."),
          letters(),
          NamePattern.always(". "),
          words.words("onset"),
          words.words("ending"));

  /** Twenty patterns, each for one artist in twenty. */
  private NamePattern[] artistPatterns() {
    byte[][] adjectives = words.words("adjective");
    byte[][] nouns = words.words("noun");
    NamePattern band =
        new NamePattern(
            NamePattern.always("The "), adjectives, space, nouns, NamePattern.always("s"));
    NamePattern duo = new NamePattern(nouns, NamePattern.always(" & "), adjectives, space, nouns);
    NamePattern project = new NamePattern(adjectives, space, nouns);
    NamePattern[] patterns = new NamePattern[20];
    Arrays.fill(patterns, western);
    Arrays.fill(
        patterns,
        6,
        11,
        new NamePattern(
            words.words("given"),
            space,
            letters(),
            NamePattern.always(". "),
            words.words("onset"),
            words.words("ending")));
    patterns[11] = band;
    patterns[12] = new NamePattern(words.words("onset"), words.words("ending"), orchestra());
    patterns[13] = project;
    patterns[14] = duo;
    patterns[15] = new NamePattern(NamePattern.always("DJ "), nouns, space, words.words("onset"));
    patterns[16] = new NamePattern(nouns, space, nouns);
    patterns[17] =
        new NamePattern(
            words.words("cyrillicGiven"),
            space,
            words.words("initial"),
            NamePattern.always(". "),
            words.words("cyrillicFamily"));
    patterns[18] =
        new NamePattern(words.words("family"), words.words("kanji"), words.words("kanji"));
    patterns[19] = triple("greek");
    return withRarities(patterns);
  }

  /**
   * A hundred patterns: the twenty five times, but for scripts and kinds of names that are rare.
   */
  private NamePattern[] withRarities(NamePattern[] twenty) {
    String[] scripts = {"arabic", "hebrew", "korean", "thai", "devanagari"};
    NamePattern[] hundred = new NamePattern[100];
    for (int i = 0; i < hundred.length; i++) {
      hundred[i] = twenty[i % 20];
    }
    for (int i = 0; i < scripts.length; i++) {
      hundred[i * 20] = triple(scripts[i]);
    }
    hundred[1] = new NamePattern(words.words("noun"));
    return hundred;
  }

  private NamePattern triple(String script) {
    byte[][] list = words.words(script);
    return new NamePattern(list, space, list, space, list);
  }

  private static byte[][] orchestra() {
    return new byte[][] {
      XmlBuffer.bytes(" Orchestra"), XmlBuffer.bytes(" Quartet"), XmlBuffer.bytes(" Trio"),
      XmlBuffer.bytes(" Ensemble"), XmlBuffer.bytes(" Choir"), XmlBuffer.bytes(" Big Band")
    };
  }

  private NamePattern[] labelPatterns() {
    byte[][] kinds = words.words("labelWord");
    byte[][] nouns = words.words("noun");
    return new NamePattern[] {
      new NamePattern(nouns, space, kinds),
      new NamePattern(words.words("adjective"), space, nouns, space, kinds),
      new NamePattern(words.words("onset"), words.words("ending"), space, kinds),
      new NamePattern(words.words("onset"), words.words("ending"), space, kinds),
      new NamePattern(nouns, space, words.words("onset"), space, kinds),
    };
  }

  private static byte[][] letters() {
    byte[][] letters = new byte[26][];
    for (int i = 0; i < letters.length; i++) {
      letters[i] = new byte[] {(byte) ('A' + i)};
    }
    return letters;
  }

  /** The name under which an artist is credited, for every id, also one without a record. */
  void artist(XmlBuffer xml, int id) {
    switch (id) {
      case VARIOUS -> xml.add(VARIOUS_NAME);
      case 355 -> xml.add(UNKNOWN_NAME);
      case 118760 -> xml.add(NO_ARTIST_NAME);
      default -> artists.write(xml, id);
    }
  }

  void label(XmlBuffer xml, int id) {
    labels.write(xml, id);
  }

  /** A person who is credited without a page. */
  void pageless(XmlBuffer xml, int number) {
    pageless.write(xml, number);
  }

  /** What somebody's birth certificate may say. */
  void real(XmlBuffer xml, Draws draws) {
    western.write(xml, draws.below(600_000));
    if (draws.chance(0.3)) {
      xml.add(SPACE).add(words.words("onset")[draws.below(60)]);
    }
  }
}
