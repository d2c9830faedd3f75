package org.discogsography.api.facets;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.discogsography.api.entities.EntityType;
import org.discogsography.api.graph.GraphQuery;
import org.discogsography.api.graph.GraphReader;

/**
 * Reads the facets of a genre or style from the graph: one query at a time, each over all of it.
 */
final class FacetQueries {

  /** The largest genres have millions of releases; nobody waits for this. */
  private static final Duration LIMIT = Duration.ofMinutes(30);

  /** The largest first, as requests need their facets most. */
  private static final String PARENTS =
      """
      MATCH (p:%s)
      RETURN p.name AS name, coalesce(p.release_count, COUNT { (p)<-[:IS]-() }) AS releases
      ORDER BY releases DESC, name
      LIMIT 100000
      """;

  /** A release and a neighbour are linked once at most, hence nothing needs to be distinct. */
  private static final String NEIGHBOURS =
      """
      MATCH (p:%s {name: $name})<-[:IS]-(r:Release)
      MATCH (r)%s
      WITH c, count(*) AS releases
      RETURN coalesce(c.id, c.name) AS id, c.name AS name, releases
      ORDER BY releases DESC, id
      LIMIT $most
      """;

  private static final String YEARS =
      """
      MATCH (p:%s {name: $name})<-[:IS]-(r:Release)
      WHERE r.year > 0
      RETURN r.year AS year, count(*) AS releases
      LIMIT 10000
      """;

  private final GraphReader graph;

  FacetQueries(GraphReader graph) {
    this.graph = graph;
  }

  /** All genres, then all styles. */
  List<FacetParent> parents() {
    List<FacetParent> parents = new ArrayList<>();
    for (EntityType type : List.of(EntityType.GENRE, EntityType.STYLE)) {
      parents.addAll(
          graph.rows(
              GraphQuery.of(PARENTS.formatted(label(type))),
              row -> new FacetParent(type, row.get("name").asString())));
    }
    return parents;
  }

  ParentFacets facets(FacetParent parent) {
    Map<FacetKind, List<Facet>> neighbours = new EnumMap<>(FacetKind.class);
    for (FacetKind kind : FacetKind.of(parent.type())) {
      neighbours.put(kind, neighbours(parent, kind));
    }
    Map<Integer, Long> years = new HashMap<>();
    graph.rows(
        GraphQuery.of(YEARS.formatted(label(parent.type())), Map.of("name", parent.name()))
            .within(LIMIT),
        row -> years.put(row.get("year").asInt(), row.get("releases").asLong()));
    return new ParentFacets(parent, neighbours, years);
  }

  private List<Facet> neighbours(FacetParent parent, FacetKind kind) {
    return graph.rows(
        GraphQuery.of(
                NEIGHBOURS.formatted(label(parent.type()), kind.path()),
                Map.of("name", parent.name(), "most", FacetStore.MOST))
            .within(LIMIT),
        row ->
            new Facet(
                row.get("id").asString(),
                row.get("name").asString(null),
                row.get("releases").asLong()));
  }

  private static String label(EntityType type) {
    return type == EntityType.GENRE ? "Genre" : "Style";
  }
}
