package org.discogsography.extractor.musicbrainz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.discogsography.common.messages.DataType;
import org.discogsography.testkit.dumps.RealExcerpts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Compares the messages of real lines with what a plain reading of the contract makes of them. */
class RealEntitiesTest {

  private static final JsonMapper MAPPER = JsonMapper.shared();

  @ParameterizedTest
  @EnumSource(Entity.class)
  void everyFieldOfARealLineIsPublished(Entity entity) throws Exception {
    Optional<Path> excerpts = RealExcerpts.musicBrainzFolder();
    assumeThat(excerpts).as("excerpts of real MusicBrainz dumps").isPresent();
    Path folder = excerpts.get();
    Map<String, Long> artists = artistMap(lines(folder, Entity.ARTIST));
    Path path = folder.resolve(entity.text());
    ArtistMap map = new ArtistMap();
    new ArtistMapReader(Lines.file(folder.resolve("artist"), DataType.ARTISTS), Lines.LIMITS)
        .read(new AtomicLong(), map, () -> true);
    List<byte[]> messages = new ArrayList<>();
    new JsonDumpReader(Lines.file(path, entity.type()), Lines.LIMITS, map)
        .read(new AtomicLong(), messages::add);

    List<JsonNode> lines = lines(folder, entity);
    assertThat(messages).hasSameSizeAs(lines);
    assertThat(map.size()).isEqualTo(artists.size());
    for (int i = 0; i < lines.size(); i++) {
      ObjectNode message = (ObjectNode) MAPPER.readTree(messages.get(i));
      assertThat(message.remove("type").asString()).isEqualTo("data");
      assertThat(message.remove("sha256").asString()).hasSize(64);
      // parsed from text like the message: nodes that were built can hold other kinds of numbers
      assertThat(message)
          .as(lines.get(i).get("id").asString())
          .isEqualTo(MAPPER.readTree(expected(entity, lines.get(i), artists).toString()));
    }
  }

