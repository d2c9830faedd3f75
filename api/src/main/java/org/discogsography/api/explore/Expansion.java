package org.discogsography.api.explore;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.discogsography.api.entities.EntityType;
import org.discogsography.api.errors.ApiException;
import org.discogsography.api.explore.ExpandAnswer.Child;
import org.discogsography.api.graph.GraphReader;
import org.jspecify.annotations.Nullable;

/** Answers expand: reads one page of a category and counts the category at the same time. */
final class Expansion {

  /** Deeper pages of a huge centre would walk through most of its releases. */
  private static final int DEEPEST_ROW_OF_HUGE = 10_000;

  private static final Pattern DIGITS = Pattern.compile("\\d+");

  private final CentreLookup lookup;
  private final ChildPages pages;
  private final ChildCounts counts;
  private final GraphReader graph;

  Expansion(CentreLookup lookup, ChildPages pages, ChildCounts counts, GraphReader graph) {
    this.lookup = lookup;
    this.pages = pages;
    this.counts = counts;
    this.graph = graph;
  }

  /** The node of this name; clients that hold ids may send these instead. */
  Optional<Centre> parentNamed(EntityType type, String name) {
    return lookup
        .named(type, name)
        .or(() ->
            type.isNamedById() && DIGITS.matcher(name).matches()
                ? lookup.withId(type, name)
                : Optional.empty());
  }

  Optional<Centre> parentWithId(EntityType type, String id) {
    return lookup.withId(type, id);
  }

  /**
   * One page.
   *
   * @throws ApiException 400 when the page lies too deep in a huge category
   */
  ExpandAnswer page(Centre centre, Category category, YearWindow window, int offset, int limit) {
    if (centre.isHuge() && (long) offset + limit > DEEPEST_ROW_OF_HUGE) {
      throw ApiException.meaningless(
          "page_too_deep",
          "Pages of this %s end at row %d; narrow the years with before_year and after_year"
              .formatted(centre.type().publicName(), DEEPEST_ROW_OF_HUGE));
    }
    CompletableFuture<@Nullable Long> total =
        graph.<@Nullable Long>beside(() -> counts.total(centre, category, window));
    List<? extends Child> children = pages.page(centre, category, window, offset, limit);
    return ExpandAnswer.of(children, GraphReader.await(total), offset, limit);
  }
}
