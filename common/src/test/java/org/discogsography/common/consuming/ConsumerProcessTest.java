package org.discogsography.common.consuming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.discogsography.common.broker.BrokerSettings;
import org.discogsography.common.messages.DataRecord;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.ExtractionComplete;
import org.discogsography.common.messages.Source;
import org.discogsography.common.settings.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ConsumerProcessTest {

  private static final Duration LONG = Duration.ofHours(1);

  private final HttpClient client = HttpClient.newHttpClient();
  private int port;

  @BeforeEach
  void choosePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
  }

  @AfterEach
  void stop() {
    client.close();
  }

  @Test
  void healthPortSaysStartingDuringTheStartDelay() throws Exception {
    try (ConsumerProcess process = process()) {
      process.start();

      HttpResponse<String> answer = get("/health");

      JsonNode health = JsonMapper.shared().readTree(answer.body());
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(health.at("/status").asString()).isEqualTo("starting");
      assertThat(health.at("/service").asString()).isEqualTo("scripted");
      assertThat(health.at("/post_import/step").asString()).isEqualTo("none");
      assertThat(health.propertyNames())
          .contains(
              "current_task",
              "progress",
              "message_counts",
              "last_message_time",
              "active_consumers",
              "completed_files",
              "batch",
              "timestamp");
    }
  }

  @Test
  void metricsOfTheLanesAndTheMachineAreServed() throws Exception {
    try (ConsumerProcess process = process()) {
      process.start();

      assertThat(get("/metrics").body())
          .contains("discogsography_consumer_pending{service=\"scripted\",type=\"artists\"} 0.0")
          .contains("discogsography_consumer_batch_effective_size")
          .contains("jvm_memory_used_bytes");
    }
  }

  @Test
  void stopDuringTheStartDelayEndsTheProcess() throws Exception {
    ConsumerProcess process = process();
    process.start();
    assertThat(get("/health/live").statusCode()).isEqualTo(200);

    process.close();

    assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> get("/health"));
  }

  private ConsumerProcess process() {
    return new ConsumerProcess(
        new ConsumerDefinition(
            "scripted",
            "Scripted store",
            Source.DISCOGS.types().stream()
                .collect(Collectors.toMap(type -> type, type -> writer())),
            new CompletionSignals() {
              @Override
              public void extractionComplete(
                  DataType type, ExtractionComplete signal, long deadLettered) {}
            },
            () -> {},
            failure -> FailureClass.TRANSIENT),
        ConsumerSettings.from(
            Settings.from(Map.of("HEALTH_PORT", Integer.toString(port))::get),
            Source.DISCOGS,
            "TEST",
            0),
        new BrokerSettings("localhost", 1, "nobody", "none"),
        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
        Map.of("post_import", () -> Map.of("step", "none")),
        LONG);
  }

  private static RecordWriter<DataRecord> writer() {
    return new RecordWriter<>() {

      @Override
      public DataRecord prepare(DataRecord record) {
        return record;
      }

      @Override
      public WriteResult write(List<DataRecord> records) {
        return new WriteResult(records.size(), 0);
      }
    };
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build(),
        BodyHandlers.ofString());
  }
}
