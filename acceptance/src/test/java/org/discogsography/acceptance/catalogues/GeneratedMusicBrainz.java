package org.discogsography.acceptance.catalogues;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.StringJoiner;
import java.util.UUID;
import org.discogsography.common.messages.DataType;
import org.discogsography.testkit.dumps.PlainMusicBrainz;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What MusicBrainz knows of a generated catalogue: most of its records and others, related to each
 * other, in all the forms that real dumps have. Several entities share a Discogs page, some lead to
 * pages that no record has, keys are left out or null or spelled as in older dumps, one record
 * comes twice. The same for the same seed.
 */
public final class GeneratedMusicBrainz {

  private static final String VERSION = "20250503-001002";

  private static final JsonMapper MAPPER = JsonMapper.shared();

  private static final List<String> BONDS =
      List.of(
          "member of band",
          "member of band",
          "member of band",
          "collaboration",
          "teacher",
          "tribute",
          "founder",
          "supporting musician",
          "vocal supporting musician",
          "instrumental supporting musician",
          "subgroup",
          "artist rename",
          "sibling");

  private static final List<String> ATTRIBUTES =
      List.of("original", "guitar", "drums (drum set)", "lead vocals", "additional");

  /** Dates as dumps have them; the first ones leave the year open or say nothing. */
  private static final List<String> DATES =
      List.of("????-04-09", "1962", "1969-08", "1975-04-09", "1975-??-09", "1988", "2001-11-30");

  private final Random random;
  private final List<Entity> artists;
  private final List<Entity> labels;
  private final List<Entity> groups;
  private final List<Entity> releases;

  /**
   * One line of a dump in the making.
   *
   * @param kind as newer dumps spell it in {@code target-type}
   */
  private record Entity(String kind, String mbid, String name, ObjectNode json) {

    ArrayNode relations() {
      return json.withArray("relations");
    }
  }

  private GeneratedMusicBrainz(GeneratedDumps.Size size, long seed) {
    this.random = new Random(seed);
    this.artists = entities("artist", "name", "artist", size.artists() + 60, size.artists() + 60);
    this.labels = entities("label", "name", "label", size.labels() + 20, size.labels() + 20);
    this.groups = entities("release_group", "title", "master", size.masters(), size.masters());
    this.releases = entities("release", "title", "release", size.releases(), size.releases() + 9);
  }

  /** Writes the four files into a folder named after their version, and returns that one. */
  public static Path in(Path folder, GeneratedDumps.Size size, long seed) throws IOException {
    GeneratedMusicBrainz made = new GeneratedMusicBrainz(size, seed);
    made.describe();
    made.relate();
    Path version = Files.createDirectories(folder.resolve(VERSION));
    List<ObjectNode> labels = lines(made.labels);
    labels.add(labels.size() / 2, made.earlier(made.labels.getLast()));
    write(version.resolve("artist.jsonl"), lines(made.artists));
    write(version.resolve("label.jsonl"), labels);
    write(version.resolve("release-group.jsonl"), lines(made.groups));
    write(version.resolve("release.jsonl"), lines(made.releases));
    return version;
  }

  /** How many different records there are. */
  public static int records(GeneratedDumps.Size size) {
    return size.artists() + 60 + size.labels() + 20 + size.masters() + size.releases();
  }

  /** The MBID of the record that dumps in this folder have twice, and which each load rewrites. */
  public static String cameTwice(Path version) {
    JsonNode last = new PlainMusicBrainz(version).entities(DataType.LABELS).getLast();
    return last.path("id").asString().toLowerCase(Locale.ROOT);
  }

  private static List<ObjectNode> lines(List<Entity> entities) {
    return new ArrayList<>(entities.stream().map(Entity::json).toList());
  }

  /** Empty lines are no records, and the last line has no end. */
  private static void write(Path file, List<ObjectNode> documents) throws IOException {
    StringJoiner lines = new StringJoiner("\n");
    for (int i = 0; i < documents.size(); i++) {
      lines.add((i % 100 == 7 ? "\n" : "") + MAPPER.writeValueAsString(documents.get(i)));
    }
    Files.writeString(file, lines.toString());
  }

  /** The record as it is replaced in the same dump: another name, other links. */
  private ObjectNode earlier(Entity entity) {
    ObjectNode earlier = entity.json.deepCopy();
    earlier.put("name", "Before the merge");
    link(earlier.putArray("relations"), "discogs", "https://www.discogs.com/label/999999");
    link(earlier.withArray("relations"), "wikidata", "https://www.wikidata.org/wiki/Q0");
    return earlier;
  }

