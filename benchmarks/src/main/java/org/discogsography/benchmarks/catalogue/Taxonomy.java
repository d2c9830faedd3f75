package org.discogsography.benchmarks.catalogue;

import java.util.ArrayList;
import java.util.List;

/** The 16 genres and 757 styles, how common the genres are, and which styles go with them. */
final class Taxonomy {

  static final int STYLES = 757;

  private static final String[] MODIFIERS = {
    "", "Deep ", "Acid ", "Progressive ", "Experimental ", "Minimal ", "Neo-", "Symphonic ", "Nu "
  };

  static final Taxonomy SHARED = new Taxonomy();

  private final List<byte[]> genres = new ArrayList<>();
  private final List<byte[]> styles = new ArrayList<>();
  private final List<int[]> stylesOfGenre = new ArrayList<>();
  private final List<PowerLaw> popularity = new ArrayList<>();
  private final List<Double> sharesUpTo = new ArrayList<>();

  private Taxonomy() {
    List<String[]> roots = new ArrayList<>();
    double share = 0;
    for (String line : Vocabulary.lines("styles.txt")) {
      String[] parts = line.split(" ; ");
      genres.add(XmlBuffer.escaped(parts[0]));
      share += Double.parseDouble(parts[1]) / 1000;
      sharesUpTo.add(share);
      roots.add(parts[2].split(" \\| "));
    }
    addStyles(roots);
  }

  /** First the plain roots of all genres, then all with one modifier after the other. */
  private void addStyles(List<String[]> roots) {
    List<List<Integer>> numbers = new ArrayList<>();
    roots.forEach(genre -> numbers.add(new ArrayList<>()));
    for (String modifier : MODIFIERS) {
      for (int genre = 0; genre < roots.size(); genre++) {
        for (String root : roots.get(genre)) {
          if (styles.size() < STYLES) {
            numbers.get(genre).add(styles.size());
            styles.add(XmlBuffer.escaped(modifier + root));
          }
        }
      }
    }
    for (List<Integer> own : numbers) {
      stylesOfGenre.add(own.stream().mapToInt(Integer::intValue).toArray());
      popularity.add(new PowerLaw(own.size(), 4));
    }
  }

  int genres() {
    return genres.size();
  }

  int styles() {
    return styles.size();
  }

  byte[] genre(int number) {
    return genres.get(number);
  }

  byte[] style(int number) {
    return styles.get(number);
  }

  int drawGenre(Draws draws) {
    double draw = draws.fraction();
    int genre = 0;
    while (genre < genres.size() - 1 && draw >= sharesUpTo.get(genre)) {
      genre++;
    }
    return genre;
  }

  int drawStyle(int genre, Draws draws) {
    return stylesOfGenre.get(genre)[popularity.get(genre).rank(draws)];
  }
}
