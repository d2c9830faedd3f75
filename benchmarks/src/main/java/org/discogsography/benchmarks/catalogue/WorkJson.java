package org.discogsography.benchmarks.catalogue;

import static org.discogsography.benchmarks.catalogue.XmlBuffer.bytes;

/** What release groups and releases have in common: a title and who made them. */
abstract class WorkJson extends EntityJson {

  private static final byte[] TITLE = bytes(",\"title\":");
  private static final byte[] CREDIT = bytes(",\"artist-credit\":[{\"joinphrase\":\"\",\"name\":");
  private static final byte[] ARTIST = bytes(",\"artist\":{\"type\":null,\"id\":");
  private static final byte[] ARTIST_NAME = bytes(",\"name\":");
  private static final byte[] CREDIT_END = bytes(",\"disambiguation\":\"\"}}]");

  private final XmlBuffer made = new XmlBuffer(256);

  WorkJson(Catalogue catalogue, Entities entities, Entity entity) {
    super(catalogue, entities, entity);
  }

  @Override
  final void name(XmlBuffer xml, int number) {
    xml.add(made);
  }

  /** Writes the title and the artist. */
  final void work(JsonLine json) {
    made.clear();
    texts.title(made, texts.drawScript(draws), draws);
    json.raw(TITLE);
    json.xml.clear();
    json.xml.add(made);
    json.made();
    credit(json, catalogue.mainArtists.position(draws));
  }

  /** Writes a credit of one artist. */
  final void credit(JsonLine json, int artist) {
    json.raw(CREDIT);
    artist(json, artist);
    json.raw(ARTIST);
    entities.mbid(json, Entity.ARTIST, artist);
    json.raw(ARTIST_NAME);
    artist(json, artist);
    json.raw(CREDIT_END);
  }

  private void artist(JsonLine json, int artist) {
    json.xml.clear();
    names.artist(json.xml, entities.nameId(Entity.ARTIST, artist));
    json.made();
  }
}
