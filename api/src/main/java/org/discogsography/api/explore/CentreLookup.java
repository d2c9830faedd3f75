package org.discogsography.api.explore;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.discogsography.api.entities.EntityType;
import org.discogsography.api.errors.ApiException;
import org.discogsography.api.errors.Suggestion;
import org.discogsography.api.graph.GraphQuery;
import org.discogsography.api.graph.GraphReader;
import org.discogsography.api.search.NameHit;
import org.discogsography.api.search.NameSearch;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;

/** Finds the node that a name or an id means. */
final class CentreLookup {

  private static final int SUGGESTIONS = 5;

  /** Longer names are mistakes that no index query should be spent on. */
  private static final int LONGEST_NAME_TO_SEARCH = 200;

  /**
   * The node of this name. Names are ambiguous while nodes exist that are known from references
   * only: a node with a record of its own wins, then the one with more releases, then the lower id.
   */
  private static final String BY_NAME =
      """
      MATCH (p:%s {name: $name})
      WITH p, coalesce(p.release_count, COUNT { (p)<-[:BY|ON|IS]-() }) AS releases
      ORDER BY p.sha256 IS NOT NULL DESC, releases DESC, size(p.id), p.id
      LIMIT 1
      RETURN coalesce(p.id, p.name) AS id, p.name AS name, releases, properties(p) AS properties
      """;

  /** The node of this id, which may not have a name yet. */
  private static final String BY_ID =
      """
      MATCH (p:%s {id: $id})
      RETURN p.id AS id,
             coalesce(p.name, p.id) AS name,
             coalesce(p.release_count, COUNT { (p)<-[:BY|ON|IS]-() }) AS releases,
             properties(p) AS properties
      LIMIT 1
      """;

  private final GraphReader graph;
  private final NameSearch search;

  CentreLookup(GraphReader graph, NameSearch search) {
    this.graph = graph;
    this.search = search;
  }

  /** The node of exactly this name. */
  Optional<Centre> named(EntityType type, String name) {
    return graph.first(
        GraphQuery.of(BY_NAME.formatted(nodeLabel(type)), Map.of("name", name)),
        row -> centre(type, row));
  }

  /** The node of this id; the id of a genre or style is its name. */
  Optional<Centre> withId(EntityType type, String id) {
    return type.isNamedById()
        ? graph.first(
            GraphQuery.of(BY_ID.formatted(nodeLabel(type)), Map.of("id", id)),
            row -> centre(type, row))
        : named(type, id);
  }

  /**
   * The node of this name, or else the only one whose name differs in case or accents alone.
   *
   * @throws ApiException 404 with names that may have been meant
   */
  Centre requireNamed(EntityType type, String name) {
    return named(type, name).orElseGet(() -> similarlyNamed(type, name));
  }

  /**
   * @throws ApiException 404
   */
  Centre requireId(EntityType type, String id) {
    return withId(type, id)
        .orElseThrow(
            () -> ApiException.notFound("No %s with id %s".formatted(type.publicName(), id)));
  }

  private Centre similarlyNamed(EntityType type, String name) {
    boolean searchable = name.length() <= LONGEST_NAME_TO_SEARCH;
    List<NameHit> same = searchable ? search.sameName(type, name) : List.of();
    if (same.size() == 1) {
      return requireId(type, same.getFirst().id());
    }
    List<NameHit> close =
        same.isEmpty() && searchable ? search.completions(type, name, SUGGESTIONS) : same;
    throw ApiException.notFound(
        "No %s named '%s'".formatted(type.publicName(), name),
        close.stream()
            .limit(SUGGESTIONS)
            .map(hit -> new Suggestion(hit.id(), hit.name()))
            .toList());
  }

  private static Centre centre(EntityType type, Record row) {
    Map<String, Long> counts = new HashMap<>();
    Value properties = row.get("properties");
    for (Category category : Category.of(type)) {
      Value count = properties.get(category.countProperty());
      if (!count.isNull()) {
        counts.put(category.countProperty(), count.asLong());
      }
    }
    return new Centre(
        type,
        row.get("id").asString(),
        row.get("name").asString(),
        row.get("releases").asLong(),
        counts);
  }

  private static String nodeLabel(EntityType type) {
    return switch (type) {
      case ARTIST -> "Artist";
      case GENRE -> "Genre";
      case LABEL -> "Label";
      case STYLE -> "Style";
      case RELEASE -> "Release";
      case MASTER -> "Master";
    };
  }
}
