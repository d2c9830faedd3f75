package org.discogsography.testkit.dumps;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.discogsography.common.messages.DataRecord;
import org.discogsography.common.messages.DataType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads MusicBrainz dumps in the plainest way, as whole trees, and makes the messages that the
 * contract asks for (spec, "MusicBrainz messages"): an independent word against what the services
 * publish and store.
 */
public final class PlainMusicBrainz {

  private static final JsonMapper MAPPER = JsonMapper.shared();

  private final Path folder;
  private final Map<String, Long> discogsArtists = new HashMap<>();

  /**
   * @param folder with a file of lines for each entity, such as {@code artist} of an unpacked
   *     {@code mbdump}, or {@code artist.jsonl}
   */
  public PlainMusicBrainz(Path folder) {
    this.folder = folder;
    for (JsonNode artist : entities(DataType.ARTISTS)) {
      Long discogs = discogsId(DataType.ARTISTS, artist);
      if (discogs != null) {
        discogsArtists.put(mbid(artist), discogs);
      }
    }
  }

  /** The real excerpt, if it is at hand. */
  public static Optional<PlainMusicBrainz> realExcerpt() {
    return RealExcerpts.musicBrainzFolder().map(PlainMusicBrainz::new);
  }

  /** Lets relations to an artist of the dump or beyond it lead to this Discogs artist. */
  public void link(String mbid, long discogsArtist) {
    discogsArtists.put(mbid, discogsArtist);
  }

  /** The Discogs artist that an MBID leads to, null if none. */
  public @Nullable Long discogsArtist(String mbid) {
    return discogsArtists.get(mbid);
  }

