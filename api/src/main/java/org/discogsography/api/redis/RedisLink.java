package org.discogsography.api.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.discogsography.api.settings.RedisSettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to Redis that is made when Redis is there and is simply absent when it is not.
 * Nobody waits for Redis: connecting runs in the background, commands end after 200 ms, and after a
 * command that failed Redis is left alone for a second.
 */
public final class RedisLink implements AutoCloseable {

  /** Longest wait for any answer of Redis. */
  public static final Duration COMMAND_TIMEOUT = Duration.ofMillis(200);

  private static final Logger log = LoggerFactory.getLogger(RedisLink.class);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
  private static final long REST_AFTER_FAILURE = TimeUnit.SECONDS.toNanos(1);

  private final RedisClient client;
  private final RedisURI uri;
  private final AtomicBoolean connecting = new AtomicBoolean();
  private volatile @Nullable StatefulRedisConnection<String, byte[]> connection;
  private volatile @Nullable Long failedAt;

  RedisLink(RedisSettings settings) {
    uri = address(settings);
    uri.setTimeout(COMMAND_TIMEOUT);
    client = RedisClient.create();
    client.setOptions(
        ClientOptions.builder()
            .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
            .timeoutOptions(TimeoutOptions.enabled(COMMAND_TIMEOUT))
            .socketOptions(SocketOptions.builder().connectTimeout(CONNECT_TIMEOUT).build())
            .build());
  }

  private static RedisURI address(RedisSettings settings) {
    if (settings.host().contains("://")) {
      return RedisURI.create(settings.host());
    }
    RedisURI.Builder address = RedisURI.builder().withHost(settings.host());
    address.withPort(settings.port());
    String password = settings.password();
    if (password != null) {
      address.withPassword(password.toCharArray());
    }
    return address.build();
  }

  /** The connection, when there is one that can be used now. */
  public Optional<StatefulRedisConnection<String, byte[]>> connection() {
    Long failure = failedAt;
    if (failure != null && System.nanoTime() - failure < REST_AFTER_FAILURE) {
      return Optional.empty();
    }
    StatefulRedisConnection<String, byte[]> open = connection;
    if (open == null) {
      connect();
      return Optional.empty();
    }
    return open.isOpen() ? Optional.of(open) : Optional.empty();
  }

  /** A command failed or timed out: leave Redis alone for a moment. */
  public void reportFailure(RuntimeException failure) {
    if (failedAt == null) {
      log.atWarn()
          .setMessage("⚠️ Redis does not answer; going on without it")
          .addKeyValue("reason", failure.toString())
          .log();
    }
    failedAt = System.nanoTime();
  }

  /** Whether Redis answers a ping now. */
  public boolean isUp() {
    StatefulRedisConnection<String, byte[]> open = connection;
    if (open == null) {
      connect();
      return false;
    }
    try {
      open.sync().ping();
      if (failedAt != null) {
        failedAt = null;
        log.info("✅ Redis answers again");
      }
      return true;
    } catch (RedisException e) {
      log.debug("Redis does not answer", e);
      return false;
    }
  }

  /** Starts to connect unless that is under way; afterwards the client reconnects by itself. */
  void connect() {
    if (!connecting.compareAndSet(false, true)) {
      return;
    }
    client
        .connectAsync(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE), uri)
        .whenComplete((made, failure) -> {
          if (failure == null) {
            connection = made;
            failedAt = null;
            log.info("✅ Connected to Redis");
          } else {
            reportFailure(new RedisException(failure));
          }
          connecting.set(false);
        });
  }

  @Override
  public void close() {
    client.shutdown(0, 2, TimeUnit.SECONDS);
  }
}
