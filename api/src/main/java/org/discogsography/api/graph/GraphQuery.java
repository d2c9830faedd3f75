package org.discogsography.api.graph;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Cypher read with its parameters.
 *
 * @param timeout limit kept by the server; null = the limit of every query
 */
public record GraphQuery(
    String cypher, Map<String, Object> parameters, @Nullable Duration timeout) {

  public GraphQuery {
    parameters = Map.copyOf(parameters);
  }

  public static GraphQuery of(String cypher, Map<String, Object> parameters) {
    return new GraphQuery(cypher, parameters, null);
  }

  public static GraphQuery of(String cypher) {
    return of(cypher, Map.of());
  }

  /** The same query with a limit of its own. */
  public GraphQuery within(Duration limit) {
    return new GraphQuery(cypher, parameters, limit);
  }
}