  /** The documents of a type as they are in the dump. */
  public List<JsonNode> entities(DataType type) {
    Path unpacked = folder.resolve(name(type));
    Path lines = Files.exists(unpacked) ? unpacked : folder.resolve(name(type) + ".jsonl");
    try {
      return Files.readAllLines(lines, StandardCharsets.UTF_8).stream()
          .filter(line -> !line.isBlank())
          .map(MAPPER::readTree)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The documents of a type by MBID; of those that have the same one the last counts. */
  public SortedMap<String, JsonNode> records(DataType type) {
    SortedMap<String, JsonNode> records = new TreeMap<>();
    entities(type).forEach(entity -> records.put(mbid(entity), entity));
    return records;
  }

  /** What MusicBrainz calls one entity of a type. */
  static String name(DataType type) {
    return switch (type) {
      case ARTISTS -> "artist";
      case LABELS -> "label";
      case RELEASES -> "release";
      case RELEASE_GROUPS -> "release-group";
      case MASTERS -> throw new IllegalArgumentException("MusicBrainz has no masters");
    };
  }

  /** The id of a document as it is published. */
  static String mbid(JsonNode entity) {
    return Objects.requireNonNull(lowerCase(text(entity, "id")), "entity without id");
  }

  /** The messages of a type. */
  public List<DataRecord> messages(DataType type) {
    return entities(type).stream().map(entity -> message(type, entity)).toList();
  }

  /** The message about one entity. */
  public DataRecord message(DataType type, JsonNode entity) {
    ObjectNode document = document(type, entity);
    String sha256 = document.path("sha256").asString();
    document.put("type", "data");
    return new DataRecord(mbid(entity), sha256, MAPPER.writeValueAsBytes(document));
  }

  /** All that a message says about one entity, with its hash and without the envelope's type. */
  public ObjectNode document(DataType type, JsonNode entity) {
    ObjectNode fields = MAPPER.createObjectNode();
    List<Long> pages = discogsIds(type, entity);
    fields.put("id", mbid(entity));
    fields.put(discogsField(type), pages.isEmpty() ? null : pages.getFirst());
    pages.forEach(fields.putArray("discogs_ids")::add);
    fields.put("disambiguation", text(entity, "disambiguation"));
    for (String list : List.of("aliases", "genres", "tags")) {
      array(fields, list, entity.path(list));
    }
    switch (type) {
      case ARTISTS -> artist(fields, entity);
      case LABELS -> label(fields, entity);
      case RELEASES -> release(fields, entity);
      default -> releaseGroup(fields, entity);
    }
    relations(fields, entity);
    fields.put("sha256", CanonicalText.sha256(MAPPER.convertValue(fields, Object.class)));
    return fields;
  }

  private static String discogsField(DataType type) {
    return switch (type) {
      case ARTISTS -> "discogs_artist_id";
      case LABELS -> "discogs_label_id";
      case RELEASES -> "discogs_release_id";
      default -> "discogs_master_id";
    };
  }

  private static void artist(ObjectNode fields, JsonNode entity) {
    party(fields, entity);
    fields.put("sort_name", text(entity, "sort-name"));
    fields.put("gender", text(entity, "gender"));
    fields.put("begin_area", text(either(entity, "begin-area", "begin_area"), "name"));
    fields.put("end_area", text(either(entity, "end-area", "end_area"), "name"));
  }

  private static void label(ObjectNode fields, JsonNode entity) {
    party(fields, entity);
    copy(fields, "label_code", entity, "label-code");
  }

  private static void party(ObjectNode fields, JsonNode entity) {
    fields.put("name", text(entity, "name"));
    fields.put("mb_type", text(entity, "type"));
    fields.put("area", text(entity.path("area"), "name"));
    fields.put("country", text(entity, "country"));
    array(fields, "ipis", entity.path("ipis"));
    array(fields, "isnis", entity.path("isnis"));
    copy(fields, "rating", entity, "rating");
    JsonNode span = entity.path("life-span");
    ObjectNode copy = fields.putObject("life_span");
    copy.put("begin", text(span, "begin"));
    copy.put("end", text(span, "end"));
    copy.put("ended", span.path("ended").asBoolean(false));
  }

  private static void releaseGroup(ObjectNode fields, JsonNode entity) {
    fields.put("name", text(entity, "title"));
    fields.put("mb_type", text(entity, "primary-type"));
    array(fields, "secondary_types", entity.path("secondary-types"));
    fields.put("first_release_date", filled(entity, "first-release-date"));
    copy(fields, "rating", entity, "rating");
    artistCredit(fields, entity);
  }

  private static void release(ObjectNode fields, JsonNode entity) {
    fields.put("name", text(entity, "title"));
    for (String same : List.of("barcode", "status", "country", "packaging", "quality", "asin")) {
      fields.put(same, text(entity, same));
    }
    fields.put("date", filled(entity, "date"));
    fields.put("language", text(entity.path("text-representation"), "language"));
    fields.put("script", text(entity.path("text-representation"), "script"));
    fields.put("release_group_mbid", lowerCase(text(entity.path("release-group"), "id")));
    artistCredit(fields, entity);
    ArrayNode events = fields.putArray("release_events");
    for (JsonNode event : entity.path("release-events")) {
      JsonNode code = event.path("area").path("iso-3166-1-codes").path(0);
      events
          .addObject()
          .put("date", filled(event, "date"))
          .put("country", code.isString() ? code.asString() : null);
    }
    ArrayNode labels = fields.putArray("label_info");
    for (JsonNode label : entity.path("label-info")) {
      labels
          .addObject()
          .put("label_mbid", text(label.path("label"), "id"))
          .put("label_name", text(label.path("label"), "name"))
          .put("catalog_number", text(label, "catalog-number"));
    }
    ArrayNode media = fields.putArray("media");
    for (JsonNode medium : entity.path("media")) {
      ObjectNode copy = media.addObject();
      copy(copy, "position", medium, "position");
      copy(copy, "title", medium, "title");
      copy(copy, "format", medium, "format");
      copy(copy, "track_count", medium, "track-count");
    }
    JsonNode cover = entity.path("cover-art-archive");
    if (cover.isObject()) {
      ObjectNode copy = fields.putObject("cover_art");
      for (String side : List.of("artwork", "front", "back")) {
        copy.put(side, cover.path(side).asBoolean(false));
      }
      copy(copy, "count", cover, "count");
    } else {
      fields.putNull("cover_art");
    }
  }

  private static void artistCredit(ObjectNode fields, JsonNode entity) {
    ArrayNode credits = fields.putArray("artist_credit");
    for (JsonNode credit : entity.path("artist-credit")) {
      JsonNode artist = credit.path("artist");
      credits
          .addObject()
          .put("mbid", text(artist, "id"))
          .put("name", text(credit.has("name") ? credit : artist, "name"))
          .put("joinphrase", text(credit, "joinphrase"));
    }
  }

  private void relations(ObjectNode fields, JsonNode entity) {
    ArrayNode relations = fields.putArray("relations");
    ArrayNode links = fields.putArray("external_links");
    Set<ObjectNode> seen = new HashSet<>();
    for (JsonNode relation : entity.path("relations")) {
      String kind = text(relation, "target-type");
      if ("url".equals(kind)) {
        String resource = text(relation.path("url"), "resource");
        if (!"discogs".equals(text(relation, "type")) && resource != null) {
          ObjectNode link = MAPPER.createObjectNode();
          link.put("service", text(relation, "type")).put("url", resource);
          if (relation.path("ended").asBoolean(false)) {
            link.put("ended", true);
          }
          if (seen.add(link)) {
            links.add(link);
          }
        }
      } else {
        relation(relations.addObject(), relation, String.valueOf(kind));
      }
    }
  }

  private void relation(ObjectNode copy, JsonNode relation, String kind) {
    boolean group = kind.replace('_', '-').equals("release-group");
    JsonNode target =
        group ? either(relation, "release_group", "release-group") : relation.path(kind);
    String mbid = lowerCase(text(target, "id"));
    copy.put("type", text(relation, "type"));
    copy.put("type_id", text(relation, "type-id"));
    copy.put("target_type", group ? "release-group" : kind);
    copy.put("target_mbid", mbid);
    copy.put("target_name", text(target, target.has("name") ? "name" : "title"));
    copy.put("direction", text(relation, "direction"));
    array(copy, "attributes", relation.path("attributes"));
    JsonNode values = relation.path("attribute-values");
    copy.set("attribute_values", values.isObject() ? values : MAPPER.createObjectNode());
    copy.put("begin_date", text(relation, "begin"));
    copy.put("end_date", text(relation, "end"));
    copy.put("ended", relation.path("ended").asBoolean(false));
    copy.put("source_credit", text(relation, "source-credit"));
    copy.put("target_credit", text(relation, "target-credit"));
    copy.put("target_discogs_artist_id", "artist".equals(kind) ? discogsArtists.get(mbid) : null);
  }

  /** The Discogs id that an entity links to, null if none. */
  public static @Nullable Long discogsId(DataType type, JsonNode entity) {
    List<Long> pages = discogsIds(type, entity);
    return pages.isEmpty() ? null : pages.getFirst();
  }

  /** The Discogs ids of all its pages: its own first, those of pseudonyms, those of the past. */
  private static List<Long> discogsIds(DataType type, JsonNode entity) {
    String kind = type == DataType.RELEASE_GROUPS ? "master" : name(type);
    Pattern page =
        Pattern.compile(
            "https?://(?:[a-z]+\\.)?discogs\\.com/(?:[a-z]{2}/)?"
                + kind
                + "/(?:view/)?(\\d+)(?:[-/?#].*)?");
    return StreamSupport.stream(entity.path("relations").spliterator(), false)
        .filter(relation -> "discogs".equals(text(relation, "type")))
        .filter(relation -> page.matcher(resource(relation)).matches())
        .sorted(
            Comparator.comparing((JsonNode relation) -> relation.path("ended").asBoolean(false))
                .thenComparing(relation -> !relation.path("source-credit").asString("").isEmpty()))
        .map(relation -> Long.valueOf(page.matcher(resource(relation)).replaceFirst("$1")))
        .distinct()
        .toList();
  }

  private static String resource(JsonNode relation) {
    return String.valueOf(text(relation.path("url"), "resource"));
  }

  private static JsonNode either(JsonNode node, String first, String second) {
    return node.has(first) ? node.path(first) : node.path(second);
  }

  private static void array(ObjectNode fields, String name, JsonNode source) {
    ArrayNode copy = fields.putArray(name);
    source.forEach(copy::add);
  }

  private static void copy(ObjectNode fields, String name, JsonNode source, String theirName) {
    fields.set(name, source.has(theirName) ? source.path(theirName) : MAPPER.nullNode());
  }

  /** The text of a field, null if it has none. */
  public static @Nullable String text(JsonNode node, @Nullable String name) {
    JsonNode value = node.path(String.valueOf(name));
    return value.isString() ? value.asString() : null;
  }

  private static @Nullable String filled(JsonNode node, String name) {
    String text = text(node, name);
    return "".equals(text) ? null : text;
  }

  private static @Nullable String lowerCase(@Nullable String text) {
    return text == null ? null : text.toLowerCase(Locale.ROOT);
  }
}
