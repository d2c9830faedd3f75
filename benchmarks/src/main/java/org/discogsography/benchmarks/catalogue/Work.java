package org.discogsography.benchmarks.catalogue;

/**
 * What all pressings of one work have in common; a release without a master is a work by itself.
 */
final class Work {

  private static final double VARIOUS_SHARE = 0.05;
  private static final int LAST_YEAR = 2026;

  private static final Spread ARTISTS =
      new Spread(7, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2);
  private static final Spread TRACKS =
      new Spread(60, 1, 1, 2, 2, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10, 10, 11, 12, 13, 15, 17);

  private final Catalogue catalogue;
  private final Texts texts;
  private final Draws draws;

  final XmlBuffer title = new XmlBuffer(200);
  final Classification classification = new Classification();
  final int[] artists = new int[ARTISTS.most()];
  int artistCount;
  boolean various;
  int script;
  int year;
  int tracks;
  boolean trackCredits;
  boolean trackArtists;
  long number;

  Work(Catalogue catalogue, Texts texts) {
    this.catalogue = catalogue;
    this.texts = texts;
    this.draws = new Draws(catalogue.edition.seed());
  }

  void openMaster(int master) {
    open(2L * master, false);
  }

  void openRelease(int release, boolean added) {
    open(2L * release + 1, added);
  }

  private void open(long work, boolean added) {
    number = work;
    draws.start(Purpose.WORK, work, 0);
    drawArtists(draws, added);
    script = texts.drawScript(draws);
    title.clear();
    texts.title(title, script, draws);
    classification.draw(draws);
    year = LAST_YEAR - yearsAgo(draws);
    tracks = TRACKS.draw(draws);
    trackCredits = draws.chance(0.3);
    trackArtists = various || draws.chance(0.06);
  }

  /** Artist ids; the same one may stand there twice. */
  void drawArtists(Draws from, boolean added) {
    various = from.chance(VARIOUS_SHARE);
    artistCount = various ? 1 : ARTISTS.draw(from);
    for (int i = 0; i < artistCount; i++) {
      artists[i] = added ? catalogue.mainArtists.idForAdded(from) : catalogue.mainArtists.id(from);
    }
    if (various) {
      artists[0] = Names.VARIOUS;
    }
  }

  /** Most records are of the last decades, few of the time of shellac. */
  static int yearsAgo(Draws draws) {
    double a = draws.fraction();
    double b = draws.fraction();
    return draws.chance(0.9) ? (int) ((a + b) * 34) : (int) (a * (LAST_YEAR - 1900 + 1));
  }

  void countArtists(Sightings sightings, Counts counts) {
    for (int i = 0; i < artistCount; i++) {
      boolean repeated = false;
      for (int j = 0; j < i; j++) {
        repeated |= artists[j] == artists[i];
      }
      if (!repeated) {
        sightings.mention(RecordType.ARTIST, artists[i]);
        counts.by++;
      }
    }
  }
}