  private List<Entity> entities(String kind, String naming, String page, int count, int pages) {
    List<Entity> entities = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      String mbid = new UUID(random.nextLong(), random.nextLong()).toString();
      ObjectNode json = MAPPER.createObjectNode();
      json.put("id", random.nextInt(20) == 0 ? mbid.toUpperCase(Locale.ROOT) : mbid);
      String name = "%s %d \uD83E\uDD18 „é“".formatted(kind, i);
      json.put(naming, name);
      json.putArray("relations");
      pages(json.withArray("relations"), page, i, pages);
      entities.add(new Entity(kind, mbid, name, json));
    }
    return entities;
  }

  /** Mostly the page of the same number; sometimes none, several, or that of somebody else. */
  private void pages(ArrayNode relations, String page, int number, int pages) {
    String any = "https://www.discogs.com/" + page + "/" + (1 + random.nextInt(pages));
    String own = "discogs.com/" + (page.equals("master") ? "master/view/" : page + "/") + number;
    switch (random.nextInt(20)) {
      case 0 -> link(relations, "discogs", "https://www.discogs.com/user/somebody");
      case 1 -> link(relations, "discogs", any);
      case 2 -> link(relations, "discogs", "http://" + own + "/");
      case 3 -> {
        link(relations, "discogs", any).put("ended", true);
        link(relations, "discogs", "https://www." + own + "?anv=X");
      }
      case 4 -> {
        link(relations, "discogs", any).put("source-credit", "A Pseudonym");
        link(relations, "discogs", "https://www." + own);
      }
      case 5 ->
          link(
              relations,
              "discogs",
              "https://www.discogs.com/de/" + page + "/" + number + "-Some-Name");
      default -> link(relations, "discogs", "https://www." + own);
    }
  }

  private static ObjectNode link(ArrayNode relations, String type, String address) {
    ObjectNode link = relations.addObject();
    link.put("type", type).put("target-type", "url").put("direction", "forward");
    link.put("ended", false).put("source-credit", "").put("target-credit", "");
    link.putObject("url")
        .put("id", UUID.nameUUIDFromBytes(address.getBytes(StandardCharsets.UTF_8)).toString());
    link.withObject("url").put("resource", address);
    return link;
  }

  private void describe() {
    artists.forEach(artist -> {
      party(artist.json, List.of("Person", "Group", "Orchestra", "Character"));
      artist.json.put("sort-name", artist.name + ", The");
      put(artist.json, "gender", any(List.of("Female", "Male", "Non-binary")));
      area(artist.json, random.nextBoolean() ? "begin-area" : "begin_area");
      area(artist.json, random.nextBoolean() ? "end-area" : "end_area");
    });
    labels.forEach(label -> {
      party(label.json, List.of("Original Production", "Imprint"));
      if (random.nextBoolean()) {
        label.json.put("label-code", random.nextInt(99_999));
      }
    });
    groups.forEach(group -> {
      common(group.json);
      put(group.json, "primary-type", any(List.of("Album", "Single", "EP")));
      put(group.json, "first-release-date", random.nextBoolean() ? "" : any(DATES));
      texts(group.json, "secondary-types", List.of("Compilation", "Live", "DJ-mix"));
      rating(group.json);
      credit(group.json);
    });
    releases.forEach(release -> release(release.json));
  }

  private void party(ObjectNode json, List<String> types) {
    common(json);
    rating(json);
    put(json, "type", any(types));
    put(json, "country", any(List.of("GB", "JP", "US")));
    area(json, "area");
    texts(json, "ipis", List.of("00006457004", "00006457103"));
    texts(json, "isnis", List.of("0000000121707484"));
    switch (random.nextInt(4)) {
      case 0 -> json.putNull("life-span");
      case 1 -> {
        // left out
      }
      default -> {
        ObjectNode span = json.putObject("life-span");
        put(span, "begin", any(DATES));
        put(span, "end", any(DATES));
        span.put("ended", random.nextBoolean());
      }
    }
  }

  private void common(ObjectNode json) {
    put(json, "disambiguation", random.nextBoolean() ? "" : any(List.of("UK rock group")));
    for (String list : List.of("tags", "genres")) {
      switch (random.nextInt(3)) {
        case 0 -> json.putNull(list);
        case 1 -> {
          // left out
        }
        default -> json.putArray(list).addObject().put("name", "dub").put("count", 2);
      }
    }
    if (random.nextBoolean()) {
      ObjectNode alias = json.putArray("aliases").addObject();
      alias.put("name", "Ä \"" + random.nextInt(99) + "\"\r\n").put("ended", false);
      alias.putNull("locale").putNull("primary");
    }
    ArrayNode relations = json.withArray("relations");
    String site = "https://example.org/" + random.nextInt(9_999);
    for (int links = random.nextInt(3); links > 0; links--) {
      link(relations, one(List.of("wikidata", "official homepage", "last.fm")), site);
    }
    if (random.nextInt(10) == 0) {
      link(relations, "purevolume", site).put("ended", true);
      link(relations, "without address", "").putObject("url");
    }
  }

  private void rating(ObjectNode json) {
    ObjectNode rating = json.putObject("rating").put("votes-count", random.nextInt(3));
    if (random.nextBoolean()) {
      rating.put("value", random.nextInt(1, 100) / 20.0);
    } else {
      rating.putNull("value");
    }
  }

  private void area(ObjectNode json, String name) {
    switch (random.nextInt(3)) {
      case 0 -> json.putNull(name);
      case 1 -> {
        // left out
      }
      default -> json.putObject(name).put("name", "Leeds").putArray("iso-3166-1-codes").add("GB");
    }
  }

  private void credit(ObjectNode json) {
    ArrayNode credits = json.putArray("artist-credit");
    for (int count = random.nextInt(3); count > 0; count--) {
      Entity artist = one(artists);
      ObjectNode credit = credits.addObject().put("name", artist.name).put("joinphrase", " & ");
      credit.putObject("artist").put("id", artist.mbid).put("name", "Not as credited");
    }
  }

  private void release(ObjectNode json) {
    common(json);
    credit(json);
    put(json, "barcode", random.nextBoolean() ? "" : any(List.of("5012394144777")));
    put(json, "status", any(List.of("Official", "Bootleg")));
    put(json, "date", any(DATES));
    put(json, "packaging", any(List.of("Jewel Case")));
    put(json, "quality", "normal");
    put(json, "asin", any(List.of("B000002UAL")));
    if (random.nextInt(5) > 0) {
      json.putObject("release-group").put("id", one(groups).mbid);
      json.putObject("text-representation").put("language", "eng").putNull("script");
      json.putObject("cover-art-archive").put("artwork", true).put("front", true).put("count", 2);
      json.putArray("release-events")
          .addObject()
          .put("date", "1975")
          .putObject("area")
          .putArray("iso-3166-1-codes")
          .add("GB")
          .add("IE");
      ObjectNode info = json.putArray("label-info").addObject().put("catalog-number", "L 1");
      info.putObject("label").put("id", one(labels).mbid).put("name", "L");
      ObjectNode medium = json.putArray("media").addObject().put("position", 1).put("title", "");
      medium.put("format", "CD").put("track-count", 3).putArray("tracks").addObject();
    }
  }

  private void relate() {
    for (int i = 0; i < artists.size(); i++) {
      relate(one(artists), one(artists), any(BONDS));
    }
    for (int i = 0; i < labels.size(); i++) {
      relate(one(labels), one(labels), "label ownership");
      relate(one(artists), one(labels), "label founder");
      relate(one(artists), one(groups), "tribute");
      relate(one(artists), one(releases), "producer");
      relate(one(releases), one(releases), "remaster");
    }
    for (Entity release : releases.subList(0, 9)) {
      String mbid = new UUID(random.nextLong(), random.nextLong()).toString();
      relate(release, new Entity("recording", mbid, "r", MAPPER.createObjectNode()), "samples");
    }
  }

  /** Told by the records of both ends, or of one of them; pairs can have several periods. */
  private void relate(Entity source, Entity target, @Nullable String type) {
    int periods = 1 + random.nextInt(4) / 3;
    boolean byBoth = random.nextInt(8) > 0;
    for (int period = 0; period < periods; period++) {
      ObjectNode relation = MAPPER.createObjectNode().put("type", type);
      put(relation, "begin", any(DATES));
      put(relation, "end", any(DATES));
      // two that are alike in all else must be alike in this
      relation.put("ended", relation.path("begin").asString("").startsWith("19"));
      texts(relation, "attributes", ATTRIBUTES);
      put(relation, "source-credit", any(List.of("", "As Told")));
      put(relation, "type-id", new UUID(7, type == null ? 0 : type.hashCode()).toString());
      if (random.nextInt(4) == 0) {
        relation.putObject("attribute-values").put("task", "all");
      }
      source.relations().add(toward(target, relation.deepCopy(), "forward"));
      if (byBoth) {
        target.relations().add(toward(source, relation, "backward"));
      }
    }
  }

  private static ObjectNode toward(Entity other, ObjectNode relation, String direction) {
    String kind = other.name.length() % 2 == 0 ? other.kind : other.kind.replace('_', '-');
    relation.put("direction", direction).put("target-type", kind);
    relation.putObject(kind).put("id", other.mbid).put("name", other.name);
    return relation;
  }

  private void texts(ObjectNode json, String name, List<String> values) {
    if (random.nextInt(4) > 0) {
      ArrayNode array = json.putArray(name);
      values.stream().filter(any -> random.nextInt(3) == 0).forEach(array::add);
    }
  }

  private static void put(ObjectNode json, String name, @Nullable String value) {
    json.put(name, value);
  }

  private <T> T one(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** One of them, or null. */
  private @Nullable String any(List<String> values) {
    int drawn = random.nextInt(values.size() + 1);
    return drawn == values.size() ? null : values.get(drawn);
  }
}
