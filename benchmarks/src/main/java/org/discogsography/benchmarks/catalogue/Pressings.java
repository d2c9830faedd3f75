package org.discogsography.benchmarks.catalogue;

/**
 * Which releases are pressings of which master. Every master has the release that it was made from;
 * further pressings go to popular masters, so that some have thousands and most only one.
 */
final class Pressings {

  static final int NO_MASTER = -1;

  private static final double FURTHER_PRESSINGS = 0.42;

  private final Edition edition;
  private final Shuffle order;
  private final int masters;
  private final int withMaster;

  Pressings(Edition edition) {
    this.edition = edition;
    int releases = edition.base(RecordType.RELEASE);
    this.order = new Shuffle(releases, 5);
    this.masters = Math.min(edition.base(RecordType.MASTER), releases);
    this.withMaster = masters + (int) ((releases - masters) * FURTHER_PRESSINGS);
  }

  /** Position of the main release of the master at this position. */
  int mainRelease(int master) {
    return order.invert(master % masters);
  }

  boolean isMainRelease(int release) {
    return release < order.size() && order.apply(release) < masters;
  }

  /** Position of the master of a release, or {@link #NO_MASTER}. */
  int masterOf(int release, Popularity popularity, Draws draws) {
    if (release >= edition.base(RecordType.RELEASE)) {
      return draws.chance(0.5) ? popularity.position(draws) : NO_MASTER;
    }
    int place = order.apply(release);
    if (place < masters) {
      return place;
    }
    return place < withMaster ? popularity.position(draws) : NO_MASTER;
  }
}
