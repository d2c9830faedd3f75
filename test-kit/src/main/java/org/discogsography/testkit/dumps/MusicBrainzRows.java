package org.discogsography.testkit.dumps;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.Source;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The rows of the schema {@code musicbrainz}: those that a dump stands for (spec,
 * "brainztableinator"), worked out apart from the code under test, and those that are stored. A row
 * is its columns as canonical JSON, by its table and key; the numbers of rows, what the server
 * generates, and when a row was written are left out.
 */
public final class MusicBrainzRows {

  private static final JsonMapper MAPPER = JsonMapper.shared();

  private static final Map<DataType, String> ENTITY_TABLES =
      Map.of(
          DataType.ARTISTS, "artists",
          DataType.LABELS, "labels",
          DataType.RELEASES, "releases",
          DataType.RELEASE_GROUPS, "release_groups");

  private static final Map<String, List<String>> KEYS =
      Map.of(
          "artists", List.of("mbid"),
          "labels", List.of("mbid"),
          "releases", List.of("mbid"),
          "release_groups", List.of("mbid"),
          "external_links", List.of("mbid", "entity_type", "service_name", "url"),
          "relationships",
              List.of(
                  "source_entity_type",
                  "source_mbid",
                  "relationship_type",
                  "target_entity_type",
                  "target_mbid",
                  "begin_date",
                  "end_date",
                  "attributes"));

  private static final String STORED =
      """
      SELECT to_jsonb(t) - '{id,row_number,attributes_hash,created_at,updated_at,last_seen}'::text[]
      FROM musicbrainz.%s t
      """;

  private final SortedMap<String, Map<String, @Nullable Object>> rows = new TreeMap<>();

  private MusicBrainzRows() {}

  /** The rows that a dump stands for. */
  public static SortedMap<String, String> of(PlainMusicBrainz dump) {
    MusicBrainzRows rows = new MusicBrainzRows();
    for (DataType type : Source.MUSICBRAINZ.types()) {
      dump.records(type).values().forEach(entity -> rows.add(type, dump.document(type, entity)));
    }
    return rows.asText();
  }

  /** The rows that are stored. */
  public static SortedMap<String, String> in(Connection connection) throws SQLException {
    MusicBrainzRows found = new MusicBrainzRows();
    try (Statement statement = connection.createStatement()) {
      for (String table : KEYS.keySet()) {
        try (ResultSet rows = statement.executeQuery(STORED.formatted(table))) {
          while (rows.next()) {
            found.put(table, columns(MAPPER.readTree(rows.getString(1))));
          }
        }
      }
    }
    return found.asText();
  }

  private SortedMap<String, String> asText() {
    SortedMap<String, String> text = new TreeMap<>();
    rows.forEach((key, columns) -> text.put(key, CanonicalText.of(columns)));
    return text;
  }

  private Map<String, @Nullable Object> put(String table, Map<String, @Nullable Object> columns) {
    StringBuilder key = new StringBuilder("musicbrainz." + table);
    for (String column : KEYS.getOrDefault(table, List.of())) {
      key.append(' ').append(columns.get(column));
    }
    return rows.merge(key.toString(), columns, (first, same) -> first);
  }

  private void add(DataType type, ObjectNode document) {
    String own = PlainMusicBrainz.name(type);
    put(ENTITY_TABLES.getOrDefault(type, ""), entity(type, document));
    for (JsonNode link : document.path("external_links")) {
      Map<String, @Nullable Object> row = new HashMap<>();
      row.put("mbid", text(document, "id"));
      row.put("entity_type", own);
      row.put("service_name", text(link, "service"));
      row.put("url", text(link, "url"));
      put("external_links", row);
    }
    for (JsonNode relation : document.path("relations")) {
      if (text(relation, "type") != null && text(relation, "target_mbid") != null) {
        relationship(own, document, relation);
      }
    }
  }

  private static Map<String, @Nullable Object> entity(DataType type, ObjectNode document) {
    Map<String, @Nullable Object> row = new HashMap<>();
    row.put("mbid", text(document, "id"));
    row.put("name", text(document, "name"));
    row.put("hash", text(document, "sha256"));
    row.put("data", columns(document));
    switch (type) {
      case ARTISTS -> {
        party(row, document);
        same(row, document, "sort_name", "gender", "begin_area", "end_area", "aliases", "tags");
        same(row, document, "discogs_artist_id");
      }
      case LABELS -> {
        party(row, document);
        same(row, document, "label_code", "discogs_label_id");
      }
      case RELEASES ->
          same(row, document, "barcode", "status", "release_group_mbid", "discogs_release_id");
      default -> {
        row.put("type", text(document, "mb_type"));
        same(row, document, "secondary_types", "first_release_date", "disambiguation");
        same(row, document, "discogs_master_id");
      }
    }
    return row;
  }

  private static void party(Map<String, @Nullable Object> row, ObjectNode document) {
    JsonNode span = document.path("life_span");
    row.put("type", text(document, "mb_type"));
    row.put("begin_date", text(span, "begin"));
    row.put("end_date", text(span, "end"));
    row.put("ended", span.path("ended").asBoolean());
    same(row, document, "area", "disambiguation");
  }

  private static void same(
      Map<String, @Nullable Object> row, ObjectNode document, String... fields) {
    for (String field : fields) {
      row.put(field, columns(document).get(field));
    }
  }

  /** One row for the records of both ends, which notes who of them lists it. */
  private void relationship(String own, ObjectNode document, JsonNode relation) {
    boolean backward = "backward".equals(text(relation, "direction"));
    String self = backward ? "target" : "source";
    String other = backward ? "source" : "target";
    Map<String, @Nullable Object> row = new HashMap<>();
    row.put(self + "_entity_type", own);
    row.put(self + "_mbid", text(document, "id"));
    row.put(other + "_entity_type", text(relation, "target_type"));
    row.put(other + "_mbid", text(relation, "target_mbid"));
    row.put("relationship_type", text(relation, "type"));
    row.put("begin_date", text(relation, "begin_date"));
    row.put("end_date", text(relation, "end_date"));
    row.put("ended", relation.path("ended").asBoolean());
    row.put(
        "attributes",
        StreamSupport.stream(relation.path("attributes").spliterator(), false)
            .map(JsonNode::asString)
            .sorted()
            .toList());
    row.put("by_source", false);
    row.put("by_target", false);
    put("relationships", row).put("by_" + self, true);
  }

  @SuppressWarnings("unchecked") // an object's keys are texts
  private static Map<String, @Nullable Object> columns(JsonNode object) {
    return (Map<String, @Nullable Object>) MAPPER.convertValue(object, Map.class);
  }

  private static @Nullable String text(JsonNode node, String name) {
    return PlainMusicBrainz.text(node, name);
  }
}
