package org.discogsography.api.autocomplete;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer of autocomplete, best match first. */
record Completions(List<Completion> results) {

  Completions {
    results = List.copyOf(results);
  }

  /**
   * One name.
   *
   * @param score of the full-text index
   * @param subtitle a hint that tells equal names apart; null while none is precomputed
   */
  record Completion(String id, String name, double score, @Nullable String subtitle) {}
}
