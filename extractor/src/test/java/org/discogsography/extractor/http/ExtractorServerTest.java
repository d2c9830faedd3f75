package org.discogsography.extractor.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.discogsography.common.broker.BrokerConnections;
import org.discogsography.common.broker.BrokerSettings;
import org.discogsography.common.messages.Source;
import org.discogsography.common.settings.Settings;
import org.discogsography.extractor.extraction.ExtractorSettings;
import org.discogsography.extractor.extraction.Progress;
import org.discogsography.extractor.extraction.RunRequests;
import org.discogsography.extractor.extraction.StopSignal;
import org.discogsography.extractor.publish.PublishCounters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExtractorServerTest {

  private final HttpClient client = HttpClient.newHttpClient();
  private ExtractorServer server = server(Map.of());

  @AfterEach
  void stop() {
    server.close();
    client.close();
  }

  @Test
  void healthHasTheAgreedFields() throws Exception {
    JsonNode health = json(get("/health", "*/*"));
    assertThat(health.at("/status").asString()).isEqualTo("healthy");
    assertThat(health.at("/service").asString()).isEqualTo("extractor-discogs");
    assertThat(health.at("/extraction_status").asString()).isEqualTo("idle");
    assertThat(health.at("/service_version").asString()).isEqualTo("9.9");
    for (String type :
        new String[] {"artists", "labels", "masters", "releases", "release_groups"}) {
      assertThat(health.at("/extraction_progress/" + type).asInt(-1)).isZero();
      assertThat(health.at("/last_extraction_time/" + type).isNull()).isTrue();
    }
    assertThat(health.at("/extraction_progress/total").asInt(-1)).isZero();
    assertThat(health.at("/progress_by_type/artists/bytes_total").asInt(-1)).isZero();
    assertThat(health.propertyNames())
        .contains(
            "timestamp",
            "run_id",
            "started_at",
            "finished_at",
            "version",
            "source",
            "error_count",
            "error_message",
            "current_task",
            "progress",
            "records_per_second",
            "eta_seconds",
            "active_files",
            "completed_types",
            "next_check_at");
  }

  @Test
  void idleExtractorIsNotReady() throws Exception {
    assertThat(get("/ready", "*/*").statusCode()).isEqualTo(503);
  }

  @Test
  void metricsAreJsonUnlessTextIsAskedFor() throws Exception {
    assertThat(json(get("/metrics", "*/*")).at("/extraction_progress_total").asInt(-1)).isZero();
    assertThat(get("/metrics", "text/plain").body())
        .contains("extractor_published_total{source=\"discogs\"} 0.0")
        .contains("extractor_unconfirmed{source=\"discogs\"} 0.0")
        .contains("extractor_queue_bytes{data_type=\"labels\",source=\"discogs\"} 0.0")
        .contains("extractor_records{data_type=\"labels\",source=\"discogs\"} 0.0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|''|202",
        "application/json|{}|202",
        "application/json; charset=utf-8|{\"force_reprocess\":true}|202",
        "application/json|{\"force|400",
        "application/json|{\"force_reprocess\":\"yes\"}|422",
        "application/json|[]|422",
        "text/plain|{}|415"
      })
  void triggerAnswersByItsBody(String contentType, String body, int status) throws Exception {
    assertThat(trigger(contentType, body, "").statusCode()).isEqualTo(status);
  }

  @Test
  void triggerTellsTheRun() throws Exception {
    JsonNode answer = json(trigger("application/json", "{\"force_reprocess\":true}", ""));
    assertThat(answer.at("/status").asString()).isEqualTo("started");
    assertThat(answer.at("/force_reprocess").asBoolean()).isTrue();
    assertThat(answer.at("/run_id").asString()).isNotBlank();
    HttpResponse<String> second = trigger("", "", "");
    assertThat(second.statusCode()).isEqualTo(409);
    assertThat(json(second).at("/status").asString()).isEqualTo("already_running");
  }

  @Test
  void triggerNeedsTheTokenWhereOneIsSet() throws Exception {
    server.close();
    server = server(Map.of("EXTRACTOR_TRIGGER_TOKEN", "s3cret"));
    assertThat(trigger("", "", "").statusCode()).isEqualTo(401);
    assertThat(trigger("", "", "Bearer s3cre").statusCode()).isEqualTo(401);
    assertThat(trigger("", "", "Bearer s3cret").statusCode()).isEqualTo(202);
  }

  @Test
  void triggerIsNotForReading() throws Exception {
    assertThat(get("/trigger", "*/*").statusCode()).isEqualTo(405);
  }

  private static ExtractorServer server(Map<String, String> more) {
    Map<String, String> variables = new HashMap<>(more);
    variables.put("HEALTH_PORT", "0");
    ExtractorSettings settings =
        ExtractorSettings.from(Settings.from(variables::get), Source.DISCOGS);
    Clock clock = Clock.systemUTC();
    ExtractorServer server =
        new ExtractorServer(
            settings,
            new Progress(clock, Source.DISCOGS),
            new RunRequests(new StopSignal()),
            new PublishCounters(),
            new BrokerConnections(new BrokerSettings("localhost", 1, "nobody", ""), "test"),
            "9.9",
            clock);
    server.start();
    return server;
  }

  private HttpResponse<String> get(String path, String accept)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(uri(path)).header("Accept", accept).build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> trigger(String contentType, String body, String authorization)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri("/trigger")).POST(BodyPublishers.ofString(body));
    if (!contentType.isEmpty()) {
      request.header("Content-Type", contentType);
    }
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://localhost:" + server.port() + path);
  }

  private static JsonNode json(HttpResponse<String> response) {
    return JsonMapper.shared().readTree(response.body());
  }
}
