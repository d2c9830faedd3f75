package org.discogsography.benchmarks.catalogue;

import static org.discogsography.benchmarks.catalogue.XmlBuffer.bytes;

/** Writes labels. */
final class LabelJson extends PartyJson {

  private static final byte[] TYPE =
      bytes(",\"type-id\":null,\"type\":\"Original Production\",\"label-code\":");
  private static final byte[] AREA = bytes("area");

  LabelJson(Catalogue catalogue, Entities entities) {
    super(catalogue, entities, Entity.LABEL);
  }

  @Override
  void name(XmlBuffer xml, int number) {
    names.label(xml, entities.nameId(Entity.LABEL, number));
  }

  @Override
  void own(JsonLine json, int number) {
    party(json, number);
    json.raw(TYPE).orNull(draws.chance(0.2), () -> json.number(1 + draws.below(90_000)));
    area(json, AREA, 0.7);
  }

  @Override
  void relations(JsonLine json, int number, EntityCounts counts) {
    // links are all that these labels have
  }
}
