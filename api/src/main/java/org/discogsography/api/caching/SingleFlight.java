package org.discogsography.api.caching;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/** Lets one caller per key compute while the others wait for its result, or for its failure. */
public final class SingleFlight<K> {

  private final ConcurrentMap<K, CompletableFuture<Object>> underWay = new ConcurrentHashMap<>();

  /** The result of {@code computation}, run here or by a caller who came first. */
  @SuppressWarnings("unchecked") // callers of one key ask for one type
  public <T> T run(K key, Supplier<T> computation) {
    CompletableFuture<Object> mine = new CompletableFuture<>();
    CompletableFuture<Object> first = underWay.putIfAbsent(key, mine);
    if (first != null) {
      return (T) awaited(first);
    }
    try {
      T result = computation.get();
      mine.complete(result);
      return result;
    } catch (Throwable e) {
      mine.completeExceptionally(e);
      throw e;
    } finally {
      underWay.remove(key, mine);
    }
  }

  private static Object awaited(CompletableFuture<Object> result) {
    try {
      return result.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }
}
