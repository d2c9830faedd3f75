package org.discogsography.api.testing;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.discogsography.common.neo4j.Neo4jSettings;
import org.discogsography.common.settings.Settings;
import org.neo4j.driver.Driver;

/** The graph and the Redis of the tests, as the tests themselves use them. */
public final class Stores implements AutoCloseable {

  private final ServersOfTests servers;
  private final Driver driver;
  private final RedisClient redis;

  private Stores(ServersOfTests servers) {
    this.servers = servers;
    this.driver = openDriver();
    this.redis = RedisClient.create(RedisURI.create(variable("REDIS_HOST"), redisPort()));
  }

  public static Stores open() {
    return new Stores(ServersOfTests.start());
  }

  /** The variables that point a service here. */
  public Map<String, String> environment() {
    return servers.environment();
  }

  /** A new connection to the graph. */
  public Driver openDriver() {
    return Neo4jSettings.from(Settings.from(environment()::get)).openDriver();
  }

  public int graphPort() {
    return Integer.parseInt(variable("NEO4J_PORT"));
  }

  public int redisPort() {
    return Integer.parseInt(variable("REDIS_PORT"));
  }

  private String variable(String name) {
    String value = environment().get(name);
    if (value == null) {
      throw new IllegalStateException(name + " is not set; the tests need it beside the others");
    }
    return value;
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
    driver.close();
    redis.shutdown();
    servers.close();
  }
}
