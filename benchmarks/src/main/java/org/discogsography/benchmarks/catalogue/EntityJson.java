package org.discogsography.benchmarks.catalogue;

import static org.discogsography.benchmarks.catalogue.XmlBuffer.bytes;

/**
 * Writes the entities of one kind as lines of a MusicBrainz dump: about as many and as long parts
 * as the real lines have, in another order than messages have them. Not for several threads at
 * once.
 */
abstract class EntityJson {

  private static final byte[] ID = bytes("{\"id\":");
  private static final byte[] ALIASES = bytes(",\"aliases\":[");
  private static final byte[] ALIAS_SORT = bytes(",\"sort-name\":");
  private static final byte[] ALIAS_END =
      bytes(
          ",\"locale\":null,\"primary\":null,\"type\":null,\"type-id\":null,\"begin\":null,"
              + "\"end\":null,\"ended\":false}");
  private static final byte[] NAME = bytes("{\"name\":");
  private static final byte[] TAGS = bytes("],\"tags\":[");
  private static final byte[] COUNT = bytes(",\"count\":");
  private static final byte[] GENRES = bytes("],\"genres\":[");
  private static final byte[] GENRE = bytes("{\"disambiguation\":\"\",\"id\":");
  private static final byte[] GENRE_NAME = bytes(",\"name\":");
  private static final byte[] DISAMBIGUATION = bytes("],\"annotation\":null,\"disambiguation\":\"");
  private static final byte[] EDITED = bytes("edited");
  private static final byte[] RELATIONS = bytes("\",\"relations\":[");
  private static final byte[] URL =
      bytes(
          "{\"attributes\":[],\"attribute-values\":{},\"attribute-ids\":{},\"begin\":null,"
              + "\"end\":null,\"direction\":\"forward\",\"target-type\":\"url\",\"type-id\":");
  private static final byte[] URL_TYPE = bytes(",\"type\":");
  private static final byte[] URL_ENDED = bytes(",\"target-credit\":\"\",\"ended\":");
  private static final byte[] URL_CREDIT = bytes(",\"source-credit\":");
  private static final byte[] URL_ID = bytes(",\"url\":{\"id\":");
  private static final byte[] RESOURCE = bytes(",\"resource\":");
  private static final byte[] URL_END = bytes("}}");
  private static final byte[] DISCOGS = bytes("discogs");
  private static final byte[] PAGE = bytes("https://www.discogs.com/");
  private static final byte[] NONE = {};
  private static final byte[] RELATIONS_END = bytes("]");
  private static final byte[] END = bytes("}\n");

  private static final Spread ALIAS_COUNT =
      new Spread(30, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 2, 3, 4, 7);
  private static final Spread TAG_COUNT =
      new Spread(40, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 2, 2, 3, 4, 5, 7, 12);
  private static final Spread LINK_COUNT =
      new Spread(40, 0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5, 6, 8, 10, 14);

  /** Names of links; each stands once in an entity, so that every link is another one. */
  private static final byte[][] SERVICES = {
    bytes("wikidata"), bytes("allmusic"), bytes("last.fm"), bytes("official homepage"),
    bytes("bandcamp"), bytes("soundcloud"), bytes("youtube"), bytes("social network"),
    bytes("free streaming"), bytes("purchase for download"), bytes("VIAF"), bytes("setlistfm"),
    bytes("songkick"), bytes("secondhandsongs"), bytes("lyrics"), bytes("other databases")
  };

  final Catalogue catalogue;
  final Entities entities;
  final Entity entity;
  final Names names = new Names();
  final Texts texts = new Texts();
  final Draws draws;
  private final Draws parts;
  private final byte[][] sites = Vocabulary.SHARED.words("site");
  private final byte[][] nouns = Vocabulary.SHARED.words("noun");
  private final byte[][] adjectives = Vocabulary.SHARED.words("adjective");

  EntityJson(Catalogue catalogue, Entities entities, Entity entity) {
    this.catalogue = catalogue;
    this.entities = entities;
    this.entity = entity;
    this.draws = new Draws(catalogue.edition.seed());
    this.parts = new Draws(catalogue.edition.seed());
  }

  /** A writer for a thread of its own. */
  static EntityJson of(Catalogue catalogue, Entities entities, Entity entity) {
    return switch (entity) {
      case ARTIST -> new ArtistJson(catalogue, entities);
      case LABEL -> new LabelJson(catalogue, entities);
      case RELEASE_GROUP -> new ReleaseGroupJson(catalogue, entities);
      case RELEASE -> new ReleaseJson(catalogue, entities);
    };
  }

  /** Writes the members that only this kind has, each behind a comma. */
  abstract void own(JsonLine json, int number);

