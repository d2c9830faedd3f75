package org.discogsography.api.nodes;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.discogsography.api.graph.GraphQuery;
import org.discogsography.api.graph.GraphReader;
import org.discogsography.api.nodes.NodeAnswer.GenreNode;
import org.discogsography.api.nodes.NodeAnswer.StyleNode;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;

/**
 * Reads genres and styles. Their counts come from the node: counting the artists of a large genre
 * takes millions of steps, so it is tried only where no count is stored, and not for long.
 */
final class TagNodes {

  private static final Duration LIVE_COUNT_LIMIT = Duration.ofSeconds(10);

  /** The node with whatever counts it carries. */
  private static final String TAG =
      """
      MATCH (t:%s {name: $name})
      RETURN t.name AS name,
             t.artist_count AS artist_count,
             t.release_count AS release_count,
             t.label_count AS label_count,
             t.style_count AS style_count,
             t.genre_count AS genre_count,
             t.first_year AS first_year
      LIMIT 1
      """;

  private static final String RELEASE_COUNT =
      """
      MATCH (t:%s {name: $name})<-[:IS]-(r:Release)
      RETURN count(DISTINCT r) AS found
      LIMIT 1
      """;

  /** What is linked to the releases of the genre or style. */
  private static final String LINKED_COUNT =
      """
      MATCH (t:%s {name: $name})<-[:IS]-(r:Release)
      WITH DISTINCT r
      MATCH (r)-[:%s]->(c:%s)
      RETURN count(DISTINCT c) AS found
      LIMIT 1
      """;

  private final GraphReader graph;

  TagNodes(GraphReader graph) {
    this.graph = graph;
  }

  Optional<NodeAnswer> findGenre(String name) {
    return graph.first(
        tag("Genre", name),
        row ->
            new GenreNode(
                name,
                name,
                artists(row, "Genre", name),
                releases(row, "Genre", name),
                labels(row, "Genre", name),
                orLinked(Rows.number(row, "style_count"), "Genre", "IS", "Style", name),
                Rows.year(row, "first_year")));
  }

  Optional<NodeAnswer> findStyle(String name) {
    return graph.first(
        tag("Style", name),
        row ->
            new StyleNode(
                name,
                name,
                artists(row, "Style", name),
                releases(row, "Style", name),
                labels(row, "Style", name),
                orLinked(Rows.number(row, "genre_count"), "Style", "IS", "Genre", name),
                Rows.year(row, "first_year")));
  }

  private static GraphQuery tag(String nodeLabel, String name) {
    return GraphQuery.of(TAG.formatted(nodeLabel), Map.of("name", name));
  }

  private @Nullable Long releases(Record row, String nodeLabel, String name) {
    Long precomputed = Rows.number(row, "release_count");
    return precomputed != null ? precomputed : count(RELEASE_COUNT.formatted(nodeLabel), name);
  }

  private @Nullable Long artists(Record row, String nodeLabel, String name) {
    return orLinked(Rows.number(row, "artist_count"), nodeLabel, "BY", "Artist", name);
  }

  private @Nullable Long labels(Record row, String nodeLabel, String name) {
    return orLinked(Rows.number(row, "label_count"), nodeLabel, "ON", "Label", name);
  }

  private @Nullable Long orLinked(
      @Nullable Long precomputed,
      String nodeLabel,
      String relationship,
      String linkedLabel,
      String name) {
    return precomputed != null
        ? precomputed
        : count(LINKED_COUNT.formatted(nodeLabel, relationship, linkedLabel), name);
  }

  private @Nullable Long count(String cypher, String name) {
    return graph.countWithin(LIVE_COUNT_LIMIT, GraphQuery.of(cypher, Map.of("name", name)));
  }
}
