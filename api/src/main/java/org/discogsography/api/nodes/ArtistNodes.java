package org.discogsography.api.nodes;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.discogsography.api.graph.GraphQuery;
import org.discogsography.api.graph.GraphReader;
import org.discogsography.api.nodes.NodeAnswer.ArtistNode;
import org.jspecify.annotations.Nullable;

/** Reads artists: each dimension by a query of its own, since joining them multiplies rows. */
final class ArtistNodes {

  private static final Duration LIVE_COUNT_LIMIT = Duration.ofSeconds(10);

  /** The artist and the artists around it; relations to artists without a name are left out. */
  private static final String ARTIST =
      """
      MATCH (a:Artist {id: $id})
      RETURN a.id AS id,
             a.name AS name,
             a.release_count AS release_count,
             COLLECT {
               MATCH (a)-[:MEMBER_OF]->(g:Artist) WHERE g.name IS NOT NULL AND g <> a
               RETURN DISTINCT g.name AS group ORDER BY group LIMIT 1000
             } AS groups,
             COLLECT {
               MATCH (a)<-[:MEMBER_OF]-(m:Artist) WHERE m.name IS NOT NULL AND m <> a
               WITH DISTINCT m ORDER BY m.name, m.id LIMIT 1000
               RETURN m {.id, .name}
             } AS members,
             COLLECT {
               MATCH (a)-[:ALIAS_OF]-(o:Artist) WHERE o.name IS NOT NULL AND o <> a
               WITH DISTINCT o ORDER BY o.name, o.id LIMIT 1000
               RETURN o {.id, .name}
             } AS aliases
      LIMIT 1
      """;

  private static final String RELEASE_COUNT =
      """
      MATCH (a:Artist {id: $id})<-[:BY]-(r:Release)
      RETURN count(DISTINCT r) AS releases
      LIMIT 1
      """;

  /**
   * Genres of the artist's releases by frequency. Placeholders such as "Various" have millions of
   * releases; a hundred thousand of them show what is frequent.
   */
  private static final String GENRES =
      """
      MATCH (a:Artist {id: $id})<-[:BY]-(r:Release)
      WITH DISTINCT r LIMIT 100000
      MATCH (r)-[:IS]->(g:Genre)
      RETURN g.name AS name, count(DISTINCT r) AS releases
      ORDER BY releases DESC, name
      LIMIT 1000
      """;

  /** Styles, as the genres. */
  private static final String STYLES =
      """
      MATCH (a:Artist {id: $id})<-[:BY]-(r:Release)
      WITH DISTINCT r LIMIT 100000
      MATCH (r)-[:IS]->(s:Style)
      RETURN s.name AS name, count(DISTINCT r) AS releases
      ORDER BY releases DESC, name
      LIMIT 1000
      """;

  private final GraphReader graph;

  ArtistNodes(GraphReader graph) {
    this.graph = graph;
  }

  Optional<NodeAnswer> find(String id) {
    Map<String, Object> key = Map.of("id", id);
    CompletableFuture<List<String>> genres = names(GENRES, key);
    CompletableFuture<List<String>> styles = names(STYLES, key);
    return graph.first(
        GraphQuery.of(ARTIST, key),
        row ->
            new ArtistNode(
                id,
                Rows.text(row, "name"),
                GraphReader.await(genres),
                GraphReader.await(styles),
                releases(Rows.number(row, "release_count"), key),
                Rows.texts(row, "groups"),
                Rows.refs(row, "aliases"),
                Rows.refs(row, "members")));
  }

  private CompletableFuture<List<String>> names(String cypher, Map<String, Object> key) {
    return graph.beside(
        () -> graph.rows(GraphQuery.of(cypher, key), row -> row.get("name").asString()));
  }

  private @Nullable Long releases(@Nullable Long precomputed, Map<String, Object> key) {
    return precomputed != null
        ? precomputed
        : graph.countWithin(LIVE_COUNT_LIMIT, GraphQuery.of(RELEASE_COUNT, key));
  }
}