  private static List<JsonNode> lines(Path folder, Entity entity) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve(entity.text()))) {
      lines.add(MAPPER.readTree(line));
    }
    return lines;
  }

  private static Map<String, Long> artistMap(List<JsonNode> lines) {
    Map<String, Long> artists = new HashMap<>();
    for (JsonNode line : lines) {
      List<Long> ids = discogsIds(line, "artist");
      if (!ids.isEmpty()) {
        artists.put(line.get("id").asString(), ids.getFirst());
      }
    }
    return artists;
  }

  private static ObjectNode expected(Entity entity, JsonNode line, Map<String, Long> artists) {
    ObjectNode record = MAPPER.createObjectNode();
    record.set("id", line.get("id"));
    copy(line, "disambiguation", record, "disambiguation");
    copyLists(line, record, "aliases", "tags", "genres");
    List<Long> ids =
        discogsIds(
            line,
            switch (entity) {
              case ARTIST -> "artist";
              case LABEL -> "label";
              case RELEASE_GROUP -> "master";
              case RELEASE -> "release";
            });
    String field =
        switch (entity) {
          case ARTIST -> "discogs_artist_id";
          case LABEL -> "discogs_label_id";
          case RELEASE_GROUP -> "discogs_master_id";
          case RELEASE -> "discogs_release_id";
        };
    record.put(field, ids.isEmpty() ? null : ids.getFirst());
    ArrayNode all = record.putArray("discogs_ids");
    ids.forEach(all::add);
    record.set("external_links", links(line));
    record.set("relations", relations(line, artists));
    switch (entity) {
      case ARTIST -> {
        party(line, record);
        copy(line, "sort-name", record, "sort_name");
        copy(line, "gender", record, "gender");
        copy(line.path("begin-area"), "name", record, "begin_area");
        copy(line.path("end-area"), "name", record, "end_area");
      }
      case LABEL -> {
        party(line, record);
        copy(line, "label-code", record, "label_code");
      }
      case RELEASE_GROUP -> {
        copy(line, "title", record, "name");
        copy(line, "primary-type", record, "mb_type");
        record.set("secondary_types", orEmpty(line.path("secondary-types")));
        copyDate(line, "first-release-date", record, "first_release_date");
        copy(line, "rating", record, "rating");
        record.set("artist_credit", credits(line));
      }
      case RELEASE -> release(line, record);
    }
    return record;
  }

  private static void party(JsonNode line, ObjectNode record) {
    copy(line, "name", record, "name");
    copy(line, "type", record, "mb_type");
    copy(line, "country", record, "country");
    copy(line, "rating", record, "rating");
    copy(line.path("area"), "name", record, "area");
    copyLists(line, record, "ipis", "isnis");
    ObjectNode span = record.putObject("life_span");
    copy(line.path("life-span"), "begin", span, "begin");
    copy(line.path("life-span"), "end", span, "end");
    span.put("ended", line.path("life-span").path("ended").asBoolean(false));
  }

  private static void release(JsonNode line, ObjectNode record) {
    copy(line, "title", record, "name");
    for (String name :
        new String[] {"barcode", "status", "country", "packaging", "quality", "asin"}) {
      copy(line, name, record, name);
    }
    copyDate(line, "date", record, "date");
    copy(line.path("release-group"), "id", record, "release_group_mbid");
    copy(line.path("text-representation"), "language", record, "language");
    copy(line.path("text-representation"), "script", record, "script");
    record.set("artist_credit", credits(line));
    ArrayNode events = record.putArray("release_events");
    for (JsonNode event : line.path("release-events")) {
      ObjectNode made = events.addObject();
      copyDate(event, "date", made, "date");
      copy(event.path("area").path("iso-3166-1-codes"), 0, made, "country");
    }
    ArrayNode infos = record.putArray("label_info");
    for (JsonNode info : line.path("label-info")) {
      ObjectNode made = infos.addObject();
      copy(info, "catalog-number", made, "catalog_number");
      copy(info.path("label"), "id", made, "label_mbid");
      copy(info.path("label"), "name", made, "label_name");
    }
    ArrayNode media = record.putArray("media");
    for (JsonNode medium : line.path("media")) {
      ObjectNode made = media.addObject();
      copy(medium, "position", made, "position");
      copy(medium, "title", made, "title");
      copy(medium, "format", made, "format");
      copy(medium, "track-count", made, "track_count");
    }
    record.putNull("cover_art");
    if (line.path("cover-art-archive").isObject()) {
      ObjectNode art = record.putObject("cover_art");
      for (String name : new String[] {"artwork", "front", "back", "count"}) {
        copy(line.get("cover-art-archive"), name, art, name);
      }
    }
  }

  private static ArrayNode credits(JsonNode line) {
    ArrayNode credits = MAPPER.createArrayNode();
    for (JsonNode credit : line.path("artist-credit")) {
      ObjectNode made = credits.addObject();
      copy(credit.path("artist"), "id", made, "mbid");
      copy(credit, "name", made, "name");
      copy(credit, "joinphrase", made, "joinphrase");
    }
    return credits;
  }

  private static ArrayNode links(JsonNode line) {
    Set<JsonNode> links = new LinkedHashSet<>();
    for (JsonNode relation : line.path("relations")) {
      String resource = relation.path("url").path("resource").asString("");
      if (isUrl(relation)
          && !relation.get("type").asString().equals("discogs")
          && !resource.isEmpty()) {
        ObjectNode link = MAPPER.createObjectNode();
        link.set("service", relation.get("type"));
        link.put("url", resource);
        if (relation.path("ended").asBoolean(false)) {
          link.put("ended", true);
        }
        links.add(link);
      }
    }
    return MAPPER.createArrayNode().addAll(links);
  }

  private static ArrayNode relations(JsonNode line, Map<String, Long> artists) {
    ArrayNode relations = MAPPER.createArrayNode();
    for (JsonNode relation : line.path("relations")) {
      if (isUrl(relation)) {
        continue;
      }
      String type = relation.get("target-type").asString();
      JsonNode target = relation.path(type);
      ObjectNode made = relations.addObject();
      copy(relation, "type", made, "type");
      copy(relation, "type-id", made, "type_id");
      copy(relation, "direction", made, "direction");
      copy(relation, "begin", made, "begin_date");
      copy(relation, "end", made, "end_date");
      copy(relation, "source-credit", made, "source_credit");
      copy(relation, "target-credit", made, "target_credit");
      made.put("ended", relation.path("ended").asBoolean(false));
      made.put("target_type", type.replace('_', '-'));
      copy(target, "id", made, "target_mbid");
      copy(target, target.has("name") ? "name" : "title", made, "target_name");
      made.set("attributes", orEmpty(relation.path("attributes")));
      made.set(
          "attribute_values",
          relation.path("attribute-values").isObject()
              ? relation.get("attribute-values")
              : MAPPER.createObjectNode());
      made.put(
          "target_discogs_artist_id",
          type.equals("artist") ? artists.get(target.get("id").asString()) : null);
    }
    return relations;
  }

  /** Ids of a kind of page: those without credit, with one, ended; written anew for this test. */
  private static List<Long> discogsIds(JsonNode line, String kind) {
    Pattern page = Pattern.compile("https?://(www\\.)?discogs\\.com/" + kind + "/(\\d+)([-/?].*)?");
    List<List<Long>> ranks = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (JsonNode relation : line.path("relations")) {
      if (isUrl(relation) && relation.get("type").asString().equals("discogs")) {
        String resource = relation.path("url").path("resource").asString("");
        Matcher matcher = page.matcher(resource.toLowerCase(Locale.ROOT));
        if (matcher.matches()) {
          boolean credited = !relation.path("source-credit").asString("").isEmpty();
          int rank = relation.path("ended").asBoolean(false) ? 2 : credited ? 1 : 0;
          ranks.get(rank).add(Long.valueOf(matcher.group(2)));
        }
      }
    }
    return ranks.stream().flatMap(List::stream).distinct().toList();
  }

  private static boolean isUrl(JsonNode relation) {
    return relation.path("target-type").asString("").equals("url");
  }

  private static void copyLists(JsonNode from, ObjectNode to, String... names) {
    for (String name : names) {
      to.set(name, orEmpty(from.path(name)));
    }
  }

  private static JsonNode orEmpty(JsonNode list) {
    return list.isArray() ? list : MAPPER.createArrayNode();
  }

  private static void copy(JsonNode from, String name, ObjectNode to, String as) {
    to.set(as, orNull(from.path(name)));
  }

  private static void copy(JsonNode from, int index, ObjectNode to, String as) {
    to.set(as, orNull(from.path(index)));
  }

  private static void copyDate(JsonNode from, String name, ObjectNode to, String as) {
    boolean known = !from.path(name).asString("").isEmpty();
    to.set(as, known ? from.get(name) : JsonNodeFactory.instance.nullNode());
  }

  private static JsonNode orNull(@Nullable JsonNode value) {
    return value == null || value.isMissingNode() ? JsonNodeFactory.instance.nullNode() : value;
  }
}
