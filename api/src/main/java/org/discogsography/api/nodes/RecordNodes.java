package org.discogsography.api.nodes;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.discogsography.api.entities.EntityRef;
import org.discogsography.api.graph.GraphQuery;
import org.discogsography.api.graph.GraphReader;
import org.discogsography.api.nodes.NodeAnswer.LabelNode;
import org.discogsography.api.nodes.NodeAnswer.MasterNode;
import org.discogsography.api.nodes.NodeAnswer.ReleaseNode;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;

/** Reads releases, masters and labels. */
final class RecordNodes {

  private static final Duration LIVE_COUNT_LIMIT = Duration.ofSeconds(10);

  /** A release and what it is linked to, genres and styles with the most releases first. */
  private static final String RELEASE =
      """
      MATCH (r:Release {id: $id})
      RETURN r.id AS id,
             r.title AS name,
             r.year AS year,
             r.formats AS formats,
             r.catalog_number AS catalog_number,
             COLLECT {
               MATCH (r)-[:DERIVED_FROM]->(m:Master) RETURN m.id ORDER BY m.id LIMIT 1
             } AS masters,
             COLLECT {
               MATCH (r)-[:BY]->(a:Artist) WHERE a.name IS NOT NULL
               WITH DISTINCT a ORDER BY a.name, a.id LIMIT 1000
               RETURN a {.id, .name}
             } AS artists,
             COLLECT {
               MATCH (r)-[:ON]->(l:Label) WHERE l.name IS NOT NULL
               WITH DISTINCT l ORDER BY l.name, l.id LIMIT 1000
               RETURN l {.id, .name}
             } AS labels,
             COLLECT {
               MATCH (r)-[:IS]->(g:Genre)
               WITH DISTINCT g ORDER BY coalesce(g.release_count, 0) DESC, g.name LIMIT 1000
               RETURN g.name
             } AS genres,
             COLLECT {
               MATCH (r)-[:IS]->(s:Style)
               WITH DISTINCT s ORDER BY coalesce(s.release_count, 0) DESC, s.name LIMIT 1000
               RETURN s.name
             } AS styles
      LIMIT 1
      """;

  /** A master and what it is linked to, ordered as for releases. */
  private static final String MASTER =
      """
      MATCH (m:Master {id: $id})
      RETURN m.id AS id,
             m.title AS name,
             m.year AS year,
             COUNT { MATCH (m)<-[:DERIVED_FROM]-(r:Release) RETURN DISTINCT r } AS release_count,
             COLLECT {
               MATCH (m)-[:BY]->(a:Artist) WHERE a.name IS NOT NULL
               RETURN DISTINCT a.name AS artist ORDER BY artist LIMIT 1000
             } AS artists,
             COLLECT {
               MATCH (m)-[:IS]->(g:Genre)
               WITH DISTINCT g ORDER BY coalesce(g.release_count, 0) DESC, g.name LIMIT 1000
               RETURN g.name
             } AS genres,
             COLLECT {
               MATCH (m)-[:IS]->(s:Style)
               WITH DISTINCT s ORDER BY coalesce(s.release_count, 0) DESC, s.name LIMIT 1000
               RETURN s.name
             } AS styles
      LIMIT 1
      """;

  /** A label, the label it belongs to, and those that belong to it. */
  private static final String LABEL =
      """
      MATCH (l:Label {id: $id})
      RETURN l.id AS id,
             l.name AS name,
             l.release_count AS release_count,
             COLLECT {
               MATCH (l)-[:SUBLABEL_OF]->(p:Label) WHERE p.name IS NOT NULL AND p <> l
               RETURN p {.id, .name} ORDER BY p.name, p.id LIMIT 1
             } AS parents,
             COLLECT {
               MATCH (l)<-[:SUBLABEL_OF]-(s:Label) WHERE s.name IS NOT NULL AND s <> l
               WITH DISTINCT s ORDER BY s.name, s.id LIMIT 10000
               RETURN s {.id, .name}
             } AS sublabels
      LIMIT 1
      """;

  private static final String LABEL_RELEASE_COUNT =
      """
      MATCH (l:Label {id: $id})<-[:ON]-(r:Release)
      RETURN count(DISTINCT r) AS releases
      LIMIT 1
      """;

  private final GraphReader graph;

  RecordNodes(GraphReader graph) {
    this.graph = graph;
  }

  Optional<NodeAnswer> findRelease(String id) {
    return graph.first(GraphQuery.of(RELEASE, Map.of("id", id)), RecordNodes::release);
  }

  Optional<NodeAnswer> findMaster(String id) {
    return graph.first(
        GraphQuery.of(MASTER, Map.of("id", id)),
        row ->
            new MasterNode(
                row.get("id").asString(),
                Rows.text(row, "name"),
                Rows.year(row, "year"),
                Rows.texts(row, "artists"),
                Rows.texts(row, "genres"),
                Rows.texts(row, "styles"),
                row.get("release_count").asLong()));
  }

  Optional<NodeAnswer> findLabel(String id) {
    Map<String, Object> key = Map.of("id", id);
    return graph.first(
        GraphQuery.of(LABEL, key),
        row ->
            new LabelNode(
                row.get("id").asString(),
                Rows.text(row, "name"),
                releases(Rows.number(row, "release_count"), key),
                Rows.refs(row, "parents").stream().findFirst().orElse(null),
                Rows.refs(row, "sublabels")));
  }

  private @Nullable Long releases(@Nullable Long precomputed, Map<String, Object> key) {
    return precomputed != null
        ? precomputed
        : graph.countWithin(LIVE_COUNT_LIMIT, GraphQuery.of(LABEL_RELEASE_COUNT, key));
  }

  private static NodeAnswer release(Record row) {
    List<EntityRef> artists = Rows.refs(row, "artists");
    List<EntityRef> labels = Rows.refs(row, "labels");
    return new ReleaseNode(
        row.get("id").asString(),
        Rows.text(row, "name"),
        Rows.year(row, "year"),
        Rows.names(artists),
        Rows.names(labels),
        Rows.texts(row, "genres"),
        Rows.texts(row, "styles"),
        Rows.texts(row, "formats").stream().distinct().sorted().toList(),
        Rows.text(row, "catalog_number"),
        Rows.texts(row, "masters").stream().findFirst().orElse(null),
        artists,
        labels);
  }
}
