package org.discogsography.api.explore;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import org.discogsography.api.caching.AnswerCache;
import org.discogsography.api.caching.CacheKey;
import org.discogsography.api.facets.Facets;
import org.discogsography.api.graph.GraphQuery;
import org.discogsography.api.graph.GraphReader;
import org.jspecify.annotations.Nullable;

/**
 * Counts the children of a category: from the node when post-import work has stored the number,
 * else live. A live count that takes too long is unknown (null), never 0.
 */
final class ChildCounts {

  private static final Duration LIVE_COUNT_LIMIT = Duration.ofSeconds(10);
  private static final Duration TIME_TO_LIVE = Duration.ofHours(24);

  /** Counting fewer releases than this is quicker than asking a cache is worth. */
  private static final long WORTH_CACHING = 1000;

  /** Releases of the centre; the years are checked after the expansion, never by the year index. */
  private static final String RELEASES =
      """
      MATCH %s
      WITH DISTINCT r
      WHERE $open OR ($first <= r.year AND r.year <= $last)
      RETURN count(r) AS total
      LIMIT 1
      """;

  /** Children that share a release with the centre. */
  private static final String LINKED =
      """
      MATCH %s
      WITH DISTINCT r
      WHERE $open OR ($first <= r.year AND r.year <= $last)
      MATCH (r)%s
      RETURN count(DISTINCT c) AS total
      LIMIT 1
      """;

  /** Aliases, groups and members: an artist that is several of these counts once. */
  private static final String ALIASES =
      """
      MATCH (p:Artist {id: $key})-[:ALIAS_OF|MEMBER_OF]-(c:Artist)
      WHERE c <> p AND c.name IS NOT NULL
      RETURN count(DISTINCT c) AS total
      LIMIT 1
      """;

  private final GraphReader graph;
  private final AnswerCache cache;
  private final Facets facets;

  ChildCounts(GraphReader graph, AnswerCache cache, Facets facets) {
    this.graph = graph;
    this.cache = cache;
    this.facets = facets;
  }

  /** Children of the category, whatever the year. */
  @Nullable Long count(Centre centre, Category category) {
    Long precomputed = centre.precomputed(category);
    return precomputed == null ? live(centre, category, YearWindow.OPEN) : precomputed;
  }

  /** Children of the category within the window, as pages need it: expensive counts are kept. */
  @Nullable Long total(Centre centre, Category category, YearWindow window) {
    boolean always = category == Category.ALIASES || window.isOpen();
    Long precomputed = always ? centre.precomputed(category) : null;
    if (precomputed != null) {
      return precomputed;
    }
    if (centre.releases() < WORTH_CACHING || category == Category.ALIASES) {
      return live(centre, category, window);
    }
    OptionalLong fromYears =
        category == Category.RELEASES && !window.isOpen()
            ? facets.releases(centre.type(), centre.id(), window.first(), window.last())
            : OptionalLong.empty();
    if (fromYears.isPresent()) {
      return fromYears.getAsLong();
    }
    return cache
        .get(
            CacheKey.of(
                "expand-total",
                centre.type().publicName(),
                centre.id(),
                category.publicName(),
                window.key()),
            Total.class,
            TIME_TO_LIVE,
            () -> new Total(live(centre, category, window)),
            total -> total.total() != null)
        .total();
  }

  private @Nullable Long live(Centre centre, Category category, YearWindow window) {
    String cypher =
        switch (category) {
          case RELEASES -> RELEASES.formatted(Paths.toReleases(centre.type()));
          case ALIASES -> ALIASES;
          case ARTISTS, LABELS, GENRES, STYLES ->
              LINKED.formatted(Paths.toReleases(centre.type()), Paths.toChildren(category));
        };
    return graph.countWithin(
        LIVE_COUNT_LIMIT,
        GraphQuery.of(
            cypher,
            Map.of(
                "key", centre.id(),
                "open", window.isOpen(),
                "first", window.first(),
                "last", window.last())));
  }

  private record Total(@Nullable Long total) {}
}