  /** Writes the relations to other entities, each behind a comma, and counts them. */
  abstract void relations(JsonLine json, int number, EntityCounts counts);

  /** Writes the name of the entity. */
  abstract void name(XmlBuffer xml, int number);

  /** Writes the entity of this number on a line of its own and counts what it says. */
  final void write(JsonLine json, int number, EntityCounts counts) {
    counts.records++;
    long key = (long) number * Entity.values().length + entity.ordinal();
    draws.start(Purpose.ENTITY, key, 0);
    parts.start(Purpose.ENTITY, key, 1);
    json.raw(ID);
    entities.mbid(json, entity, number);
    own(json, number);
    aliases(json, number);
    tags(json);
    boolean changed = entities.fate(entity, number) == Edition.Fate.CHANGED;
    json.raw(DISAMBIGUATION).raw(changed ? EDITED : NONE).raw(RELATIONS);
    links(json, number, counts);
    relations(json, number, counts);
    json.raw(RELATIONS_END).raw(END);
  }

  private void aliases(JsonLine json, int number) {
    json.raw(ALIASES);
    int count = ALIAS_COUNT.draw(parts);
    for (int i = 0; i < count; i++) {
      if (i > 0) {
        json.raw(',');
      }
      json.raw(NAME);
      alias(json, number, i);
      json.raw(ALIAS_SORT);
      alias(json, number, i);
      json.raw(ALIAS_END);
    }
  }

  private void alias(JsonLine json, int number, int which) {
    json.xml.clear();
    name(json.xml, number);
    json.xml.add(' ').add(nouns[(number + which) % nouns.length]);
    json.made();
  }

  private void tags(JsonLine json) {
    int count = TAG_COUNT.draw(parts);
    json.raw(TAGS);
    for (int i = 0; i < count; i++) {
      json.raw(i == 0 ? NONE : bytes(",")).raw(NAME);
      json.word(adjectives[i % adjectives.length]).raw(COUNT).number(parts.below(20)).raw('}');
    }
    json.raw(GENRES);
    for (int i = 0; i < count / 2; i++) {
      json.raw(i == 0 ? NONE : bytes(",")).raw(GENRE);
      entities.otherMbid(json, 1_000 + i);
      json.raw(GENRE_NAME).word(adjectives[i]).raw(COUNT).number(parts.below(20)).raw('}');
    }
  }

  /** Links elsewhere, among them the page at Discogs: the wrong ones stand before the right one. */
  private void links(JsonLine json, int number, EntityCounts counts) {
    boolean linked = entities.isLinked(entity, number);
    int id = linked ? entities.discogsId(entity, number) : 0;
    int count = Math.min(LINK_COUNT.draw(parts), SERVICES.length);
    boolean pseudonym = linked && parts.chance(0.03);
    boolean ended = linked && parts.chance(0.02);
    boolean first = true;
    if (pseudonym) {
      first = link(json, first, DISCOGS, page(json, id + 1), false, nouns[0]);
    }
    if (ended) {
      first = link(json, first, DISCOGS, page(json, id + 2), true, NONE);
    }
    for (int i = 0; i < count; i++) {
      byte[] site = sites[parts.below(sites.length)];
      json.xml.clear();
      json.xml.add(site).add(entity.ordinal()).add('/').add(number).add('/').add(i);
      first = link(json, first, SERVICES[i], copy(json.xml), parts.chance(0.05), NONE);
      counts.externalLinks++;
    }
    if (linked) {
      counts.linked++;
      first = link(json, first, DISCOGS, page(json, id), false, NONE);
    }
    if (first) {
      // relations follow behind commas
      link(json, true, DISCOGS, bytes("https://www.discogs.com/user/none"), false, NONE);
    }
  }

  private byte[] page(JsonLine json, int id) {
    json.xml.clear();
    json.xml.add(PAGE).add(bytes(entity == Entity.RELEASE_GROUP ? "master" : entity.text()));
    json.xml.add('/').add(id);
    return copy(json.xml);
  }

  private static byte[] copy(XmlBuffer made) {
    byte[] copy = new byte[made.size()];
    System.arraycopy(made.array(), 0, copy, 0, copy.length);
    return copy;
  }

  private boolean link(
      JsonLine json, boolean first, byte[] type, byte[] resource, boolean ended, byte[] credit) {
    json.raw(first ? NONE : bytes(",")).raw(URL);
    entities.otherMbid(json, 100 + type.length);
    json.raw(URL_TYPE).text(type).raw(URL_ENDED).flag(ended).raw(URL_CREDIT).word(credit);
    json.raw(URL_ID);
    entities.otherMbid(json, parts.next() >>> 8);
    json.raw(RESOURCE).word(resource).raw(URL_END);
    return false;
  }
}
