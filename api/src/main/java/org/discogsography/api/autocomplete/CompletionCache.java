package org.discogsography.api.autocomplete;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Locale;
import org.discogsography.api.caching.ImportGeneration;
import org.discogsography.api.caching.SingleFlight;
import org.discogsography.api.entities.EntityType;
import org.discogsography.api.search.NameSearch;

/** Keeps the most used completions in the process for a few minutes, at most until a new import. */
final class CompletionCache {

  /** Most entries that are kept at a time. */
  static final int CAPACITY = 512;

  private static final Duration TIME_TO_LIVE = Duration.ofMinutes(5);

  private final NameSearch search;
  private final ImportGeneration generation;
  private final SingleFlight<Key> flights = new SingleFlight<>();
  private final Cache<Key, Completions> cache;

  CompletionCache(NameSearch search, ImportGeneration generation, Ticker ticker) {
    this.search = search;
    this.generation = generation;
    this.cache =
        Caffeine.newBuilder()
            .maximumSize(CAPACITY)
            .expireAfterWrite(TIME_TO_LIVE)
            .executor(Runnable::run)
            .ticker(ticker)
            .build();
  }

  Completions completions(EntityType type, String text, int limit) {
    Key key = new Key(generation.current(), text.strip().toLowerCase(Locale.ROOT), type, limit);
    Completions kept = cache.getIfPresent(key);
    if (kept != null) {
      return kept;
    }
    return flights.run(
        key,
        () -> {
          Completions found =
              new Completions(
                  search.completions(type, key.text(), limit).stream()
                      .map(hit ->
                          new Completions.Completion(hit.id(), hit.name(), hit.score(), null))
                      .toList());
          cache.put(key, found);
          return found;
        });
  }

  long size() {
    cache.cleanUp();
    return cache.estimatedSize();
  }

  private record Key(long generation, String text, EntityType type, int limit) {}
}
