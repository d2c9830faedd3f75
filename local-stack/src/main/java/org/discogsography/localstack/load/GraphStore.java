package org.discogsography.localstack.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks Neo4j over its HTTP query interface. */
final class GraphStore {

  private static final String MAINTENANCE =
      "MATCH (e:ExtractionCompletion {version: $version}) RETURN e.maintenance_state";

  private final HttpClient http;
  private final URI query;
  private final String credentials;

  GraphStore(HttpClient http, int httpPort, Map<String, String> environment) {
    this.http = http;
    this.query =
        URI.create(
            "http://%s:%d/db/neo4j/query/v2"
                .formatted(environment.getOrDefault("NEO4J_HOST", "localhost"), httpPort));
    String user = environment.getOrDefault("NEO4J_USERNAME", "neo4j");
    String password = environment.getOrDefault("NEO4J_PASSWORD", "discogsography");
    this.credentials =
        "Basic "
            + Base64.getEncoder()
                .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  /** How far the post-import work of this version has come, as stored. */
  Optional<String> maintenanceState(String version) throws InterruptedException {
    return first(MAINTENANCE, Map.of("version", version)).map(JsonNode::asString);
  }

  /** Nodes by label and all relationships, from the count store. */
  Map<String, Long> counts() throws InterruptedException {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (String label : new String[] {"Artist", "Label", "Master", "Release", "Genre", "Style"}) {
      first("MATCH (n:" + label + ") RETURN count(n)", Map.of())
          .ifPresent(count -> counts.put(label, count.asLong()));
    }
    first("MATCH ()-[r]->() RETURN count(r)", Map.of())
        .ifPresent(count -> counts.put("relationships", count.asLong()));
    return counts;
  }

  private Optional<JsonNode> first(String statement, Map<String, Object> parameters)
      throws InterruptedException {
    JsonMapper json = JsonMapper.shared();
    String body = json.writeValueAsString(Map.of("statement", statement, "parameters", parameters));
    HttpRequest request =
        HttpRequest.newBuilder(query)
            .timeout(Duration.ofSeconds(10))
            .header("Authorization", credentials)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      JsonNode value = json.readTree(answer.body()).at("/data/values/0/0");
      return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(value);
    } catch (IOException | JacksonException e) {
      return Optional.empty();
    }
  }
}
