package org.discogsography.acceptance.reading;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.discogsography.acceptance.stores.Stores;
import org.discogsography.common.messages.DataType;
import org.discogsography.testkit.dumps.CanonicalText;
import org.discogsography.testkit.dumps.PlainEnrichment;
import org.discogsography.testkit.dumps.PlainMusicBrainz;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** The nodes and relationships that record elements stand for. */
final class ExpectedGraph {

  /**
   * One node.
   *
   * @param key its id, or the name of a genre, style or person
   */
  record Node(String label, String key) {

    @Override
    public String toString() {
      return label + " " + key;
    }
  }

  /**
   * One relationship.
   *
   * @param role of a credit, empty for others
   */
  record Edge(Node from, String type, Node to, String role) {

    @Override
    public String toString() {
      return from + " " + type + " " + to + (role.isEmpty() ? "" : " as " + role);
    }
  }

  private final RoleCategories categories;
  private final Map<Node, Map<String, Object>> nodes = new LinkedHashMap<>();
  private final Map<Edge, Map<String, Object>> edges = new LinkedHashMap<>();

  ExpectedGraph(RoleCategories categories) {
    this.categories = categories;
  }

  Set<Node> nodes() {
    return nodes.keySet();
  }

  Set<Edge> edges() {
    return edges.keySet();
  }

  /** The properties of a node, to be added to. */
  Map<String, Object> properties(Node node) {
    return nodes.computeIfAbsent(
        node,
        any -> {
          Map<String, Object> properties = new TreeMap<>();
          properties.put(isNamed(node.label) ? "name" : "id", node.key);
          return properties;
        });
  }

  private static boolean isNamed(String label) {
    return label.equals("Genre") || label.equals("Style") || label.equals("Person");
  }

  void add(DataType type, String id, Element record, String hash) {
    switch (type) {
      case ARTISTS -> artist(new Node("Artist", id), record, hash);
      case LABELS -> label(new Node("Label", id), record, hash);
      case MASTERS -> master(new Node("Master", id), record, hash);
      case RELEASES -> release(new Node("Release", id), record, hash);
      case RELEASE_GROUPS -> throw new IllegalArgumentException("no Discogs type");
    }
  }

  private void artist(Node artist, Element record, String hash) {
    Map<String, Object> properties = properties(artist);
    properties.put("sha256", hash);
    properties.put("name", orElse(Xml.textAt(record, "name"), "Unknown Artist"));
    String page = "https://api.discogs.com/artists/" + artist.key;
    properties.put("resource_url", page);
    properties.put("releases_url", page + "/releases");
    for (String member : named(record, "members")) {
      shared(new Node("Artist", member), "MEMBER_OF", artist, "d_end");
    }
    for (String group : named(record, "groups")) {
      shared(artist, "MEMBER_OF", new Node("Artist", group), "d_start");
    }
    for (String alias : named(record, "aliases")) {
      shared(new Node("Artist", alias), "ALIAS_OF", artist, "d_end");
    }
  }

  private void label(Node label, Element record, String hash) {
    Map<String, Object> properties = properties(label);
    properties.put("sha256", hash);
    properties.put("name", orElse(Xml.textAt(record, "name"), "Unknown Label"));
    for (String parent : ids(record, "parentLabel")) {
      shared(label, "SUBLABEL_OF", new Node("Label", parent), "d_start");
    }
    for (String sublabel : ids(record, "sublabels/label")) {
      shared(new Node("Label", sublabel), "SUBLABEL_OF", label, "d_end");
    }
  }

  private void master(Node master, Element record, String hash) {
    Map<String, Object> properties = properties(master);
    properties.put("sha256", hash);
    properties.put("title", orElse(Xml.textAt(record, "title"), "Unknown Master"));
    putIfKnown(properties, "year", Year.of(Xml.textAt(record, "year")));
    artistsAndGenres(master, record);
  }

  private void release(Node release, Element record, String hash) {
    Map<String, Object> properties = properties(release);
    properties.put("sha256", hash);
    properties.put("title", orElse(Xml.textAt(record, "title"), "Unknown Release"));
    putIfKnown(properties, "year", Year.of(Xml.textAt(record, "released")));
    properties.put("formats", filled(attributes(Xml.at(record, "formats/format"), "name")));
    properties.put(
        "format_descriptions",
        List.copyOf(new LinkedHashSet<>(texts(record, "formats/format/descriptions/description"))));
    List<Element> labels = Xml.at(record, "labels/label");
    if (!labels.isEmpty() && !labels.getFirst().getAttribute("catno").isBlank()) {
      properties.put("catalog_number", labels.getFirst().getAttribute("catno"));
    }
    artistsAndGenres(release, record);
    for (Element label : labels) {
      String id = Xml.id(label.getAttribute("id"));
      if (id != null) {
        edge(release, "ON", new Node("Label", id));
      }
    }
    String master = Xml.id(Xml.textAt(record, "master_id"));
    if (master != null) {
      edge(release, "DERIVED_FROM", new Node("Master", master));
    }
    Xml.at(record, "extraartists/artist").forEach(credit -> credit(release, credit));
  }

