package org.discogsography.benchmarks.catalogue;

import static org.discogsography.benchmarks.catalogue.XmlBuffer.bytes;

/** Writes release groups. */
final class ReleaseGroupJson extends WorkJson {

  private static final byte[] TYPE = bytes(",\"primary-type-id\":null,\"primary-type\":\"");
  private static final byte[][] TYPES = {bytes("Album"), bytes("Single"), bytes("EP")};
  private static final byte[] SECONDARY =
      bytes("\",\"secondary-type-ids\":[],\"secondary-types\":[");
  private static final byte[] COMPILATION = bytes("\"Compilation\"");
  private static final byte[] DATE = bytes("],\"first-release-date\":\"");
  private static final byte[] RATING = bytes("\",\"rating\":{\"value\":null,\"votes-count\":0}");

  ReleaseGroupJson(Catalogue catalogue, Entities entities) {
    super(catalogue, entities, Entity.RELEASE_GROUP);
  }

  @Override
  void own(JsonLine json, int number) {
    work(json);
    json.raw(TYPE).raw(TYPES[draws.below(TYPES.length)]).raw(SECONDARY);
    if (draws.chance(0.1)) {
      json.raw(COMPILATION);
    }
    json.raw(DATE);
    if (draws.chance(0.9)) {
      json.number(1950 + draws.below(76));
    }
    json.raw(RATING);
  }

  @Override
  void relations(JsonLine json, int number, EntityCounts counts) {
    // links are all that these release groups have
  }
}
