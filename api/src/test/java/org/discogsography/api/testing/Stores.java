package org.discogsography.api.testing;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;

/** The graph and the Redis of the tests, as the tests themselves use them. */
public final class Stores implements AutoCloseable {

  private final Map<String, String> environment;
  private final Driver driver;
  private final RedisClient redis;

  private Stores(Map<String, String> environment, Driver driver, RedisClient redis) {
    this.environment = environment;
    this.driver = driver;
    this.redis = redis;
  }

  public static Stores open() {
    Map<String, String> environment =
        Map.of(
            "NEO4J_HOST", "bolt://127.0.0.1:17687",
            "NEO4J_USERNAME", "neo4j",
            "NEO4J_PASSWORD", "discogsography",
            "REDIS_HOST", "127.0.0.1",
            "REDIS_PORT", "16379");
    return new Stores(
        environment,
        GraphDatabase.driver("bolt://127.0.0.1:17687", AuthTokens.basic("neo4j", "discogsography")),
        RedisClient.create(RedisURI.create("127.0.0.1", 16379)));
  }

  /** The variables that point a service here. */
  public Map<String, String> environment() {
    return environment;
  }

  /** A new connection to the graph. */
  public Driver openDriver() {
    return GraphDatabase.driver(
        "bolt://127.0.0.1:17687", AuthTokens.basic("neo4j", "discogsography"));
  }

  public int graphPort() {
    return 17687;
  }

  public int redisPort() {
    return 16379;
  }

  public void cypher(String statement, Map<String, Object> parameters) {
    driver.executableQuery(statement).withParameters(parameters).execute();
  }

  public void cypher(String statement) {
    cypher(statement, Map.of());
  }

  /** Empties the graph and Redis. */
  public void clear() {
    cypher("MATCH (n) DETACH DELETE n");
    redis(commands -> commands.flushdb());
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
    driver.close();
    redis.shutdown();
  }
}
