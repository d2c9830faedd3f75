package org.discogsography.benchmarks.catalogue;

import static org.discogsography.benchmarks.catalogue.XmlBuffer.bytes;

/** Writes releases: most of a line is tracks and recordings, which no message needs. */
final class ReleaseJson extends WorkJson {

  private static final byte[] STATUS =
      bytes(
          ",\"status\":\"Official\",\"status-id\":null,\"quality\":\"normal\",\"packaging\":null,"
              + "\"packaging-id\":null,\"asin\":null,\"barcode\":");
  private static final byte[] DATE = bytes(",\"date\":\"");
  private static final byte[] COUNTRY =
      bytes("\",\"country\":\"XX\",\"release-events\":[{\"date\":\"");
  private static final byte[] EVENT_AREA =
      bytes("\",\"area\":{\"name\":\"\",\"id\":null,\"iso-3166-1-codes\":[\"XX\"]}}]");
  private static final byte[] LANGUAGE =
      bytes(
          ",\"text-representation\":{\"language\":\"eng\",\"script\":\"Latn\"},"
              + "\"cover-art-archive\":{\"darkened\":false,\"artwork\":true,\"front\":true,"
              + "\"back\":false,\"count\":2},\"label-info\":[{\"catalog-number\":\"CAT ");
  private static final byte[] LABEL = bytes("\",\"label\":{\"label-code\":null,\"id\":");
  private static final byte[] LABEL_NAME = bytes(",\"name\":");
  private static final byte[] GROUP = bytes("}}],\"release-group\":{\"title\":\"\",\"id\":");
  private static final byte[] MEDIA =
      bytes(
          "},\"media\":[{\"position\":1,\"title\":\"\",\"format\":\"CD\",\"format-id\":null,\"tracks\":[");
  private static final byte[] TRACK = bytes("{\"position\":");
  private static final byte[] TRACK_ID = bytes(",\"length\":215000,\"number\":\"1\",\"id\":");
  private static final byte[] RECORDING =
      bytes(",\"recording\":{\"video\":false,\"isrcs\":[],\"id\":");
  private static final byte[] TITLE = bytes(",\"aliases\":[],\"tags\":[],\"genres\":[],\"title\":");
  private static final byte[] RECORDING_RELATIONS =
      bytes(
          ",\"relations\":[{\"type\":\"performance\",\"target-type\":\"work\",\"begin\":null,"
              + "\"end\":null,\"ended\":false,\"attributes\":[],\"work\":{\"languages\":[\"eng\"],"
              + "\"iswcs\":[],\"type\":\"Song\",\"id\":");
  private static final byte[] WORK_END = bytes(",\"disambiguation\":\"\",\"title\":\"\"}}]}}");
  private static final byte[] MEDIA_END = bytes("],\"track-count\":");
  private static final byte[] BACKWARD_ARTIST =
      bytes(
          ",\"type-id\":null,\"target-type\":\"artist\",\"direction\":\"backward\",\"begin\":null,"
              + "\"end\":null,\"ended\":false,\"attributes\":[],\"source-credit\":\"\","
              + "\"target-credit\":\"\",\"artist\":{\"id\":");
  private static final byte[] ARTIST_NAME = bytes(",\"name\":\"\"}}");
  private static final byte[][] ROLES = {bytes("producer"), bytes("mix"), bytes("engineer")};

  private static final Spread TRACKS =
      new Spread(120, 1, 1, 2, 2, 3, 4, 5, 6, 8, 9, 10, 10, 11, 12, 12, 13, 14, 15, 18, 24);

  ReleaseJson(Catalogue catalogue, Entities entities) {
    super(catalogue, entities, Entity.RELEASE);
  }

  @Override
  void own(JsonLine json, int number) {
    work(json);
    json.raw(STATUS);
    switch (draws.below(4)) {
      case 0 -> json.raw(bytes("null"));
      case 1 -> json.raw(bytes("\"\""));
      default -> json.raw('"').number(1_000_000_000_000L + draws.below(1 << 30)).raw('"');
    }
    int year = 1950 + draws.below(76);
    json.raw(DATE).number(year).raw(COUNTRY).number(year).raw(EVENT_AREA).raw(LANGUAGE);
    int label = catalogue.labels.position(draws);
    json.number(draws.below(10_000)).raw(LABEL);
    entities.mbid(json, Entity.LABEL, label);
    json.raw(LABEL_NAME);
    json.xml.clear();
    names.label(json.xml, entities.nameId(Entity.LABEL, label));
    json.made().raw(GROUP);
    entities.mbid(json, Entity.RELEASE_GROUP, catalogue.masters.position(draws));
    tracks(json, number);
  }

  private void tracks(JsonLine json, int number) {
    int count = TRACKS.draw(draws);
    json.raw(MEDIA);
    for (int i = 0; i < count; i++) {
      long track = ((long) number << 8) + i + (1L << 50);
      if (i > 0) {
        json.raw(',');
      }
      json.raw(TRACK).number(i + 1L).raw(TRACK_ID);
      entities.otherMbid(json, track * 2);
      credit(json, catalogue.creditedArtists.position(draws));
      json.raw(RECORDING);
      entities.otherMbid(json, track * 2 + 1);
      credit(json, catalogue.creditedArtists.position(draws));
      json.raw(TITLE);
      json.xml.clear();
      texts.title(json.xml, texts.drawScript(draws), draws);
      json.made().raw(RECORDING_RELATIONS);
      entities.otherMbid(json, track + (1L << 56));
      json.raw(WORK_END);
    }
    json.raw(MEDIA_END).number(count).raw('}').raw(']');
  }

  @Override
  void relations(JsonLine json, int number, EntityCounts counts) {
    int roles = draws.below(ROLES.length + 1);
    for (int i = 0; i < roles; i++) {
      json.raw(',').raw(bytes("{\"type\":")).text(ROLES[i]).raw(BACKWARD_ARTIST);
      entities.mbid(json, Entity.ARTIST, catalogue.creditedArtists.position(draws));
      json.raw(ARTIST_NAME);
      counts.relationships++;
    }
  }
}
