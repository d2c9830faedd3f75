package org.discogsography.graphinator.writing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Remembers what this process has lately made sure to be in the graph, so that the popular artists,
 * labels and persons are not merged again with every batch.
 *
 * <p>Nothing depends on it: a node that went away meanwhile shows as a relationship that could not
 * be created, and the batch is repeated with nothing taken for known.
 */
final class MergedLately {

  /** About 40 MB of keys. */
  private static final int MOST = 200_000;

  /** Work that deletes nodes runs long after the last batch that could have remembered them. */
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final Cache<Object, Boolean> merged =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(LONGEST).build();

  /** Begins a batch. */
  Batch batch() {
    return new Batch();
  }

  /** One batch, which remembers what it merges when it is committed. */
  final class Batch {

    private final List<Object> fresh = new ArrayList<>();
    private boolean tried;

    /** To be called at the start of each try; from the second on nothing is taken for known. */
    void begin() {
      fresh.clear();
      if (tried) {
        merged.invalidateAll();
      }
      tried = true;
    }

    /** Whether this has to be merged. */
    boolean isNew(Object key) {
      if (merged.getIfPresent(key) != null) {
        return false;
      }
      fresh.add(key);
      return true;
    }

    void committed() {
      for (Object key : fresh) {
        merged.put(key, Boolean.TRUE);
      }
    }
  }
}
