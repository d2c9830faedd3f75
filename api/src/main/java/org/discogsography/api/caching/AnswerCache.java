package org.discogsography.api.caching;

import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.discogsography.api.redis.RedisLink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps answers as JSON in Redis until a new import is finished. Redis only helps: when it is
 * absent, slow or holds something unreadable, the answer is computed, by one request per key at a
 * time.
 */
public final class AnswerCache {

  private static final Logger log = LoggerFactory.getLogger(AnswerCache.class);
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final RedisLink redis;
  private final ImportGeneration generation;
  private final SingleFlight<String> flights = new SingleFlight<>();

  AnswerCache(RedisLink redis, ImportGeneration generation) {
    this.redis = redis;
    this.generation = generation;
  }

  /** The kept answer, or the computed one, which is then kept. Failures are not kept. */
  public <T> T get(CacheKey key, Class<T> type, Duration timeToLive, Supplier<T> computation) {
    return get(key, type, timeToLive, computation, answer -> true);
  }

  /** As the other form, but an answer that is not {@code worthKeeping} is computed every time. */
  public <T> T get(
      CacheKey key,
      Class<T> type,
      Duration timeToLive,
      Supplier<T> computation,
      Predicate<T> worthKeeping) {
    String redisKey = key.inGeneration(generation.current());
    return flights.run(
        redisKey,
        () -> {
          Optional<T> kept = read(redisKey, type);
          if (kept.isPresent()) {
            return kept.get();
          }
          T answer = computation.get();
          if (worthKeeping.test(answer)) {
            write(redisKey, answer, timeToLive);
          }
          return answer;
        });
  }

  private <T> Optional<T> read(String key, Class<T> type) {
    Optional<StatefulRedisConnection<String, byte[]>> connection = redis.connection();
    if (connection.isEmpty()) {
      return Optional.empty();
    }
    try {
      byte[] json = connection.get().sync().get(key);
      return json == null ? Optional.empty() : Optional.ofNullable(JSON.readValue(json, type));
    } catch (RedisException e) {
      redis.reportFailure(e);
    } catch (JacksonException e) {
      log.atWarn().setMessage("⚠️ Unreadable cache entry").addKeyValue("key", key).log();
    }
    return Optional.empty();
  }

  private void write(String key, Object answer, Duration timeToLive) {
    redis
        .connection()
        .ifPresent(connection -> {
          try {
            connection.sync().setex(key, timeToLive.toSeconds(), JSON.writeValueAsBytes(answer));
          } catch (RedisException e) {
            redis.reportFailure(e);
          }
        });
  }
}
