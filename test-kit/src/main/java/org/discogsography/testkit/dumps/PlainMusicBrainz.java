package org.discogsography.testkit.dumps;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
 * store.
 */
public final class PlainMusicBrainz {

  private static final JsonMapper MAPPER = JsonMapper.shared();

  private final Path folder;
  private final Map<String, Long> discogsArtists = new HashMap<>();

  /**
   * @param folder an unpacked {@code mbdump}
   */
  public PlainMusicBrainz(Path folder) {
    this.folder = folder;
    for (JsonNode artist : entities(DataType.ARTISTS)) {
      Long discogs = discogsId(DataType.ARTISTS, artist);
      if (discogs != null) {
        discogsArtists.put(String.valueOf(text(artist, "id")), discogs);
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
    String file =
        switch (type) {
          case ARTISTS -> "artist";
          case LABELS -> "label";
          case RELEASES -> "release";
          case RELEASE_GROUPS -> "release-group";
          case MASTERS -> throw new IllegalArgumentException("MusicBrainz has no masters");
        };
    try {
      return Files.readAllLines(folder.resolve(file), StandardCharsets.UTF_8).stream()
          .filter(line -> !line.isBlank())
          .map(MAPPER::readTree)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The messages of a type. */
  public List<DataRecord> messages(DataType type) {
    return entities(type).stream().map(entity -> message(type, entity)).toList();
  }

  /** The message about one entity. */
  public DataRecord message(DataType type, JsonNode entity) {
    ObjectNode fields = MAPPER.createObjectNode();
    String id = Objects.requireNonNull(text(entity, "id"), "entity without id");
    String discogsField =
        switch (type) {
          case ARTISTS -> "discogs_artist_id";
          case LABELS -> "discogs_label_id";
          case RELEASES -> "discogs_release_id";
          default -> "discogs_master_id";
        };
    fields.put("id", id);
    fields.put(discogsField, discogsId(type, entity));
    boolean titled = type == DataType.RELEASES || type == DataType.RELEASE_GROUPS;
    fields.put("name", text(entity, titled ? "title" : "name"));
    fields.put("disambiguation", text(entity, "disambiguation"));
    array(fields, "aliases", entity.path("aliases"));
    array(fields, "tags", entity.path("tags"));
    switch (type) {
      case ARTISTS -> {
        fields.put("sort_name", text(entity, "sort-name"));
        fields.put("mb_type", text(entity, "type"));
        fields.put("gender", text(entity, "gender"));
        lifeSpan(fields, entity);
        fields.put("area", text(entity.path("area"), "name"));
        fields.put("begin_area", text(either(entity, "begin-area", "begin_area"), "name"));
        fields.put("end_area", text(either(entity, "end-area", "end_area"), "name"));
      }
      case LABELS -> {
        fields.put("mb_type", text(entity, "type"));
        fields.set("label_code", entity.path("label-code"));
        if (entity.path("label-code").isMissingNode()) {
          fields.putNull("label_code");
        }
        lifeSpan(fields, entity);
        fields.put("area", text(entity.path("area"), "name"));
      }
      case RELEASES -> {
        fields.put("barcode", text(entity, "barcode"));
        fields.put("status", text(entity, "status"));
        fields.put("release_group_mbid", text(entity.path("release-group"), "id"));
      }
      default -> {
        fields.put("mb_type", text(entity, "primary-type"));
        array(fields, "secondary_types", entity.path("secondary-types"));
        String released = text(entity, "first-release-date");
        fields.put("first_release_date", "".equals(released) ? null : released);
      }
    }
    relations(fields, entity);
    String sha256 = sha256(fields.toString());
    fields.put("type", "data");
    fields.put("sha256", sha256);
    return new DataRecord(id, sha256, MAPPER.writeValueAsBytes(fields));
  }

  private static void lifeSpan(ObjectNode fields, JsonNode entity) {
    JsonNode span = entity.path("life-span");
    ObjectNode copy = fields.putObject("life_span");
    copy.put("begin", text(span, "begin"));
    copy.put("end", text(span, "end"));
    copy.put("ended", span.path("ended").asBoolean(false));
  }

  private void relations(ObjectNode fields, JsonNode entity) {
    ArrayNode relations = fields.putArray("relations");
    ArrayNode links = fields.putArray("external_links");
    for (JsonNode relation : entity.path("relations")) {
      String kind = text(relation, "target-type");
      if ("url".equals(kind)) {
        if (!"discogs".equals(text(relation, "type"))) {
          links
              .addObject()
              .put("service", text(relation, "type"))
              .put("url", text(relation.path("url"), "resource"));
        }
        continue;
      }
      String target =
          text(
              "release_group".equals(kind)
                  ? either(relation, "release_group", "release-group")
                  : relation.path(kind),
              "id");
      ObjectNode copy = relations.addObject();
      copy.put("type", text(relation, "type"));
      copy.put("target_type", "release_group".equals(kind) ? "release-group" : kind);
      copy.put("target_mbid", target);
      copy.put("direction", text(relation, "direction"));
      array(copy, "attributes", relation.path("attributes"));
      copy.put("begin_date", text(relation, "begin"));
      copy.put("end_date", text(relation, "end"));
      copy.put("ended", relation.path("ended").asBoolean(false));
      copy.put(
          "target_discogs_artist_id", "artist".equals(kind) ? discogsArtists.get(target) : null);
    }
  }

  /** The Discogs id that an entity links to, null if none. */
  public static @Nullable Long discogsId(DataType type, JsonNode entity) {
    String kind =
        switch (type) {
          case ARTISTS -> "artist";
          case LABELS -> "label";
          case RELEASES -> "release";
          default -> "master";
        };
    Pattern page =
        Pattern.compile(
            "https?://(?:[a-z]+\\.)?discogs\\.com/(?:[a-z]{2}/)?"
                + kind
                + "/(?:view/)?(\\d+)(?:[-/?#].*)?");
    List<JsonNode> found = new ArrayList<>();
    Consumer<JsonNode> consider =
        relation -> {
          if ("discogs".equals(text(relation, "type"))
              && page.matcher(String.valueOf(text(relation.path("url"), "resource"))).matches()) {
            found.add(relation);
          }
        };
    entity.path("relations").forEach(consider);
    return found.stream()
        .min(
            Comparator.comparing((JsonNode relation) -> relation.path("ended").asBoolean(false))
                .thenComparing(relation -> !relation.path("source-credit").asString("").isEmpty()))
        .map(relation -> {
          Matcher matcher = page.matcher(String.valueOf(text(relation.path("url"), "resource")));
          return matcher.matches() ? Long.valueOf(matcher.group(1)) : null;
        })
        .orElse(null);
  }

  private static JsonNode either(JsonNode node, String first, String second) {
    return node.has(first) ? node.path(first) : node.path(second);
  }

  private static void array(ObjectNode fields, String name, JsonNode source) {
    ArrayNode copy = fields.putArray(name);
    source.forEach(copy::add);
  }

  /** The text of a field, null if it has none. */
  public static @Nullable String text(JsonNode node, @Nullable String name) {
    JsonNode value = node.path(String.valueOf(name));
    return value.isString() ? value.asString() : null;
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
