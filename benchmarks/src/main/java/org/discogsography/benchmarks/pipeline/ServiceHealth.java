package org.discogsography.benchmarks.pipeline;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Talks to the health ports of services on this machine. */
final class ServiceHealth {

  private static final int ACCEPTED = 202;

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  /** The health of the service on this port; null while it does not answer. */
  @Nullable JsonNode read(int port) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/health"))
            .timeout(Duration.ofSeconds(10))
            .build();
    try {
      return JsonMapper.shared()
          .readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (IOException | JacksonException e) {
      return null;
    }
  }

  /** Asks the extractor on this port to publish everything again. */
  void trigger(int port) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/trigger"))
            .timeout(Duration.ofSeconds(10))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"force_reprocess\": true}"))
            .build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != ACCEPTED) {
      throw new IOException("the extractor refuses to run: " + answer.body());
    }
  }

  /** Waits until the service on this port is healthy. */
  void await(String service, int port, Duration longest) throws IOException, InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    while (true) {
      JsonNode health = read(port);
      if (health != null && health.path("status").asString("").equals("healthy")) {
        return;
      }
      if (System.nanoTime() > end) {
        throw new IOException(
            "%s is not healthy after %d s".formatted(service, longest.toSeconds()));
      }
      Thread.sleep(50);
    }
  }
}
