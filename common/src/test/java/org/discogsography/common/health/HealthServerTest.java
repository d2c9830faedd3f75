package org.discogsography.common.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.function.Supplier;
import org.discogsography.common.settings.ConfigurationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HealthServerTest {

  private static final int PATIENCE_MILLIS = 30_000;

  private final PrometheusMeterRegistry metrics =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final HttpClient client = HttpClient.newHttpClient();
  private volatile Supplier<Map<String, Object>> health = () -> Map.of("status", "healthy");
  private final HealthServer server = new HealthServer(0, () -> health.get(), metrics);

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void healthyIs200WithTheFields() throws Exception {
    server.start();
    health = () -> Map.of("status", "healthy", "service", "tableinator");

    HttpResponse<String> answer = get("/health");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(json(answer).at("/service").asString()).isEqualTo("tableinator");
  }

  @ParameterizedTest
  @ValueSource(strings = {"starting", "degraded", "unhealthy", "Healthy"})
  void anyOtherStatusIs503(String status) throws Exception {
    server.start();
    health = () -> Map.of("status", status);

    HttpResponse<String> answer = get("/health");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(json(answer).at("/status").asString()).isEqualTo(status);
  }

  @Test
  void missingStatusIs503() throws Exception {
    server.start();
    health = Map::of;

    assertThat(get("/health").statusCode()).isEqualTo(503);
  }

  @Test
  void failureToTellIs503WithItsReason() throws Exception {
    server.start();
    health =
        () -> {
          throw new IllegalStateException("no figures");
        };

    HttpResponse<String> answer = get("/health");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(json(answer).at("/status").asString()).isEqualTo("unhealthy");
    assertThat(json(answer).at("/error").asString()).isEqualTo("no figures");
    assertThat(json(answer).at("/timestamp").asString()).endsWith("Z");
  }

  @Test
  void failureWithoutTextIsCalledByItsClass() throws Exception {
    server.start();
    health =
        () -> {
          throw new IllegalStateException();
        };

    assertThat(json(get("/health")).at("/error").asString()).isEqualTo("IllegalStateException");
  }

  @Test
  void processLivesThoughItIsUnhealthy() throws Exception {
    server.start();
    health = () -> Map.of("status", "unhealthy");

    assertThat(get("/health/live").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/healthy", "/health/", "/health/other", "/metrics/x"})
  void otherPathsAre404(String path) throws Exception {
    server.start();

    assertThat(get(path).statusCode()).isEqualTo(404);
  }

  @Test
  void healthIsOnlyRead() throws Exception {
    server.start();

    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(uri("/health")).POST(BodyPublishers.ofString("{}")).build(),
            BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(405);
  }

  @Test
  void metricsAreInTheTextOfPrometheus() throws Exception {
    metrics.counter("records.written", "type", "artists").increment(3);
    server.start();

    HttpResponse<String> answer = get("/metrics");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
    assertThat(answer.body()).contains("records_written_total{type=\"artists\"} 3.0");
  }

  @Test
  void failureOfARouteIs500AndTellsNothing() throws Exception {
    server.route(
        "/own",
        request -> {
          throw new IllegalStateException("s3cret");
        });
    server.start();

    HttpResponse<String> answer = get("/own");

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).doesNotContain("s3cret");
  }

  @Test
  void silentClientIsDroppedAndKeepsNobodyWaiting() throws Exception {
    server.start();
    try (Socket silent = new Socket("localhost", server.port());
        Socket slow = new Socket("localhost", server.port())) {
      silent.setSoTimeout(PATIENCE_MILLIS);
      slow.setSoTimeout(PATIENCE_MILLIS);
      slow.getOutputStream()
          .write("GET /health HT".getBytes(java.nio.charset.StandardCharsets.US_ASCII));

      assertThat(get("/health").statusCode()).isEqualTo(200);
      assertThat(isEnded(silent)).isTrue();
      assertThat(isEnded(slow)).isTrue();
    }
  }

  @Test
  void takenPortEndsTheStart() {
    server.start();
    try (HealthServer second = new HealthServer(server.port(), Map::of, metrics)) {
      assertThatExceptionOfType(ConfigurationException.class)
          .isThrownBy(second::start)
          .withMessageContaining(Integer.toString(server.port()));
    }
  }

  @Test
  void closedServerGivesItsPortBack() {
    server.start();
    URI address = uri("/health");
    server.close();

    assertThatExceptionOfType(ConnectException.class)
        .isThrownBy(
            () -> client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()));
  }

  private static boolean isEnded(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() == -1;
    } catch (java.net.SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://localhost:" + server.port() + path);
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return JsonMapper.shared().readTree(answer.body());
  }
}
