package org.discogsography.benchmarks.catalogue;

/**
 * Numbers the records of a type: the position of a record in the catalogue and its Discogs id. As
 * in the real dumps some ids are not given to any record: the multiples of 33.
 */
final class Numbering {

  private static final int GAP = 33;
  private static final int[] NONE = {};

  /** Various, Unknown Artist and No Artist: their ids mean the same in every dump. */
  private static final int[] SPECIAL_ARTISTS = {194, 355, 118760};

  private final int[] special;

  private Numbering(int[] special) {
    this.special = special;
  }

  static Numbering of(RecordType type) {
    return new Numbering(type == RecordType.ARTIST ? SPECIAL_ARTISTS : NONE);
  }

  /** The first positions belong to records with a given id. */
  int specials() {
    return special.length;
  }

  int id(int position) {
    if (position < special.length) {
      return special[position];
    }
    int id = regular(position);
    for (int i = 0; i < special.length; i++) {
      if (id == special[i]) {
        return regular(i);
      }
    }
    return id;
  }

  /** The position of the record with this id, also if no catalogue is that large; not for a gap. */
  int position(int id) {
    for (int i = 0; i < special.length; i++) {
      if (id == special[i]) {
        return i;
      }
    }
    int position = regularPosition(id);
    return position < special.length ? regularPosition(special[position]) : position;
  }

  boolean isGap(int id) {
    return id % GAP == 0;
  }

  /** An id that no record has, near the given position. */
  int gapNear(int position) {
    return (position / (GAP - 1) + 1) * GAP;
  }

  private static int regular(int position) {
    return 1 + position + position / (GAP - 1);
  }

  private static int regularPosition(int id) {
    return id - 1 - id / GAP;
  }
}
