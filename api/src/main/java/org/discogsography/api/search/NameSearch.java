package org.discogsography.api.search;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.discogsography.api.entities.EntityType;
import org.discogsography.api.graph.GraphQuery;
import org.discogsography.api.graph.GraphReader;

/** Finds artists, labels, genres and styles by name in the graph's full-text indexes. */
public final class NameSearch {

  /** Prefixes score nearly alike, so more hits than asked for are fetched and ranked here. */
  private static final int HITS_PER_RESULT = 5;

  private static final int MOST_HITS = 250;

  /** Index hits; the number of releases comes from the node or its degree, both without a scan. */
  private static final String HITS =
      """
      CALL db.index.fulltext.queryNodes($index, $query, {limit: $hits}) YIELD node, score
      RETURN coalesce(node.id, node.name) AS id,
             node.name AS name,
             coalesce(node.release_count, COUNT { (node)<-[:BY|ON|IS]-() }) AS releases,
             score
      LIMIT 250
      """;

  private final GraphReader graph;

  NameSearch(GraphReader graph) {
    this.graph = graph;
  }

  /**
   * Names of which every word of {@code text} begins a word: first the name itself (ignoring case
   * and accents), then names that start with the text, then the rest; within each those with more
   * releases first, then by score, then the shorter name, then the id.
   */
  public List<NameHit> completions(EntityType type, String text, int limit) {
    int hits = Math.min(limit * HITS_PER_RESULT, MOST_HITS);
    return IndexQuery.forPrefixes(text)
        .map(query -> hits(type, query, hits))
        .orElse(List.of())
        .stream()
        .sorted(byUsefulnessFor(Folding.fold(text.strip())))
        .limit(limit)
        .toList();
  }

  /** Names that equal {@code name} when case and accents are ignored, most releases first. */
  public List<NameHit> sameName(EntityType type, String name) {
    String folded = Folding.fold(name.strip());
    return IndexQuery.forWords(name)
        .map(query -> hits(type, query, MOST_HITS))
        .orElse(List.of())
        .stream()
        .filter(hit -> Folding.fold(hit.name()).equals(folded))
        .sorted(byUsefulnessFor(folded))
        .toList();
  }

  private List<NameHit> hits(EntityType type, String query, int hits) {
    return graph.rows(
        GraphQuery.of(
            HITS,
            Map.of("index", type.publicName() + "_name_fulltext", "query", query, "hits", hits)),
        row ->
            new NameHit(
                row.get("id").asString(),
                row.get("name").asString(),
                row.get("releases").asLong(),
                row.get("score").asDouble()));
  }

  private static Comparator<NameHit> byUsefulnessFor(String folded) {
    return Comparator.comparingInt((NameHit hit) -> closeness(Folding.fold(hit.name()), folded))
        .thenComparing(Comparator.comparingLong(NameHit::releases).reversed())
        .thenComparing(Comparator.comparingDouble(NameHit::score).reversed())
        .thenComparingInt(hit -> hit.name().length())
        .thenComparing(NameHit::id);
  }

  private static int closeness(String name, String text) {
    if (name.equals(text)) {
      return 0;
    }
    return name.startsWith(text) ? 1 : 2;
  }
}
