package org.discogsography.benchmarks.catalogue;

import static org.discogsography.benchmarks.catalogue.XmlBuffer.bytes;

/** What artists and labels have in common: where and when they are or were, and their numbers. */
abstract class PartyJson extends EntityJson {

  private static final byte[] NAME = bytes(",\"name\":");
  private static final byte[] SORT_NAME = bytes(",\"sort-name\":");
  private static final byte[] COUNTRY = bytes(",\"country\":\"");
  private static final byte[] SPAN = bytes("\",\"life-span\":{\"begin\":");
  private static final byte[] SPAN_END = bytes(",\"end\":");
  private static final byte[] SPAN_ENDED = bytes(",\"ended\":");
  private static final byte[] ISNIS = bytes("},\"isnis\":[");
  private static final byte[] IPIS = bytes("],\"ipis\":[");
  private static final byte[] RATING = bytes("],\"rating\":{\"value\":");
  private static final byte[] VOTES = bytes(",\"votes-count\":");
  private static final byte[] AREA = bytes("\":{\"id\":");
  private static final byte[] AREA_NAME = bytes(",\"sort-name\":\"\",\"name\":");
  private static final byte[] AREA_END =
      bytes(",\"disambiguation\":\"\",\"iso-3166-1-codes\":[\"XX\"],\"type\":null}");

  private final byte[][] countries = Vocabulary.SHARED.words("country");

  PartyJson(Catalogue catalogue, Entities entities, Entity entity) {
    super(catalogue, entities, entity);
  }

  /** Writes what both have. */
  final void party(JsonLine json, int number) {
    json.xml.clear();
    name(json.xml, number);
    json.raw(NAME).made().raw(SORT_NAME).made().raw(COUNTRY);
    json.raw((char) ('A' + draws.below(26))).raw((char) ('A' + draws.below(26)));
    int begin = 1900 + draws.below(120);
    int lasting = draws.below(80);
    boolean known = draws.chance(0.5);
    boolean ended = draws.chance(0.3);
    json.raw(SPAN);
    json.orNull(known, () -> date(json, begin)).raw(SPAN_END);
    json.orNull(known && ended, () -> date(json, begin + lasting));
    json.raw(SPAN_ENDED).flag(ended).raw(ISNIS);
    numbers(json, 0.2, 16);
    json.raw(IPIS);
    numbers(json, 0.1, 11);
    boolean rated = draws.chance(0.1);
    json.raw(RATING).orNull(rated, () -> json.number(1 + draws.below(5)));
    json.raw(VOTES).number(rated ? 1 : 0).raw('}');
  }

  private void date(JsonLine json, int year) {
    json.raw('"').number(year);
    if (draws.chance(0.3)) {
      json.raw('-').raw('0').raw((char) ('1' + draws.below(9)));
    }
    json.raw('"');
  }

  private void numbers(JsonLine json, double share, int digits) {
    if (draws.chance(share)) {
      json.raw('"');
      for (int i = 0; i < digits; i++) {
        json.raw((char) ('0' + draws.below(10)));
      }
      json.raw('"');
    }
  }

  /** Writes an area, if it is known, behind a comma. */
  final void area(JsonLine json, byte[] name, double known) {
    json.raw(',').raw('"').raw(name);
    if (draws.chance(known)) {
      int which = draws.below(countries.length);
      json.raw(AREA);
      entities.otherMbid(json, 10_000 + which);
      json.raw(AREA_NAME).word(countries[which]).raw(AREA_END);
    } else {
      json.raw(bytes("\":null"));
    }
  }
}
