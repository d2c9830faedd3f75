package org.discogsography.acceptance.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.discogsography.localstack.stack.ServicePlan;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a service tells of itself over HTTP. */
public final class Health {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final String name;
  private final String address;

  Health(ServicePlan service) {
    this.name = service.name();
    this.address = "http://localhost:" + service.healthPort();
  }

  /** Its answer; empty while it does not answer. */
  public JsonNode now() throws InterruptedException {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(address + "/health")).timeout(LIMIT).build();
      return JsonMapper.shared()
          .readTree(HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (IOException | JacksonException e) {
      return JsonMapper.shared().createObjectNode();
    }
  }

  void awaitHealthy() throws InterruptedException {
    Waiting.until(name + " is healthy", () -> now().path("status").asString("").equals("healthy"));
  }

  /** Records published, or handled, since the service was started. */
  public long records() throws InterruptedException {
    JsonNode health = now();
    long records = health.path("extraction_progress").path("total").asLong(0);
    for (JsonNode type : health.path("message_counts")) {
      records += type.asLong(0);
    }
    return records;
  }

  /** Whether a consumer has taken records that it has not settled. */
  boolean holdsRecords() throws InterruptedException {
    JsonNode batch = now().path("batch");
    for (JsonNode type : batch) {
      if (type.path("pending").asLong(0) + type.path("in_flight").asLong(0) > 0) {
        return true;
      }
    }
    return batch.isMissingNode();
  }

  /**
   * Asks the extractor for a run.
   *
   * @param force publish everything again
   */
  void trigger(boolean force) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + "/trigger"))
            .timeout(LIMIT)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"force_reprocess\": " + force + "}"))
            .build();
    HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
  }
}
