package org.discogsography.api.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.discogsography.api.explore.ExpandAnswer.Child;
import org.discogsography.api.explore.ExpandAnswer.LinkedChild;
import org.discogsography.api.explore.ExpandAnswer.RelatedChild;
import org.discogsography.api.explore.ExpandAnswer.ReleaseChild;
import org.discogsography.api.facets.FacetKind;
import org.discogsography.api.facets.Facets;
import org.discogsography.api.graph.GraphQuery;
import org.discogsography.api.graph.GraphReader;
import org.neo4j.driver.Record;

/** Reads pages of children in a total order, so that pages neither repeat nor lose rows. */
final class ChildPages {

  /** Releases, the newest first, undated ones last; years below 1 count as absent. */
  private static final String RELEASES =
      """
      MATCH %s
      WITH DISTINCT r
      WHERE $open OR ($first <= r.year AND r.year <= $last)
      WITH r, CASE WHEN r.year > 0 THEN r.year END AS year
      RETURN r.id AS id, r.title AS name, year
      ORDER BY year IS NULL, year DESC, id
      SKIP $offset LIMIT $limit
      """;

  /**
   * Dated releases of a huge centre, the newest first: walks the year index downwards and tests
   * each release, because sorting millions of releases for one page does not finish.
   */
  private static final String DATED_RELEASES_BY_INDEX =
      """
      MATCH %s
      MATCH (r:Release)
      USING INDEX r:Release(year)
      WHERE r.year >= $first AND r.year <= $last AND EXISTS { (r)-[:%s]->(p) }
      RETURN r.id AS id, r.title AS name, r.year AS year
      ORDER BY r.year DESC, r.id
      SKIP $offset LIMIT $limit
      """;

  /** How many releases come before the undated ones. */
  private static final String DATED_RELEASES_COUNT =
      """
      MATCH %s
      WITH DISTINCT r
      WHERE r.year > 0
      RETURN count(r) AS total
      LIMIT 1
      """;

  /** The undated releases, which follow after the walk. */
  private static final String UNDATED_RELEASES =
      """
      MATCH %s
      WITH DISTINCT r
      WHERE r.year IS NULL OR r.year <= 0
      RETURN r.id AS id, r.title AS name, null AS year
      ORDER BY id
      SKIP $offset LIMIT $limit
      """;

  /** Children by the number of releases that they share with the centre. */
  private static final String LINKED =
      """
      MATCH %s
      WITH DISTINCT r
      WHERE $open OR ($first <= r.year AND r.year <= $last)
      MATCH (r)%s
      WITH c, count(DISTINCT r) AS release_count
      RETURN coalesce(c.id, c.name) AS id, c.name AS name, release_count
      ORDER BY release_count DESC, id
      SKIP $offset LIMIT $limit
      """;

  /** Aliases (stated by either side), groups and members; artists without a name are left out. */
  private static final String RELATED =
      """
      MATCH (p:Artist {id: $key})-[e:ALIAS_OF|MEMBER_OF]-(c:Artist)
      WHERE c <> p AND c.name IS NOT NULL
      WITH c, collect(DISTINCT CASE
          WHEN type(e) = 'ALIAS_OF' THEN 'alias'
          WHEN startNode(e) = p THEN 'group'
          ELSE 'member' END) AS relation
      RETURN c.id AS id, c.name AS name, relation
      ORDER BY id
      SKIP $offset LIMIT $limit
      """;

  private final GraphReader graph;
  private final Facets facets;

  ChildPages(GraphReader graph, Facets facets) {
    this.graph = graph;
    this.facets = facets;
  }

  List<? extends Child> page(
      Centre centre, Category category, YearWindow window, int offset, int limit) {
    return switch (category) {
      case RELEASES ->
          centre.isHuge()
              ? releasesByIndex(centre, window, offset, limit)
              : releases(RELEASES, centre, window, offset, limit);
      case ALIASES -> related(centre, window, offset, limit);
      case ARTISTS, LABELS, GENRES, STYLES ->
          centre.isHuge() && window.isOpen()
              ? precomputed(centre, category, offset, limit)
                  .orElseGet(() -> linked(centre, category, window, offset, limit))
              : linked(centre, category, window, offset, limit);
    };
  }

  private Optional<List<LinkedChild>> precomputed(
      Centre centre, Category category, int offset, int limit) {
    return facets
        .page(centre.type(), centre.id(), FacetKind.valueOf(category.name()), offset, limit)
        .map(page ->
            page.stream()
                .map(child ->
                    new LinkedChild(
                        child.id(), child.name(), category.childType(), child.releases()))
                .toList());
  }

  private List<ReleaseChild> releases(
      String template, Centre centre, YearWindow window, int offset, int limit) {
    return graph.rows(
        GraphQuery.of(
            template.formatted(Paths.toReleases(centre.type())),
            parameters(centre, window, offset, limit)),
        ChildPages::release);
  }

  private List<ReleaseChild> releasesByIndex(
      Centre centre, YearWindow window, int offset, int limit) {
    List<ReleaseChild> page =
        new ArrayList<>(
            graph.rows(
                GraphQuery.of(
                    DATED_RELEASES_BY_INDEX.formatted(
                        Paths.centre(centre.type()), Paths.toCentre(centre.type())),
                    parameters(centre, window, offset, limit)),
                ChildPages::release));
    if (page.size() < limit && window.isOpen()) {
      long dated = page.isEmpty() ? datedReleases(centre) : offset + page.size();
      int undatedBefore = Math.toIntExact(Math.max(0, offset - dated));
      page.addAll(releases(UNDATED_RELEASES, centre, window, undatedBefore, limit - page.size()));
    }
    return page;
  }

  private long datedReleases(Centre centre) {
    return facets
        .releases(centre.type(), centre.id(), YearWindow.OPEN.first(), YearWindow.OPEN.last())
        .orElseGet(() ->
            graph.count(
                GraphQuery.of(
                    DATED_RELEASES_COUNT.formatted(Paths.toReleases(centre.type())),
                    Map.of("key", centre.id()))));
  }

  private List<LinkedChild> linked(
      Centre centre, Category category, YearWindow window, int offset, int limit) {
    return graph.rows(
        GraphQuery.of(
            LINKED.formatted(Paths.toReleases(centre.type()), Paths.toChildren(category)),
            parameters(centre, window, offset, limit)),
        row ->
            new LinkedChild(
                row.get("id").asString(),
                row.get("name").asString(null),
                category.childType(),
                row.get("release_count").asLong()));
  }

  private List<RelatedChild> related(Centre centre, YearWindow window, int offset, int limit) {
    return graph.rows(
        GraphQuery.of(RELATED, parameters(centre, window, offset, limit)),
        row ->
            new RelatedChild(
                row.get("id").asString(),
                row.get("name").asString(),
                Category.ALIASES.childType(),
                row.get("relation").asList(value -> value.asString()).stream().sorted().toList()));
  }

  private static Map<String, Object> parameters(
      Centre centre, YearWindow window, int offset, int limit) {
    return Map.of(
        "key", centre.id(),
        "open", window.isOpen(),
        "first", window.first(),
        "last", window.last(),
        "offset", offset,
        "limit", limit);
  }

  private static ReleaseChild release(Record row) {
    return new ReleaseChild(
        row.get("id").asString(),
        row.get("name").asString(null),
        Category.RELEASES.childType(),
        row.get("year").isNull() ? null : row.get("year").asInt());
  }
}