  private void artistsAndGenres(Node from, Element record) {
    for (Element artist : Xml.at(record, "artists/artist")) {
      String id = Xml.id(Xml.textAt(artist, "id"));
      if (id != null) {
        edge(from, "BY", new Node("Artist", id));
      }
    }
    Set<String> genres = new LinkedHashSet<>(texts(record, "genres/genre"));
    Set<String> styles = new LinkedHashSet<>(texts(record, "styles/style"));
    genres.forEach(genre -> edge(from, "IS", new Node("Genre", genre)));
    for (String style : styles) {
      edge(from, "IS", new Node("Style", style));
      if (genres.size() == 1) {
        edge(new Node("Style", style), "PART_OF", new Node("Genre", genres.iterator().next()));
      }
    }
  }

  private void credit(Node release, Element credit) {
    String name = Xml.textAt(credit, "name");
    String role = Xml.textAt(credit, "role");
    if (name == null || role == null) {
      return;
    }
    Node person = new Node("Person", name);
    Map<String, Object> properties = put(new Edge(person, "CREDITED_ON", release, role));
    properties.put("role", role);
    properties.put("category", categories.of(role));
    String artist = Xml.id(Xml.textAt(credit, "id"));
    if (artist != null) {
      edge(person, "SAME_AS", new Node("Artist", artist));
    }
  }

  /** Adds what MusicBrainz says of the nodes that are there. */
  void enrich(PlainMusicBrainz dump) {
    PlainEnrichment enrichment =
        new PlainEnrichment(dump, (label, id) -> nodes.containsKey(new Node(label, id)));
    enrichment
        .nodes()
        .forEach((node, properties) -> {
          Map<String, Object> enriched = properties(new Node(node.label(), node.id()));
          enriched.putAll(properties);
          enriched.put(Stores.ENRICHED_AT, Stores.SOME_TIME);
        });
    enrichment
        .edges()
        .forEach((edge, properties) -> {
          Node start = new Node(edge.start().label(), edge.start().id());
          Node end = new Node(edge.end().label(), edge.end().id());
          put(new Edge(start, edge.type(), end, "")).putAll(properties);
        });
  }

  private void shared(Node from, String type, Node to, String asserted) {
    if (!from.equals(to)) {
      put(new Edge(from, type, to, "")).put(asserted, true);
    }
  }

  private void edge(Node from, String type, Node to) {
    put(new Edge(from, type, to, ""));
  }

  private Map<String, Object> put(Edge edge) {
    properties(edge.from);
    properties(edge.to);
    return edges.computeIfAbsent(edge, any -> new TreeMap<>());
  }

  /** The ids of a list of names, which the oldest dumps have only beside the names. */
  private static Set<String> named(Element record, String list) {
    Set<String> ids = new LinkedHashSet<>(ids(record, list + "/name"));
    Xml.at(record, list + "/id").stream()
        .map(id -> Xml.id(Xml.text(id)))
        .filter(Objects::nonNull)
        .forEach(ids::add);
    return ids;
  }

  private static List<String> ids(Element record, String path) {
    return attributes(Xml.at(record, path), "id").stream()
        .map(Xml::id)
        .filter(Objects::nonNull)
        .toList();
  }

  private static List<String> attributes(List<Element> elements, String name) {
    return elements.stream().map(element -> element.getAttribute(name)).toList();
  }

  private static List<String> texts(Element record, String path) {
    return filled(Xml.at(record, path).stream().map(Xml::text).toList());
  }

  private static List<String> filled(Collection<String> texts) {
    return new ArrayList<>(texts.stream().filter(text -> !text.isBlank()).toList());
  }

  private static String orElse(@Nullable String text, String placeholder) {
    return text == null ? placeholder : text;
  }

  private static void putIfKnown(
      Map<String, Object> properties, String name, @Nullable Object value) {
    if (value != null) {
      properties.put(name, value);
    }
  }

  SortedMap<String, String> nodesAsText() {
    SortedMap<String, String> text = new TreeMap<>();
    nodes.forEach((node, properties) -> text.put(node.toString(), CanonicalText.of(properties)));
    return text;
  }

  SortedMap<String, String> relationshipsAsText() {
    SortedMap<String, String> text = new TreeMap<>();
    edges.forEach((edge, properties) -> text.put(edge.toString(), CanonicalText.of(properties)));
    return text;
  }
}
