package org.discogsography.benchmarks.catalogue;

/**
 * Names that stand for the same person: artists are dealt into blocks of 64, and the first of a
 * block are a circle in which everybody is an alias of everybody else.
 */
final class Aliases {

  private static final int BLOCK = 64;
  private static final double FORGOTTEN = 0.06;
  private static final double DROPPED_BY_EDIT = 0.3;

  private static final Spread CIRCLE = new Spread(20, 2, 2, 3, 3, 4, 4, 5, 6, 8, 10);

  private final Edition edition;
  private final Shuffle shuffle;
  private final int blocks;
  private final Draws draws;

  Aliases(Edition edition) {
    this.edition = edition;
    int count = edition.base(RecordType.ARTIST) - edition.numbering(RecordType.ARTIST).specials();
    this.shuffle = new Shuffle(count, 4);
    this.blocks = count / BLOCK;
    this.draws = new Draws(edition.seed());
  }

  /** Positions of the aliases that the record of an artist mentions; returns how many. */
  int of(int position, int[] aliases) {
    int specials = edition.numbering(RecordType.ARTIST).specials();
    if (position < specials || position >= edition.base(RecordType.ARTIST)) {
      return 0;
    }
    int place = shuffle.apply(position - specials);
    int block = place / BLOCK;
    if (block >= blocks) {
      return 0;
    }
    draws.start(Purpose.KIN, (long) block * 4 + 3, 0);
    int first = block * BLOCK;
    int size = CIRCLE.draw(draws);
    return place < first + size ? circle(position, first, size, aliases) : 0;
  }

  private int circle(int position, int first, int size, int[] aliases) {
    int specials = edition.numbering(RecordType.ARTIST).specials();
    boolean edited =
        edition.editedPart(RecordType.ARTIST, position, KinRecord.PARTS) == KinRecord.KIN;
    int count = 0;
    for (int place = first; place < first + size; place++) {
      int other = specials + shuffle.invert(place);
      long hash = Draws.hash(edition.seed(), Purpose.KIN_HEARD, position, -1L - other);
      if (other != position && Draws.fraction(hash) >= (edited ? DROPPED_BY_EDIT : FORGOTTEN)) {
        aliases[count++] = other;
      }
    }
    return count;
  }
}
