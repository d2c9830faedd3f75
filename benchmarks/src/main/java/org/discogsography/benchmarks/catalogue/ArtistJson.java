package org.discogsography.benchmarks.catalogue;

import static org.discogsography.benchmarks.catalogue.XmlBuffer.bytes;

/** Writes artists with their relations to each other; a few have thousands to recordings. */
final class ArtistJson extends PartyJson {

  private static final byte[] TYPE = bytes(",\"type-id\":null,\"type\":\"");
  private static final byte[][] TYPES = {bytes("Person"), bytes("Group"), bytes("Orchestra")};
  private static final byte[] GENDER = bytes("\",\"gender-id\":null,\"gender\":");
  private static final byte[] GENDERED = bytes("\"Female\"");
  private static final byte[] AREA = bytes("area");
  private static final byte[] BEGIN_AREA = bytes("begin-area");
  private static final byte[] END_AREA = bytes("end-area");
  private static final byte[] PERFORMANCE =
      bytes(
          ",{\"type\":\"vocal\",\"type-id\":null,\"target-type\":\"recording\","
              + "\"direction\":\"forward\",\"begin\":null,\"end\":null,\"ended\":false,"
              + "\"attributes\":[\"lead vocals\"],\"source-credit\":\"\",\"target-credit\":\"\","
              + "\"recording\":{\"length\":187000,\"video\":false,\"id\":");
  private static final byte[] TITLE = bytes(",\"disambiguation\":\"\",\"title\":");
  private static final byte[] PERFORMANCE_END = bytes("}}");

  /** Performances of one artist in so many; the longest real line tells of a hundred thousand. */
  private static final int RARITY = 1_000;

  private static final int MOST_PERFORMANCES = 4_000;

  private final Bonds bonds;
  private final byte[][] nouns = Vocabulary.SHARED.words("noun");

  ArtistJson(Catalogue catalogue, Entities entities) {
    super(catalogue, entities, Entity.ARTIST);
    this.bonds = new Bonds(catalogue, entities);
  }

  @Override
  void name(XmlBuffer xml, int number) {
    names.artist(xml, entities.nameId(Entity.ARTIST, number));
  }

  @Override
  void own(JsonLine json, int number) {
    party(json, number);
    json.raw(TYPE).raw(TYPES[draws.below(TYPES.length)]).raw(GENDER);
    json.orNull(draws.chance(0.3), () -> json.raw(GENDERED));
    area(json, AREA, 0.7);
    area(json, BEGIN_AREA, 0.4);
    area(json, END_AREA, 0.1);
  }

  @Override
  void relations(JsonLine json, int number, EntityCounts counts) {
    bonds.write(json, number, counts);
    if (draws.below(RARITY) == 0) {
      int performances = draws.between(100, MOST_PERFORMANCES);
      for (int i = 0; i < performances; i++) {
        json.raw(PERFORMANCE);
        entities.otherMbid(json, (long) number * MOST_PERFORMANCES + i + (1L << 40));
        json.raw(TITLE).word(nouns[i % nouns.length]).raw(PERFORMANCE_END);
      }
      counts.relationships += performances;
    }
  }
}
