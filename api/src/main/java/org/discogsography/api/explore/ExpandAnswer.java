package org.discogsography.api.explore;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of the children of a category.
 *
 * @param total children on all pages; null when counting them takes too long
 * @param offset children before this page
 * @param limit largest size of the page, as asked
 */
record ExpandAnswer(
    List<Child> children,
    @Nullable Long total,
    int offset,
    int limit,
    @JsonProperty("has_more") boolean hasMore) {

  ExpandAnswer {
    children = List.copyOf(children);
  }

  static ExpandAnswer of(
      List<? extends Child> children, @Nullable Long total, int offset, int limit) {
    boolean more =
        total == null ? children.size() == limit : (long) offset + children.size() < total;
    // A precomputed total may be older than the rows: clients that page must come to an end.
    more &= !children.isEmpty();
    return new ExpandAnswer(List.copyOf(children), total, offset, limit, more);
  }

  static ExpandAnswer empty(int offset, int limit) {
    return new ExpandAnswer(List.of(), 0L, offset, limit, false);
  }

  /** A neighbour of the centre. */
  sealed interface Child {

    String id();

    @Nullable String name();

    /** The kind of the child. */
    String type();
  }

  /** A release; without a plausible year it has none. */
  record ReleaseChild(String id, @Nullable String name, String type, @Nullable Integer year)
      implements Child {}

  /**
   * An artist, label, genre or style that shares releases with the centre.
   *
   * @param releaseCount how many
   */
  record LinkedChild(
      String id,
      @Nullable String name,
      String type,
      @JsonProperty("release_count") long releaseCount)
      implements Child {}

  /**
   * An artist related to the centre.
   *
   * @param relation {@code alias}, {@code group} (the centre is its member) or {@code member}
   */
  record RelatedChild(String id, String name, String type, List<String> relation) implements Child {

    public RelatedChild {
      relation = List.copyOf(relation);
    }
  }
}
