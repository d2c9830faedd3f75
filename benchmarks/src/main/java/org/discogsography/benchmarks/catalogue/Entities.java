package org.discogsography.benchmarks.catalogue;

/**
 * Which entities MusicBrainz has. They are numbered: first the records of the first Discogs
 * edition, of which MusicBrainz knows some, then entities that Discogs does not know, then records
 * that a later edition has added. Safe for several threads.
 */
final class Entities {

  /** Entities without a page at Discogs, for each that has one. */
  private static final double UNLINKED = 0.4;

  private final Edition edition;

  Entities(Edition edition) {
    this.edition = edition;
  }

  /** Numbers of this kind, those without an entity included. */
  int numbers(Entity entity) {
    return edition.positions(entity.counterpart()) + unlinked(entity);
  }

  /** Numbers of the first edition: those that keep their meaning. */
  int firstNumbers(Entity entity) {
    return edition.base(entity.counterpart()) + unlinked(entity);
  }

  private int unlinked(Entity entity) {
    return Math.max(2, (int) (edition.base(entity.counterpart()) * entity.share() * UNLINKED));
  }

  /** About so many of the numbers have an entity. */
  long expected(Entity entity) {
    return Math.round(edition.positions(entity.counterpart()) * entity.share()) + unlinked(entity);
  }

  boolean has(Entity entity, int number) {
    if (!isLinked(entity, number)) {
      return true;
    }
    long key = (long) number * Entity.values().length + entity.ordinal();
    return Draws.fraction(Draws.hash(edition.seed(), Purpose.ENTITY_EXISTS, key, 0))
            < entity.share()
        && edition.has(entity.counterpart(), position(entity, number));
  }

  /** Whether the entity is linked to a record of Discogs. */
  boolean isLinked(Entity entity, int number) {
    int base = edition.base(entity.counterpart());
    return number < base || number >= base + unlinked(entity);
  }

  Edition.Fate fate(Entity entity, int number) {
    return isLinked(entity, number)
        ? edition.fate(entity.counterpart(), position(entity, number))
        : Edition.Fate.SAME;
  }

  /** The Discogs id of a linked entity. */
  int discogsId(Entity entity, int number) {
    return edition.id(entity.counterpart(), position(entity, number));
  }

  /** An id under which names can be made; that of Discogs if there is one, else one of its own. */
  int nameId(Entity entity, int number) {
    return isLinked(entity, number)
        ? discogsId(entity, number)
        : edition.idLimit(entity.counterpart()) + number;
  }

  private int position(Entity entity, int number) {
    int base = edition.base(entity.counterpart());
    return number < base ? number : number - unlinked(entity);
  }

  /** Writes the MBID of an entity, a version 4 UUID, whether it exists or not. */
  void mbid(JsonLine json, Entity entity, int number) {
    mbid(json, (long) number * Entity.values().length + entity.ordinal());
  }

  /** Writes the MBID of something that no dump holds: a recording, an area. */
  void otherMbid(JsonLine json, long number) {
    mbid(json, -1 - number);
  }

  /** With numbers of its own: all threads that write share this object. */
  private void mbid(JsonLine json, long key) {
    Draws mbids = new Draws(edition.seed()).start(Purpose.MBID, key, 0);
    long high = mbids.next() & 0xFFFFFFFFFFFF0FFFL | 0x4000L;
    long low = mbids.next() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L;
    json.uuid(high, low);
  }
}
