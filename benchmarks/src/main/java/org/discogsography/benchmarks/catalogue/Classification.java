package org.discogsography.benchmarks.catalogue;

/** The genres and styles of one work, each once. */
final class Classification {

  private static final byte[] GENRES = XmlBuffer.bytes("<genres>");
  private static final byte[] GENRE = XmlBuffer.bytes("<genre>");
  private static final byte[] GENRE_END = XmlBuffer.bytes("</genre>");
  private static final byte[] GENRES_END = XmlBuffer.bytes("</genres>");
  private static final byte[] STYLES = XmlBuffer.bytes("<styles>");
  private static final byte[] STYLE = XmlBuffer.bytes("<style>");
  private static final byte[] STYLE_END = XmlBuffer.bytes("</style>");
  private static final byte[] STYLES_END = XmlBuffer.bytes("</styles>");

  private static final Spread GENRE_COUNT =
      new Spread(5, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 3);
  private static final Spread STYLE_COUNT =
      new Spread(9, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 4);

  private final Taxonomy taxonomy = Taxonomy.SHARED;
  private final int[] genres = new int[5];
  private final int[] styles = new int[9];
  private int genreCount;
  private int styleCount;

  int genreCount() {
    return genreCount;
  }

  int genre(int number) {
    return genres[number];
  }

  int styleCount() {
    return styleCount;
  }

  int style(int number) {
    return styles[number];
  }

  void draw(Draws draws) {
    genreCount = 0;
    for (int wanted = GENRE_COUNT.draw(draws); wanted > 0; wanted--) {
      genreCount = addOnce(genres, genreCount, taxonomy.drawGenre(draws));
    }
    styleCount = 0;
    for (int wanted = STYLE_COUNT.draw(draws); wanted > 0; wanted--) {
      boolean stray = draws.chance(0.04);
      int genre = stray ? taxonomy.drawGenre(draws) : genres[draws.below(genreCount)];
      styleCount = addOnce(styles, styleCount, taxonomy.drawStyle(genre, draws));
    }
  }

  private static int addOnce(int[] numbers, int count, int number) {
    for (int i = 0; i < count; i++) {
      if (numbers[i] == number) {
        return count;
      }
    }
    numbers[count] = number;
    return count + 1;
  }

  void write(XmlBuffer xml) {
    xml.add(GENRES);
    for (int i = 0; i < genreCount; i++) {
      xml.add(GENRE).add(taxonomy.genre(genres[i])).add(GENRE_END);
    }
    xml.add(GENRES_END);
    if (styleCount > 0) {
      xml.add(STYLES);
      for (int i = 0; i < styleCount; i++) {
        xml.add(STYLE).add(taxonomy.style(styles[i])).add(STYLE_END);
      }
      xml.add(STYLES_END);
    }
  }
}
