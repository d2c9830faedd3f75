package org.discogsography.benchmarks.catalogue;

/** Draws records of a type as often as they are popular; now and then one that does not exist. */
final class Popularity {

  private static final double DANGLING = 0.001;
  private static final double FROM_ADDED = 0.1;

  private final Edition edition;
  private final RecordType type;
  private final PowerLaw ranks;
  private final Shuffle order;

  /**
   * @param power see {@link PowerLaw}
   * @param variant orders of different variants make different records popular
   */
  Popularity(Edition edition, RecordType type, int power, int variant) {
    this.edition = edition;
    this.type = type;
    int count = edition.base(type) - edition.numbering(type).specials();
    this.ranks = new PowerLaw(count, power);
    this.order = new Shuffle(count, variant);
  }

  /** A position in the first edition; special records are never drawn. */
  int position(Draws draws) {
    return edition.numbering(type).specials() + order.apply(ranks.rank(draws));
  }

  int id(Draws draws) {
    int position = position(draws);
    Numbering numbering = edition.numbering(type);
    return draws.chance(DANGLING) ? numbering.gapNear(position) : numbering.id(position);
  }

  /** For a record that the first edition did not have: it may refer to another such record. */
  int idForAdded(Draws draws) {
    int added = edition.added(type);
    if (added > 0 && draws.chance(FROM_ADDED)) {
      return edition.id(type, edition.base(type) + draws.below(added));
    }
    return id(draws);
  }
}
