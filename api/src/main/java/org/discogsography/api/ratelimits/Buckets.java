package org.discogsography.api.ratelimits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.BucketExceptions;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.Optional;
import org.discogsography.api.redis.RedisLink;
import org.jspecify.annotations.Nullable;

/**
 * The buckets that requests are taken from. They live in Redis, so that all instances of the
 * service share them and a restart keeps them; while Redis is absent each instance counts on its
 * own.
 */
final class Buckets {

  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final long MOST_LOCAL_BUCKETS = 100_000;

  private final RedisLink redis;
  private final Cache<String, Bucket> local =
      Caffeine.newBuilder()
          .maximumSize(MOST_LOCAL_BUCKETS)
          .expireAfterAccess(WINDOW.multipliedBy(2))
          .build();
  private volatile @Nullable Shared shared;

  Buckets(RedisLink redis) {
    this.redis = redis;
  }

  /** Takes one request out of the bucket of this key. */
  ConsumptionProbe take(String key, int requestsPerMinute) {
    return redis
        .connection()
        .flatMap(connection -> takeShared(connection, key, requestsPerMinute))
        .orElseGet(() -> takeLocal(key, requestsPerMinute));
  }

  private Optional<ConsumptionProbe> takeShared(
      StatefulRedisConnection<String, byte[]> connection, String key, int requestsPerMinute) {
    try {
      return Optional.of(
          buckets(connection)
              .getProxy("ratelimit:" + key, () -> configuration(requestsPerMinute))
              .tryConsumeAndReturnRemaining(1));
    } catch (RedisException | BucketExceptions.BucketExecutionException e) {
      redis.reportFailure(e);
      return Optional.empty();
    }
  }

  private ConsumptionProbe takeLocal(String key, int requestsPerMinute) {
    return local
        .get(
            key + ":" + requestsPerMinute,
            unused ->
                Bucket.builder()
                    .addLimit(limit ->
                        limit
                            .capacity(requestsPerMinute)
                            .refillIntervally(requestsPerMinute, WINDOW))
                    .build())
        .tryConsumeAndReturnRemaining(1);
  }

  private ProxyManager<String> buckets(StatefulRedisConnection<String, byte[]> connection) {
    Shared known = shared;
    if (known == null || known.connection() != connection) {
      known = new Shared(connection, manager(connection));
      shared = known;
    }
    return known.manager();
  }

  private static ProxyManager<String> manager(StatefulRedisConnection<String, byte[]> connection) {
    return Bucket4jLettuce.casBasedBuilder(connection)
        .requestTimeout(RedisLink.COMMAND_TIMEOUT)
        .expirationAfterWrite(
            ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(WINDOW))
        .build();
  }

  private static BucketConfiguration configuration(int requestsPerMinute) {
    return BucketConfiguration.builder()
        .addLimit(
            limit -> limit.capacity(requestsPerMinute).refillIntervally(requestsPerMinute, WINDOW))
        .build();
  }

  private record Shared(
      StatefulRedisConnection<String, byte[]> connection, ProxyManager<String> manager) {}
}
