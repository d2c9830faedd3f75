package org.discogsography.api.explore;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer of explore: a node and the categories around it. */
record ExploreAnswer(Center center, List<CategoryCount> categories) {

  ExploreAnswer {
    if (center == null) {
      throw new IllegalArgumentException("an exploration has a centre");
    }
    categories = List.copyOf(categories);
  }

  /** Whether no count is missing, so that the answer is worth keeping. */
  boolean hasAllCounts() {
    return categories.stream().allMatch(category -> category.count() != null);
  }

  /** The explored node. */
  record Center(String id, String name, String type) {}

  /**
   * A category and its size.
   *
   * @param id the category's id as a node of the picture
   * @param category its name in requests
   * @param count children; null when it is not precomputed yet and counting takes too long
   */
  record CategoryCount(String id, String name, String category, @Nullable Long count) {}
}
