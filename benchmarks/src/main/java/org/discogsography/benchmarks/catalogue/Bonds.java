package org.discogsography.benchmarks.catalogue;

import static org.discogsography.benchmarks.catalogue.XmlBuffer.bytes;

/**
 * Relations between artists, written on both ends as MusicBrainz does. Of each kind an artist has
 * one to the artist that a permutation names, if chance will have it; and members of groups are
 * mostly those that Discogs knows.
 */
final class Bonds {

  private static final double KNOWN_MEMBERSHIP = 0.7;
  private static final int FIRST_VARIANT = 7;

  private static final byte[] TYPE = bytes("{\"type\":");
  private static final byte[] TYPE_ID = bytes(",\"type-id\":");
  private static final byte[] TARGET = bytes(",\"target-type\":\"artist\",\"direction\":");
  private static final byte[] FORWARD = bytes("forward");
  private static final byte[] BACKWARD = bytes("backward");
  private static final byte[] BEGIN = bytes(",\"begin\":");
  private static final byte[] END = bytes(",\"end\":");
  private static final byte[] ENDED = bytes(",\"ended\":");
  private static final byte[] ATTRIBUTES = bytes(",\"attributes\":[");
  private static final byte[] ARTIST =
      bytes(
          "],\"attribute-values\":{},\"attribute-ids\":{},\"attribute-credits\":{},"
              + "\"source-credit\":\"\",\"target-credit\":\"\",\"artist\":{\"id\":");
  private static final byte[] NAME = bytes(",\"name\":");
  private static final byte[] ARTIST_END = bytes(",\"disambiguation\":\"\"}}");
  private static final byte[][] INSTRUMENTS = {
    bytes("guitar"), bytes("drums (drum set)"), bytes("lead vocals"), bytes("bass guitar"),
    bytes("keyboard"), bytes("original"), bytes("saxophone"), bytes("founder")
  };

  private final Catalogue catalogue;
  private final Entities entities;
  private final Names names = new Names();
  private final Kinship groups;
  private final Shuffle[] partners = new Shuffle[Bond.values().length];
  private final int specials;
  private final int domain;
  private final Draws draws;
  private final int[] kin = new int[Kinship.most()];

  Bonds(Catalogue catalogue, Entities entities) {
    this.catalogue = catalogue;
    this.entities = entities;
    Edition edition = catalogue.edition;
    this.groups = Kinship.ofGroups(edition);
    this.specials = edition.numbering(RecordType.ARTIST).specials();
    this.domain = entities.firstNumbers(Entity.ARTIST) - specials;
    for (Bond bond : Bond.values()) {
      partners[bond.ordinal()] = new Shuffle(domain, FIRST_VARIANT + bond.ordinal());
    }
    this.draws = new Draws(edition.seed());
  }

  /** Writes the relations of an artist, each behind a comma, and counts those that go out. */
  void write(JsonLine json, int number, EntityCounts counts) {
    if (number < specials || number - specials >= domain) {
      return;
    }
    for (Bond bond : Bond.values()) {
      int to = specials + partners[bond.ordinal()].apply(number - specials);
      if (exists(bond, number, to)) {
        relation(json, bond, number, to, true, counts);
      }
      int from = specials + partners[bond.ordinal()].invert(number - specials);
      if (exists(bond, from, number)) {
        relation(json, bond, from, number, false, counts);
      }
    }
    if (entities.isLinked(Entity.ARTIST, number)) {
      memberships(json, number, counts);
    }
  }

  private void memberships(JsonLine json, int number, EntityCounts counts) {
    groups.open(number);
    int count = groups.above(kin);
    for (int i = 0; i < count; i++) {
      if (isMember(number, kin[i])) {
        relation(json, Bond.MEMBER, number, kin[i], true, counts);
        if (groups.upperMentions(kin[i], number) || groups.lowerMentions(number, kin[i])) {
          counts.knownMemberships++;
        }
      }
    }
    count = groups.below(kin);
    for (int i = 0; i < count; i++) {
      if (isMember(kin[i], number)) {
        relation(json, Bond.MEMBER, kin[i], number, false, counts);
      }
    }
  }

  private boolean isMember(int member, int group) {
    return both(member, group) && chance(Bond.MEMBER, member, group + 1L, KNOWN_MEMBERSHIP);
  }

  private boolean exists(Bond bond, int from, int to) {
    return from != to
        && chance(bond, from, 0, bond.share())
        && both(from, to)
        && !(bond == Bond.MEMBER && isKin(from, to));
  }

  /** Memberships that Discogs knows are written as such. */
  private boolean isKin(int member, int group) {
    int base = catalogue.edition.base(RecordType.ARTIST);
    if (member >= base || group >= base) {
      return false;
    }
    groups.open(member);
    int count = groups.above(kin);
    for (int i = 0; i < count; i++) {
      if (kin[i] == group) {
        return true;
      }
    }
    return false;
  }

  private boolean both(int one, int other) {
    return entities.has(Entity.ARTIST, one) && entities.has(Entity.ARTIST, other);
  }

  private boolean chance(Bond bond, int from, long to, double share) {
    long key = (long) from * Bond.values().length + bond.ordinal();
    return Draws.fraction(Draws.hash(catalogue.edition.seed(), Purpose.BOND, key, to)) < share;
  }

  private void relation(
      JsonLine json, Bond bond, int from, int to, boolean goesOut, EntityCounts counts) {
    // drawn from both numbers: the record of the other end tells the same
    draws.start(Purpose.BOND, (long) from * Bond.values().length + bond.ordinal(), to + 1);
    int begin = 1950 + draws.below(70);
    int length = draws.below(25);
    boolean known = draws.chance(0.6);
    boolean ended = draws.chance(0.4);
    json.raw(',').raw(TYPE).text(bond.type()).raw(TYPE_ID);
    entities.otherMbid(json, bond.ordinal());
    json.raw(TARGET).text(goesOut ? FORWARD : BACKWARD).raw(BEGIN);
    json.orNull(known, () -> json.raw('"').number(begin).raw('"')).raw(END);
    json.orNull(known && ended, () -> json.raw('"').number(begin + length).raw('"'));
    json.raw(ENDED).flag(ended).raw(ATTRIBUTES);
    int attributes = bond == Bond.MEMBER ? draws.below(3) : 0;
    int first = draws.below(INSTRUMENTS.length);
    for (int i = 0; i < attributes; i++) {
      if (i > 0) {
        json.raw(',');
      }
      json.text(INSTRUMENTS[(first + i) % INSTRUMENTS.length]);
    }
    int other = goesOut ? to : from;
    json.raw(ARTIST);
    entities.mbid(json, Entity.ARTIST, other);
    json.raw(NAME);
    json.xml.clear();
    names.artist(json.xml, entities.nameId(Entity.ARTIST, other));
    json.made().raw(ARTIST_END);
    if (goesOut) {
      counts.relationships++;
      if (entities.isLinked(Entity.ARTIST, from) && entities.isLinked(Entity.ARTIST, to)) {
        counts.edges[bond.ordinal()]++;
      }
    }
  }
}
