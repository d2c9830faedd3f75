package org.discogsography.api.nodes;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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
    return find("Genre", name)
        .map(row -> {
          CompletableFuture<@Nullable Long> artists = artists(row, "Genre", name);
          CompletableFuture<@Nullable Long> releases = releases(row, "Genre", name);
          CompletableFuture<@Nullable Long> labels = labels(row, "Genre", name);
          CompletableFuture<@Nullable Long> styles =
              orLinked(row, "style_count", "Genre", "IS", "Style", name);
          return new GenreNode(
              name,
              name,
              GraphReader.await(artists),
              GraphReader.await(releases),
              GraphReader.await(labels),
              GraphReader.await(styles),
              Rows.year(row, "first_year"));
        });
  }

  Optional<NodeAnswer> findStyle(String name) {
    return find("Style", name)
        .map(row -> {
          CompletableFuture<@Nullable Long> artists = artists(row, "Style", name);
          CompletableFuture<@Nullable Long> releases = releases(row, "Style", name);
          CompletableFuture<@Nullable Long> labels = labels(row, "Style", name);
          CompletableFuture<@Nullable Long> genres =
              orLinked(row, "genre_count", "Style", "IS", "Genre", name);
          return new StyleNode(
              name,
              name,
              GraphReader.await(artists),
              GraphReader.await(releases),
              GraphReader.await(labels),
              GraphReader.await(genres),
              Rows.year(row, "first_year"));
        });
  }

  private Optional<Record> find(String nodeLabel, String name) {
    return graph.first(GraphQuery.of(TAG.formatted(nodeLabel), Map.of("name", name)), row -> row);
  }

  private CompletableFuture<@Nullable Long> releases(Record row, String nodeLabel, String name) {
    return orCounted(row, "release_count", RELEASE_COUNT.formatted(nodeLabel), name);
  }

  private CompletableFuture<@Nullable Long> artists(Record row, String nodeLabel, String name) {
    return orLinked(row, "artist_count", nodeLabel, "BY", "Artist", name);
  }

  private CompletableFuture<@Nullable Long> labels(Record row, String nodeLabel, String name) {
    return orLinked(row, "label_count", nodeLabel, "ON", "Label", name);
  }

  private CompletableFuture<@Nullable Long> orLinked(
      Record row,
      String property,
      String nodeLabel,
      String relationship,
      String linkedLabel,
      String name) {
    return orCounted(
        row, property, LINKED_COUNT.formatted(nodeLabel, relationship, linkedLabel), name);
  }

  /** The number on the node, or else a live count that runs beside the others. */
  private CompletableFuture<@Nullable Long> orCounted(
      Record row, String property, String cypher, String name) {
    Long precomputed = Rows.number(row, property);
    return precomputed != null
        ? CompletableFuture.<@Nullable Long>completedFuture(precomputed)
        : graph.<@Nullable Long>beside(
            () -> graph.countWithin(LIVE_COUNT_LIMIT, GraphQuery.of(cypher, Map.of("name", name))));
  }
}
