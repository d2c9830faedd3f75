package org.discogsography.api.testing;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.discogsography.common.neo4j.Neo4jSettings;
import org.discogsography.common.settings.Settings;
import org.discogsography.testkit.servers.TestNeo4j;
import org.discogsography.testkit.servers.TestRedis;
import org.neo4j.driver.Driver;

/** The graph and the Redis of the tests, as the tests themselves use them. */
public final class Stores implements AutoCloseable {

  private final TestNeo4j neo4j;
  private final TestRedis server;
  private final RedisClient redis;

  Stores(TestNeo4j neo4j, TestRedis server) {
    this.neo4j = neo4j;
    this.server = server;
    this.redis = RedisClient.create(RedisURI.create(server.host(), server.port()));
  }

  /** The variables that point a service here, and to a PostgreSQL that is away. */
  public Map<String, String> environment() {
    return Map.of(
        "NEO4J_HOST", neo4j.boltUri(),
        "NEO4J_USERNAME", neo4j.username(),
        "NEO4J_PASSWORD", neo4j.password(),
        "POSTGRES_HOST", "localhost:1",
        "POSTGRES_DATABASE", "none",
        "POSTGRES_USERNAME", "none",
        "POSTGRES_PASSWORD", "none",
        "REDIS_HOST", server.host(),
        "REDIS_PORT", Integer.toString(server.port()));
  }

  /** A new connection to the graph. */
  public Driver openDriver() {
    return Neo4jSettings.from(Settings.from(environment()::get)).openDriver();
  }

  public int graphPort() {
    return neo4j.port();
  }

  public int redisPort() {
    return server.port();
  }

  public void cypher(String statement, Map<String, Object> parameters) {
    neo4j.driver().executableQuery(statement).withParameters(parameters).execute();
  }

  public void cypher(String statement) {
    cypher(statement, Map.of());
  }

  /** Empties the graph and Redis. */
  public void clear() {
    neo4j.wipe();
    forgetCached();
  }

  /** Empties Redis. */
  public void forgetCached() {
    redis(commands -> commands.flushdb());
  }

  public <T> T redis(Function<RedisCommands<String, String>, T> use) {
    try (var connection = redis.connect()) {
      return use.apply(connection.sync());
    }
  }

  /** Keys in Redis that match the pattern. */
  public List<String> keys(String pattern) {
    return redis(commands -> commands.keys(pattern));
  }

  /** Seconds until the key goes. */
  public long timeToLive(String key) {
    return redis(commands -> commands.ttl(key));
  }

  @Override
  public void close() {
    redis.shutdown();
  }
}
