package org.discogsography.extractor.musicbrainz;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which parts of a JSON value are kept when it is parsed; lists are transparent.
 *
 * <p>The lines of releases are mostly tracks and recordings, which no message needs.
 */
final class Shape {

  /** Keeps everything. */
  static final Shape WHOLE = new Shape(Map.of(), null, false);

  /** Keeps a text of which there are few different ones, once for all its occurrences. */
  static final Shape WORD = new Shape(Map.of(), null, true);

  private static final Shape NOTHING = new Shape(Map.of(), null, false);

  private static final Shape NAME = of("name");

  /** The other end of a relation; some kinds of entities have a name, the others a title. */
  private static final Shape TARGET = of("id", "name", "title", "resource");

  private static final Shape RELATION =
      new Shape(
          Map.ofEntries(
              Map.entry("type", WORD),
              Map.entry("type-id", WORD),
              Map.entry("target-type", WORD),
              Map.entry("direction", WORD),
              Map.entry("begin", WORD),
              Map.entry("end", WORD),
              Map.entry("ended", WHOLE),
              Map.entry("attributes", WORD),
              Map.entry("attribute-values", WHOLE),
              Map.entry("attribute-ids", NOTHING),
              Map.entry("attribute-credits", NOTHING),
              Map.entry("ordering-key", NOTHING),
              Map.entry("source-credit", WORD),
              Map.entry("target-credit", WORD)),
          TARGET,
          false);

  private static final Shape CREDIT =
      of(Map.of("name", WHOLE, "joinphrase", WORD, "artist", of("id", "name")));

  private final Map<String, Shape> members;
  private final @Nullable Shape others;
  private final boolean word;

  private Shape(Map<String, Shape> members, @Nullable Shape others, boolean word) {
    // quicker than an immutable map, and there is a look-up for every name of a dump
    this.members = new HashMap<>(members);
    this.others = others;
    this.word = word;
  }

  /** What is kept of the member of this name, null if nothing is. */
  @Nullable Shape member(String name) {
    if (this == WHOLE || this == WORD) {
      return this;
    }
    Shape member = members.getOrDefault(name, others);
    return member == NOTHING ? null : member;
  }

  /** Whether a text of this shape is kept once for all its occurrences. */
  boolean word() {
    return word;
  }

  /**
   * What the messages of this entity need.
   *
   * @param alsoNeeded further parts of a line that are kept, each as the names that lead to it
   */
  static Shape of(Entity entity, Collection<List<String>> alsoNeeded) {
    Shape shape = of(entity);
    for (List<String> path : alsoNeeded) {
      shape = shape.with(path);
    }
    return shape;
  }

  private static Shape of(Entity entity) {
    Map<String, Shape> members = new HashMap<>();
    put(members, "id", "disambiguation", "aliases", "tags", "genres", "rating");
    members.put("relations", RELATION);
    switch (entity) {
      case ARTIST -> {
        put(members, "name", "sort-name", "type", "gender", "country", "ipis", "isnis");
        put(members, "life-span");
        for (String area : new String[] {"area", "begin-area", "begin_area", "end-area"}) {
          members.put(area, NAME);
        }
        members.put("end_area", NAME);
      }
      case LABEL -> {
        put(members, "name", "type", "label-code", "country", "ipis", "isnis", "life-span");
        members.put("area", NAME);
      }
      case RELEASE_GROUP -> {
        put(members, "title", "primary-type", "secondary-types", "first-release-date");
        members.put("artist-credit", CREDIT);
      }
      case RELEASE -> {
        put(members, "title", "status", "quality", "packaging", "barcode", "asin", "date");
        put(members, "country");
        members.put("release-events", events());
        members.put("text-representation", of("language", "script"));
        members.put("cover-art-archive", of("artwork", "front", "back", "count"));
        members.put("artist-credit", CREDIT);
        members.put("label-info", labelInfo());
        members.put("release-group", of("id"));
        members.put("media", of("position", "title", "format", "track-count"));
      }
    }
    return of(members);
  }

  /** What this keeps, and what stands at the end of the path; texts are kept wherever they are. */
  private Shape with(List<String> path) {
    if (this == WHOLE || this == WORD) {
      return this;
    }
    if (path.isEmpty()) {
      return this == NOTHING ? WHOLE : this;
    }
    String name = path.getFirst();
    Shape member = member(name);
    Map<String, Shape> more = new HashMap<>(members);
    more.put(name, (member == null ? NOTHING : member).with(path.subList(1, path.size())));
    return new Shape(more, others, false);
  }

  /** What the choice of a Discogs page needs. */
  static Shape ofDiscogsLinks() {
    Shape address = of("resource");
    Shape link =
        of(
            Map.of(
                "type", WORD,
                "target-type", WORD,
                "ended", WHOLE,
                "source-credit", WORD,
                "url", address));
    return of(Map.of("id", WHOLE, "relations", link));
  }

  private static Shape events() {
    return of(Map.of("date", WORD, "area", of("iso-3166-1-codes")));
  }

  private static Shape labelInfo() {
    return of(Map.of("catalog-number", WHOLE, "label", of("id", "name")));
  }

  private static Shape of(String... names) {
    Map<String, Shape> members = new HashMap<>();
    put(members, names);
    return of(members);
  }

  private static Shape of(Map<String, Shape> members) {
    return new Shape(members, null, false);
  }

  private static void put(Map<String, Shape> members, String... names) {
    for (String name : names) {
      members.put(name, WHOLE);
    }
  }
}
