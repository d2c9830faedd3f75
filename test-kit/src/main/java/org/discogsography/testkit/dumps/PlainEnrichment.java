package org.discogsography.testkit.dumps;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.StreamSupport;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.Source;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the documents of a MusicBrainz dump add to a graph of Discogs (spec, "brainzgraphinator"),
 * worked out apart from the code under test.
 */
public final class PlainEnrichment {

  private static final Map<DataType, String> LABELS =
      Map.of(
          DataType.ARTISTS, "Artist",
          DataType.LABELS, "Label",
          DataType.RELEASE_GROUPS, "Master",
          DataType.RELEASES, "Release");

  private static final Map<String, String> EDGES =
      Map.of(
          "member of band", "MEMBER_OF",
          "collaboration", "COLLABORATED_WITH",
          "teacher", "TAUGHT",
          "tribute", "TRIBUTE_TO",
          "founder", "FOUNDED",
          "supporting musician", "SUPPORTED",
          "vocal supporting musician", "SUPPORTED",
          "instrumental supporting musician", "SUPPORTED",
          "subgroup", "SUBGROUP_OF",
          "artist rename", "RENAMED_TO");

  /** A node of Discogs by its label and id. */
  public record Node(String label, String id) implements Comparable<Node> {

    @Override
    public int compareTo(Node other) {
      return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
      return label + " " + id;
    }
  }

  /** A relationship between two artists. */
  public record Edge(Node start, String type, Node end) implements Comparable<Edge> {

    @Override
    public int compareTo(Edge other) {
      return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
      return start + " " + type + " " + end;
    }
  }

  private final BiPredicate<String, String> exists;
  private final SortedMap<Node, Map<String, Object>> nodes = new TreeMap<>();
  private final SortedMap<Edge, List<JsonNode>> relations = new TreeMap<>();

  /**
   * Works it out.
   *
   * @param exists whether the graph has a node of this label and id
   */
  public PlainEnrichment(PlainMusicBrainz dump, BiPredicate<String, String> exists) {
    this.exists = exists;
    for (DataType type : Source.MUSICBRAINZ.types()) {
      // in the order of their MBIDs: of those with the same page the smallest gets the node
      dump.records(type).values().forEach(entity -> add(type, dump.document(type, entity)));
    }
  }

  private void add(DataType type, ObjectNode document) {
    String label = LABELS.getOrDefault(type, "");
    JsonNode id = document.path("discogs_%s_id".formatted(label.toLowerCase(Locale.ROOT)));
    if (!id.isNumber() || !exists.test(label, id.asString())) {
      return;
    }
    Node node = new Node(label, id.asString());
    if (nodes.putIfAbsent(node, properties(type, document)) == null && type == DataType.ARTISTS) {
      document.path("relations").forEach(relation -> add(node, relation));
    }
  }

  private void add(Node artist, JsonNode relation) {
    String type = EDGES.get(relation.path("type").asString(""));
    JsonNode otherId = relation.path("target_discogs_artist_id");
    if (type == null || !otherId.isNumber() || !exists.test("Artist", otherId.asString())) {
      return;
    }
    Node other = new Node("Artist", otherId.asString());
    boolean backward = relation.path("direction").asString("").equals("backward");
    if (!other.equals(artist)) {
      relations
          .computeIfAbsent(
              backward ? new Edge(other, type, artist) : new Edge(artist, type, other),
              any -> new ArrayList<>())
          .add(relation);
    }
  }

  private static Map<String, Object> properties(DataType type, ObjectNode document) {
    Map<String, @Nullable Object> values = new HashMap<>();
    JsonNode span = document.path("life_span");
    values.put("mbid", text(document, "id"));
    values.put("mb_sha256", text(document, "sha256"));
    switch (type) {
      case ARTISTS -> {
        for (String same : List.of("area", "begin_area", "end_area", "gender", "disambiguation")) {
          values.put("mb_" + same, text(document, same));
        }
        values.put("mb_type", text(document, "mb_type"));
        values.put("mb_begin_date", text(span, "begin"));
        values.put("mb_end_date", text(span, "end"));
      }
      case LABELS -> {
        JsonNode code = document.path("label_code");
        values.put("mb_type", text(document, "mb_type"));
        values.put("mb_label_code", code.isNumber() ? code.asLong() : null);
        values.put("mb_begin_date", text(span, "begin"));
        values.put("mb_end_date", text(span, "end"));
        values.put("mb_area", text(document, "area"));
      }
      case RELEASES -> {
        values.put("mb_barcode", text(document, "barcode"));
        values.put("mb_status", text(document, "status"));
        values.put("mb_release_group_mbid", text(document, "release_group_mbid"));
      }
      default -> {
        values.put("mb_type", text(document, "mb_type"));
        values.put("mb_secondary_types", texts(document.path("secondary_types")));
        values.put("mb_first_release_date", text(document, "first_release_date"));
        values.put("mb_disambiguation", text(document, "disambiguation"));
      }
    }
    return present(values);
  }

  /** What MusicBrainz says on each node that it says something about. */
  public SortedMap<Node, Map<String, Object>> nodes() {
    return nodes;
  }

  /** What MusicBrainz says on each relationship between artists. */
  public SortedMap<Edge, Map<String, Object>> edges() {
    SortedMap<Edge, Map<String, Object>> edges = new TreeMap<>();
    relations.forEach((edge, all) -> edges.put(edge, together(all)));
    return edges;
  }

  /** One relationship for all periods: from the first begin to the last end, unless one is open. */
  private static Map<String, Object> together(List<JsonNode> relations) {
    TreeSet<String> begins = new TreeSet<>();
    TreeSet<String> ends = new TreeSet<>();
    TreeSet<String> attributes = new TreeSet<>();
    boolean open = false;
    for (JsonNode relation : relations) {
      String end = text(relation, "end_date");
      addIfOfKnownYear(begins, text(relation, "begin_date"));
      addIfOfKnownYear(ends, end);
      open |= !relation.path("ended").asBoolean() && end == null;
      attributes.addAll(texts(relation.path("attributes")));
    }
    Map<String, @Nullable Object> properties = new HashMap<>();
    properties.put("source", "musicbrainz");
    properties.put("ended", !open);
    properties.put("attributes", List.copyOf(attributes));
    properties.put("begin_date", begins.isEmpty() ? null : begins.getFirst());
    properties.put("end_date", open || ends.isEmpty() ? null : ends.getLast());
    return present(properties);
  }

  private static void addIfOfKnownYear(TreeSet<String> dates, @Nullable String date) {
    if (date != null && !date.startsWith("?")) {
      dates.add(date);
    }
  }

  private static Map<String, Object> present(Map<String, @Nullable Object> values) {
    Map<String, Object> present = new TreeMap<>();
    values.forEach((name, value) -> {
      if (value != null) {
        present.put(name, value);
      }
    });
    return present;
  }

  private static @Nullable String text(JsonNode node, String name) {
    return PlainMusicBrainz.text(node, name);
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asString).toList();
  }
}
