package org.discogsography.benchmarks.catalogue;

import java.util.Arrays;

/** Writes credits: main artists with what joins them, and people with their roles. */
final class CreditXml {

  private static final byte[] ARTIST = XmlBuffer.bytes("<artist>");
  private static final byte[] ID = XmlBuffer.bytes("<id>");
  private static final byte[] ID_END = XmlBuffer.bytes("</id>");
  private static final byte[] NO_ID = XmlBuffer.bytes("<id>0</id>");
  private static final byte[] NAME = XmlBuffer.bytes("<name>");
  private static final byte[] NAME_END = XmlBuffer.bytes("</name>");
  private static final byte[] ANV = XmlBuffer.bytes("<anv>");
  private static final byte[] ANV_END = XmlBuffer.bytes("</anv>");
  private static final byte[] JOIN = XmlBuffer.bytes("<join>");
  private static final byte[] JOIN_END = XmlBuffer.bytes("</join>");
  private static final byte[] ROLE = XmlBuffer.bytes("<role>");
  private static final byte[] ROLE_END = XmlBuffer.bytes("</role>");
  private static final byte[] TRACKS = XmlBuffer.bytes("<tracks>");
  private static final byte[] TRACKS_END = XmlBuffer.bytes("</tracks>");
  private static final byte[] ARTIST_END = XmlBuffer.bytes("</artist>");
  private static final byte[] EXTRA = XmlBuffer.bytes("<extraartists>");
  private static final byte[] EXTRA_END = XmlBuffer.bytes("</extraartists>");
  private static final byte[] ARTISTS = XmlBuffer.bytes("<artists>");
  private static final byte[] ARTISTS_END = XmlBuffer.bytes("</artists>");
  private static final byte[] COMMA = XmlBuffer.bytes(", ");
  private static final byte[] TO = XmlBuffer.bytes(" to ");

  private static final double PAGELESS = 0.03;
  private static final double WITHOUT_ROLE = 0.003;

  private final Catalogue catalogue;
  private final Names names;
  private final byte[][] joins = Vocabulary.SHARED.words("join");
  private final byte[][] roles = Vocabulary.SHARED.words("role");
  private final byte[][] details = Vocabulary.SHARED.words("detail");
  private final byte[][] onsets = Vocabulary.SHARED.words("onset");
  private final byte[][] endings = Vocabulary.SHARED.words("ending");
  private final PowerLaw roleRanks = new PowerLaw(roles.length, 10);
  private long[] credits = new long[64];
  private int creditCount;

  CreditXml(Catalogue catalogue, Names names) {
    this.catalogue = catalogue;
    this.names = names;
  }

  /** The main artists of a record. */
  void artists(XmlBuffer xml, Work work, Draws draws) {
    xml.add(ARTISTS);
    for (int i = 0; i < work.artistCount; i++) {
      artist(xml, work.artists[i], i < work.artistCount - 1, draws);
    }
    xml.add(ARTISTS_END);
  }

  /** The artists of one track; the graph does not know them. */
  void trackArtists(XmlBuffer xml, Draws draws) {
    int count = draws.chance(0.12) ? 2 : 1;
    xml.add(ARTISTS);
    for (int i = 0; i < count; i++) {
      artist(xml, catalogue.mainArtists.id(draws), i < count - 1, draws);
    }
    xml.add(ARTISTS_END);
  }

  private void artist(XmlBuffer xml, int id, boolean joined, Draws draws) {
    xml.add(ARTIST);
    who(xml, id, draws);
    if (joined) {
      xml.add(JOIN).add(Texts.one(joins, draws)).add(JOIN_END);
    }
    xml.add(ARTIST_END);
  }

  private void who(XmlBuffer xml, int id, Draws draws) {
    xml.add(ID).add(id).add(ID_END).add(NAME);
    names.artist(xml, id);
    xml.add(NAME_END);
    variation(xml, draws);
  }

  private void variation(XmlBuffer xml, Draws draws) {
    if (draws.chance(0.21)) {
      char initial = (char) ('A' + draws.below(26));
      xml.add(ANV).add(initial).add('.').add(' ').add(Texts.one(onsets, draws));
      xml.add(Texts.one(endings, draws)).add(ANV_END);
    }
  }

  /** People credited on a track; the graph does not know them. */
  void trackCredits(XmlBuffer xml, int count, Draws draws) {
    xml.add(EXTRA);
    for (int i = 0; i < count; i++) {
      xml.add(ARTIST);
      who(xml, catalogue.creditedArtists.id(draws), draws);
      xml.add(ROLE);
      role(xml, draws);
      xml.add(ROLE_END).add(ARTIST_END);
    }
    xml.add(EXTRA_END);
  }

  /** People credited on a release: each person and role that has both counts once. */
  void releaseCredits(XmlBuffer xml, int count, boolean added, Draws draws, Counts counts) {
    xml.add(EXTRA);
    creditCount = 0;
    for (int i = 0; i < count; i++) {
      releaseCredit(xml, added, draws);
    }
    xml.add(EXTRA_END);
    Arrays.sort(credits, 0, creditCount);
    for (int i = 0; i < creditCount; i++) {
      if (i == 0 || credits[i] != credits[i - 1]) {
        counts.creditedOn++;
      }
    }
  }

  private void releaseCredit(XmlBuffer xml, boolean added, Draws draws) {
    boolean hasRole = !draws.chance(WITHOUT_ROLE);
    long person;
    xml.add(ARTIST);
    if (draws.chance(PAGELESS)) {
      int number = catalogue.pagelessRanks.rank(draws);
      person = 2L * number + 1;
      if (draws.chance(0.1)) {
        xml.add(NO_ID);
      }
      xml.add(NAME);
      names.pageless(xml, number);
      xml.add(NAME_END);
      if (hasRole) {
        catalogue.sightings.creditPageless(number);
      }
    } else {
      int id =
          added ? catalogue.creditedArtists.idForAdded(draws) : catalogue.creditedArtists.id(draws);
      person = 2L * id;
      who(xml, id, draws);
      if (hasRole) {
        catalogue.sightings.credit(id);
      }
    }
    if (hasRole) {
      xml.add(ROLE);
      remember(person << 24 | role(xml, draws));
      xml.add(ROLE_END);
      if (draws.chance(0.12)) {
        range(xml, draws);
      }
    }
    xml.add(ARTIST_END);
  }

  private void remember(long credit) {
    if (creditCount == credits.length) {
      credits = Arrays.copyOf(credits, 2 * creditCount);
    }
    credits[creditCount++] = credit;
  }

  /** Writes a role and returns a number below 2^24 that stands for its text. */
  private int role(XmlBuffer xml, Draws draws) {
    int first = roleRanks.rank(draws);
    int number = first;
    xml.add(roles[first]);
    int form = draws.below(100);
    if (form < 9) {
      int detail = draws.below(details.length);
      xml.add(' ').add('[').add(details[detail]).add(']');
      number |= (detail + 1) << 8;
    }
    if (form >= 5 && form < 25) {
      int second = roleRanks.rank(draws);
      xml.add(COMMA).add(roles[second]);
      number |= (second + 1) << 16;
    }
    return number;
  }

  private static void range(XmlBuffer xml, Draws draws) {
    char side = (char) ('A' + draws.below(4));
    xml.add(TRACKS).add(side).add(1 + draws.below(4));
    if (draws.chance(0.5)) {
      xml.add(draws.chance(0.5) ? COMMA : TO).add(side).add(5 + draws.below(4));
    }
    xml.add(TRACKS_END);
  }
}
