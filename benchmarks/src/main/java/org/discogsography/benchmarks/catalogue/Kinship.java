package org.discogsography.benchmarks.catalogue;

/**
 * Who belongs to whom: groups and their members, labels and their sublabels. Records are dealt into
 * blocks of 64; the first of a block are heads, and each has a run of others as its kin. So both
 * sides of a relationship can be told from either. Some relationships only one of the two records
 * mentions, as in the real dumps.
 */
final class Kinship {

  private static final int BLOCK = 64;
  private static final int MOST_HEADS = 6;
  private static final double HEARD_FROM_ONE_SIDE = 0.06;
  private static final double DROPPED_BY_EDIT = 0.3;

  /** Kin of a group: mostly a few, rarely an orchestra. */
  private static final Spread KIN =
      new Spread(40, 1, 2, 2, 2, 2, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 6, 6, 7, 9, 13);

  private final Edition edition;
  private final RecordType type;
  private final int leastHeads;
  private final int mostHeads;
  private final boolean oneHeadEach;
  private final Shuffle shuffle;
  private final int blocks;
  private final Draws draws;
  private final int[] from = new int[MOST_HEADS];
  private final int[] lengths = new int[MOST_HEADS];
  private int heads;
  private int ownBlock;
  private int ownPlace;

  private Kinship(
      Edition edition, RecordType type, int leastHeads, int mostHeads, boolean oneHeadEach) {
    this.edition = edition;
    this.type = type;
    this.leastHeads = leastHeads;
    this.mostHeads = mostHeads;
    this.oneHeadEach = oneHeadEach;
    int count = edition.base(type) - edition.numbering(type).specials();
    this.shuffle = new Shuffle(count, 3);
    this.blocks = count / BLOCK;
    this.draws = new Draws(edition.seed());
  }

  /** Groups with their members; a person may play in several. */
  static Kinship ofGroups(Edition edition) {
    return new Kinship(edition, RecordType.ARTIST, 3, 6, false);
  }

  /** Labels with their sublabels; a label has one parent at most. */
  static Kinship ofLabels(Edition edition) {
    return new Kinship(edition, RecordType.LABEL, 1, 2, true);
  }

  /** Looks a record up; the following questions are about it. */
  void open(int position) {
    int specials = edition.numbering(type).specials();
    heads = 0;
    if (position < specials || position >= edition.base(type)) {
      return;
    }
    int place = shuffle.apply(position - specials);
    if (place / BLOCK >= blocks) {
      return;
    }
    ownBlock = place / BLOCK;
    ownPlace = place % BLOCK;
    draws.start(Purpose.KIN, (long) ownBlock * 4 + type.ordinal(), 0);
    heads = draws.between(leastHeads, mostHeads);
    for (int head = 0; head < heads; head++) {
      // the first head may have the other heads as its kin, never the other way round
      int first = head == 0 ? 1 : heads;
      lengths[head] = Math.min(KIN.draw(draws), BLOCK - first);
      from[head] = first + draws.below(BLOCK - first - lengths[head] + 1);
    }
  }

  /** Positions of those below the opened record; returns how many. */
  int below(int[] kin) {
    if (ownPlace >= heads) {
      return 0;
    }
    int count = 0;
    for (int place = from[ownPlace]; place < from[ownPlace] + lengths[ownPlace]; place++) {
      if (!oneHeadEach || headOf(place) == ownPlace) {
        kin[count++] = position(place);
      }
    }
    return count;
  }

  /** Positions of those above the opened record; returns how many. */
  int above(int[] kin) {
    int count = 0;
    for (int head = 0; head < heads; head++) {
      if (covers(head, ownPlace) && (!oneHeadEach || headOf(ownPlace) == head)) {
        kin[count++] = position(head);
      }
    }
    return count;
  }

  private int headOf(int place) {
    for (int head = 0; head < heads; head++) {
      if (covers(head, place)) {
        return head;
      }
    }
    return -1;
  }

  private boolean covers(int head, int place) {
    return place >= from[head] && place < from[head] + lengths[head];
  }

  private int position(int place) {
    return edition.numbering(type).specials() + shuffle.invert(ownBlock * BLOCK + place);
  }

  /** Whether the record of the upper one exists and mentions the lower one. */
  boolean upperMentions(int upper, int lower) {
    double heard = heard(upper, lower);
    return (heard < HEARD_FROM_ONE_SIDE || heard >= 2 * HEARD_FROM_ONE_SIDE)
        && edition.has(type, upper)
        && !dropped(upper, lower);
  }

  /** Whether the record of the lower one exists and mentions the upper one. */
  boolean lowerMentions(int lower, int upper) {
    return heard(upper, lower) >= HEARD_FROM_ONE_SIDE
        && edition.has(type, lower)
        && !dropped(lower, upper);
  }

  private double heard(int upper, int lower) {
    return Draws.fraction(Draws.hash(edition.seed(), Purpose.KIN_HEARD, upper, lower + 1L));
  }

  private boolean dropped(int owner, int other) {
    return edition.editedPart(type, owner, KinRecord.PARTS) == KinRecord.KIN
        && Draws.fraction(Draws.hash(edition.seed(), Purpose.KIN_DROPPED, owner, other + 1L))
            < DROPPED_BY_EDIT;
  }

  /** Most of {@link #below} and {@link #above}. */
  static int most() {
    return BLOCK;
  }
}
