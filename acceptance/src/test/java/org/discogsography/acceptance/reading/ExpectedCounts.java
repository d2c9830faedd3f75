package org.discogsography.acceptance.reading;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.discogsography.acceptance.reading.ExpectedGraph.Edge;
import org.discogsography.acceptance.reading.ExpectedGraph.Node;

/** The numbers on nodes that readers ask for, counted by following relationships one by one. */
final class ExpectedCounts {

  private final ExpectedGraph graph;
  private final Map<Node, List<Edge>> outgoing;
  private final Map<Node, List<Edge>> incoming;

  private ExpectedCounts(ExpectedGraph graph) {
    this.graph = graph;
    this.outgoing = graph.edges().stream().collect(Collectors.groupingBy(Edge::from));
    this.incoming = graph.edges().stream().collect(Collectors.groupingBy(Edge::to));
  }

  /** Adds all numbers to the nodes. */
  static void addTo(ExpectedGraph graph) {
    ExpectedCounts counts = new ExpectedCounts(graph);
    for (Node node : graph.nodes()) {
      Map<String, Object> properties = graph.properties(node);
      switch (node.label()) {
        case "Genre" -> counts.tag(node, "Style", "style_count", properties);
        case "Style" -> counts.tag(node, "Genre", "genre_count", properties);
        case "Label" -> {
          Set<Node> releases = counts.releases(node, "ON");
          properties.put("release_count", releases.size());
          properties.put("artist_count", counts.reached(releases, "BY", "Artist"));
          properties.put("genre_count", counts.reached(releases, "IS", "Genre"));
        }
        case "Artist" -> {
          Set<Node> releases = counts.releases(node, "BY");
          properties.put("release_count", releases.size());
          properties.put("label_count", counts.reached(releases, "ON", "Label"));
          properties.put("degree", counts.from(node).size() + counts.to(node).size());
        }
        case "Person" -> {
          Stream<Edge> credits = counts.from(node).stream().filter(isOf("CREDITED_ON"));
          properties.put("credit_count", (int) credits.map(Edge::to).distinct().count());
        }
        default -> {
          // masters and releases carry no numbers
        }
      }
    }
  }

  private void tag(Node node, String other, String otherCount, Map<String, Object> properties) {
    Set<Node> releases = releases(node, "IS");
    properties.put("release_count", releases.size());
    properties.put("artist_count", reached(releases, "BY", "Artist"));
    properties.put("label_count", reached(releases, "ON", "Label"));
    properties.put(otherCount, reached(releases, "IS", other));
    firstYear(releases).ifPresent(year -> properties.put("first_year", year));
  }

  /** The first year with three releases, since one may be mis-dated; else the earliest. */
  private Optional<Integer> firstYear(Set<Node> releases) {
    SortedMap<Integer, Long> years =
        releases.stream()
            .map(release -> graph.properties(release).get("year"))
            .filter(Integer.class::isInstance)
            .map(Integer.class::cast)
            .collect(Collectors.groupingBy(year -> year, TreeMap::new, Collectors.counting()));
    return years.entrySet().stream()
        .filter(year -> year.getValue() >= 3)
        .map(Map.Entry::getKey)
        .findFirst()
        .or(() -> years.keySet().stream().findFirst());
  }

  private Set<Node> releases(Node node, String type) {
    return to(node).stream()
        .filter(isOf(type))
        .map(Edge::from)
        .filter(from -> from.label().equals("Release"))
        .collect(Collectors.toSet());
  }

  private int reached(Set<Node> releases, String type, String label) {
    Set<Node> reached = new HashSet<>();
    for (Node release : releases) {
      from(release).stream()
          .filter(isOf(type))
          .map(Edge::to)
          .filter(to -> to.label().equals(label))
          .forEach(reached::add);
    }
    return reached.size();
  }

  private Collection<Edge> from(Node node) {
    return outgoing.getOrDefault(node, List.of());
  }

  private Collection<Edge> to(Node node) {
    return incoming.getOrDefault(node, List.of());
  }

  private static Predicate<Edge> isOf(String type) {
    return edge -> edge.type().equals(type);
  }
}
