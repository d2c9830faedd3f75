package org.discogsography.benchmarks.catalogue;

/**
 * Which records the catalogue has, and in which revision. The first edition has them all; the next
 * one has some changed, some removed and some added.
 */
final class Edition {

  /** What became of a record since the first edition. */
  enum Fate {
    SAME,
    CHANGED,
    REMOVED,
    ADDED
  }

  private final long seed;
  private final double removed;
  private final double changed;
  private final int[] base = new int[RecordType.values().length];
  private final int[] added = new int[RecordType.values().length];
  private final Numbering[] numberings = new Numbering[RecordType.values().length];

  /**
   * @param releases number of releases in the first edition; the other types follow from it as in
   *     the real dumps: for 19 releases 10 artists, 2.4 labels and 2.5 masters
   * @param mutatedPercent 0 for the first edition, else the percentage of changed records; a tenth
   *     of it is removed and a tenth added
   */
  Edition(long seed, int releases, double mutatedPercent) {
    this.seed = seed;
    this.removed = mutatedPercent / 1000;
    this.changed = mutatedPercent / 100;
    for (RecordType type : RecordType.values()) {
      int count = Math.max(4, (int) Math.round(releases * perRelease(type)));
      base[type.ordinal()] = type == RecordType.RELEASE ? releases : count;
      added[type.ordinal()] = (int) Math.round(base[type.ordinal()] * mutatedPercent / 1000);
      numberings[type.ordinal()] = Numbering.of(type);
    }
  }

  private static double perRelease(RecordType type) {
    return switch (type) {
      case ARTIST -> 10 / 19.0;
      case LABEL -> 2.4 / 19;
      case MASTER -> 2.5 / 19;
      case RELEASE -> 1;
    };
  }

  long seed() {
    return seed;
  }

  /** Records of the first edition. */
  int base(RecordType type) {
    return base[type.ordinal()];
  }

  /** Records that the first edition did not have; their positions follow those that it had. */
  int added(RecordType type) {
    return added[type.ordinal()];
  }

  /** Positions, those of removed records included. */
  int positions(RecordType type) {
    return base(type) + added(type);
  }

  Numbering numbering(RecordType type) {
    return numberings[type.ordinal()];
  }

  int id(RecordType type, int position) {
    return numbering(type).id(position);
  }

  /** Larger than any id in the catalogue, also of records that are only referred to. */
  int idLimit(RecordType type) {
    int last = positions(type);
    Numbering numbering = numbering(type);
    int limit = numbering.gapNear(last) + 1;
    for (int i = 0; i < numbering.specials(); i++) {
      limit = Math.max(limit, numbering.id(i) + 1);
    }
    return limit;
  }

  Fate fate(RecordType type, int position) {
    if (position >= base(type)) {
      return Fate.ADDED;
    }
    if (changed == 0 || position < numbering(type).specials()) {
      return Fate.SAME;
    }
    long key = (long) position * RecordType.values().length + type.ordinal();
    double draw = Draws.fraction(Draws.hash(seed, Purpose.FATE, key, 0));
    if (draw < removed) {
      return Fate.REMOVED;
    }
    return draw < removed + changed ? Fate.CHANGED : Fate.SAME;
  }

  boolean has(RecordType type, int position) {
    return position < positions(type) && fate(type, position) != Fate.REMOVED;
  }

  /** Whether a record has this id. */
  boolean hasId(RecordType type, int id) {
    Numbering numbering = numbering(type);
    return !numbering.isGap(id) && has(type, numbering.position(id));
  }

  /**
   * Which of its parts a changed record was edited in.
   *
   * @return from 0 below the number of parts; -1 if the record is as it was
   */
  int editedPart(RecordType type, int position, int parts) {
    if (fate(type, position) != Fate.CHANGED) {
      return -1;
    }
    long key = (long) position * RecordType.values().length + type.ordinal();
    return (int) Math.floorMod(Draws.hash(seed, Purpose.EDITED_PART, key, 0), (long) parts);
  }
}
