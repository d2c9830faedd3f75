package org.discogsography.api.explore;

import java.util.Map;
import org.discogsography.api.entities.EntityType;
import org.jspecify.annotations.Nullable;

/**
 * A node that is explored.
 *
 * @param id digits, or the name of a genre or style
 * @param releases about how many releases it has, known without counting them
 * @param precomputed numbers of children by property name, as far as post-import work has stored
 *     them
 */
record Centre(
    EntityType type, String id, String name, long releases, Map<String, Long> precomputed) {

  /** From here on pages are read by walking the year index: sorting all releases takes too long. */
  private static final long HUGE = 100_000;

  Centre {
    precomputed = Map.copyOf(precomputed);
  }

  boolean isHuge() {
    return releases > HUGE;
  }

  @Nullable Long precomputed(Category category) {
    return precomputed.get(category.countProperty());
  }
}
