package org.discogsography.api.health;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.discogsography.api.graph.GraphReadiness;
import org.discogsography.api.redis.RedisLink;

/**
 * Tells how the service is: {@code starting} until the graph has answered once, {@code unhealthy}
 * without the graph, {@code degraded} without Redis (routes answer, only slower), else {@code
 * healthy}.
 */
public final class ApiHealth {

  private final GraphReadiness graph;
  private final RedisLink redis;
  private final BooleanSupplier postgres;
  private final InstantSource clock;
  private volatile boolean graphWasUp;

  /**
   * @param postgres whether PostgreSQL is connected; few routes need it, so it is only shown
   */
  ApiHealth(GraphReadiness graph, RedisLink redis, BooleanSupplier postgres, InstantSource clock) {
    this.graph = graph;
    this.redis = redis;
    this.postgres = postgres;
    this.clock = clock;
  }

  /** The fields of the health answer. */
  public Map<String, Object> fields() {
    boolean graphUp = graph.isUp();
    boolean redisUp = redis.isUp();
    graphWasUp |= graphUp;
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("status", status(graphUp, redisUp));
    fields.put("service", "api");
    fields.put("timestamp", clock.instant().toString());
    fields.put(
        "dependencies",
        Map.of(
            "neo4j", word(graphUp),
            "postgresql", word(postgres.getAsBoolean()),
            "redis", word(redisUp)));
    return fields;
  }

  private String status(boolean graphUp, boolean redisUp) {
    if (!graphUp) {
      return graphWasUp ? "unhealthy" : "starting";
    }
    return redisUp ? "healthy" : "degraded";
  }

  private static String word(boolean up) {
    return up ? "up" : "down";
  }
}
