package org.discogsography.api.explore;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.discogsography.api.caching.AnswerCache;
import org.discogsography.api.caching.CacheKey;
import org.discogsography.api.caching.SingleFlight;
import org.discogsography.api.entities.EntityType;
import org.discogsography.api.graph.GraphReader;
import org.jspecify.annotations.Nullable;

/** Answers explore: finds the centre and counts its categories at the same time. */
final class Exploration {

  private static final Duration TIME_TO_LIVE = Duration.ofHours(24);

  private final CentreLookup lookup;
  private final ChildCounts counts;
  private final GraphReader graph;
  private final AnswerCache cache;
  private final SingleFlight<String> flights = new SingleFlight<>();

  Exploration(CentreLookup lookup, ChildCounts counts, GraphReader graph, AnswerCache cache) {
    this.lookup = lookup;
    this.counts = counts;
    this.graph = graph;
    this.cache = cache;
  }

  ExploreAnswer byName(EntityType type, String name) {
    return kept("explore", type, name, () -> around(lookup.requireNamed(type, name)));
  }

  ExploreAnswer byId(EntityType type, String id) {
    return kept("explore-id", type, id, () -> around(lookup.requireId(type, id)));
  }

  /** Genres and styles carry their counts, so keeping their answers would gain nothing. */
  private ExploreAnswer kept(
      String feature, EntityType type, String key, Supplier<ExploreAnswer> computation) {
    return type.isNamedById()
        ? cache.get(
            CacheKey.of(feature, type.publicName(), key),
            ExploreAnswer.class,
            TIME_TO_LIVE,
            computation,
            ExploreAnswer::hasAllCounts)
        : flights.run(type + ":" + key, computation);
  }

  private ExploreAnswer around(Centre centre) {
    List<Category> categories = Category.of(centre.type());
    List<CompletableFuture<@Nullable Long>> sizes =
        categories.stream()
            .map(category -> graph.<@Nullable Long>beside(() -> counts.count(centre, category)))
            .toList();
    return new ExploreAnswer(
        new ExploreAnswer.Center(centre.id(), centre.name(), centre.type().publicName()),
        IntStream.range(0, categories.size())
            .mapToObj(i -> sized(categories.get(i), GraphReader.await(sizes.get(i))))
            .toList());
  }

  private static ExploreAnswer.CategoryCount sized(Category category, @Nullable Long count) {
    return new ExploreAnswer.CategoryCount(
        "cat-" + category.publicName(), category.displayName(), category.publicName(), count);
  }
}
