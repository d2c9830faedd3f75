package org.discogsography.extractor.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.discogsography.common.messages.DataType.ARTISTS;
import static org.discogsography.common.messages.DataType.RELEASES;
import static org.discogsography.extractor.extraction.TestQueues.ids;

import java.io.BufferedWriter;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.discogsography.common.messages.ExtractionComplete;
import org.discogsography.common.messages.FileComplete;
import org.discogsography.common.messages.PipelineMessage;
import org.discogsography.localstack.servers.Ports;
import org.discogsography.testkit.servers.BackingServers;
import org.discogsography.testkit.servers.Server;
import org.discogsography.testkit.servers.TestRabbit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs the extractor as the process that it is, with little memory. */
@BackingServers({Server.RABBITMQ})
@Timeout(180)
class ExtractorProcessIT {

  private static final String HEAP = "-Xmx256m";

  /** More than any container gives a process that it wants to end. */
  private static final int STOP_SECONDS = 20;

  @TempDir Path folder;

  private final TestRabbit rabbit;
  private final TestQueues queues;
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Process> processes = new ArrayList<>();
  private int port;

  ExtractorProcessIT(TestRabbit rabbit) {
    this.rabbit = rabbit;
    this.queues = new TestQueues(rabbit);
  }

  @BeforeEach
  void declareQueues() throws Exception {
    queues.declare();
  }

  @AfterEach
  void cleanUp() throws InterruptedException {
    for (Process process : processes) {
      process.destroyForcibly().waitFor();
    }
    client.close();
    queues.delete();
  }

  @Test
  void signalStopsInTheMiddleOfAFileAndTheNextStartSendsTheRest() throws Exception {
    int count = 300_000;
    writeArtists(count);
    Process process = start();
    awaitHealth(process, health -> health.at("/extraction_progress/artists").asInt() > 5_000);
    assertThat(stop(process)).isZero();
    List<PipelineMessage> first = queues.drain(ARTISTS);
    assertThat(first).hasSizeBetween(5_000, count - 1).noneMatch(FileComplete.class::isInstance);
    JsonNode marker =
        JsonMapper.shared()
            .readTree(Files.readString(folder.resolve(".extraction_status_20260401.json")));
    assertThat(marker.at("/summary/overall_status").asString()).isEqualTo("in_progress");
    assertThat(marker.at("/processing_phase/records_extracted").asInt()).isEqualTo(first.size());
    String startedAt = marker.at("/processing_phase/started_at").asString();

    Process again = start();
    JsonNode health =
        awaitHealth(again, one -> !one.at("/extraction_status").asString().equals("running"));
    assertThat(health.at("/extraction_status").asString()).isEqualTo("waiting");
    assertThat(health.at("/extraction_progress/total").asInt()).isEqualTo(count);
    assertThat(stop(again)).isZero();
    List<PipelineMessage> second = queues.drain(ARTISTS);
    assertThat(ids(second)).hasSize(count - first.size());
    Set<String> all = new HashSet<>(ids(first));
    all.addAll(ids(second));
    assertThat(all).hasSize(count);
    assertThat(second.get(second.size() - 2))
        .isInstanceOfSatisfying(
            FileComplete.class, end -> assertThat(end.totalProcessed()).isEqualTo(count));
    assertThat(second.get(second.size() - 1))
        .isInstanceOfSatisfying(
            ExtractionComplete.class,
            end -> {
              assertThat(end.startedAt()).isEqualTo(startedAt);
              assertThat(end.recordCount(ARTISTS)).isEqualTo(count);
            });
  }

  @Test
  void signalStopsWhileTheBrokerIsAway() throws Exception {
    writeArtists(1);
    Process process = start(Ports.free());
    awaitHealth(
        process,
        health -> health.at("/current_task").asString("").equals("connecting to the broker"));
    assertThat(stop(process)).isZero();
  }

  @Test
  void manyRecordsOfThreeMegabytesFitIntoASmallHeap() throws Exception {
    int count = 60;
    try (BufferedWriter out = dump("releases")) {
      for (int id = 1; id <= count; id++) {
        out.write("<release id=\"" + id + "\"><title>Box</title><tracklist>");
        for (int track = 1; track <= 45_000; track++) {
          out.write(
              "<track><position>" + track + "</position><title>One of very many</title></track>");
        }
        out.write("</tracklist></release>\n");
      }
      out.write("</releases>");
    }
    assertThat(Files.size(folder.resolve("discogs_20260401_releases.xml")))
        .isGreaterThan(count * 3_000_000L);
    Process process = start();
    JsonNode health =
        awaitHealth(process, one -> !one.at("/extraction_status").asString().equals("running"));
    assertThat(health.at("/error_message").isNull()).as(health.toString()).isTrue();
    assertThat(stop(process)).isZero();
    assertThat(ids(queues.drain(RELEASES))).hasSize(count);
  }

  private void writeArtists(int count) throws IOException {
    String profile = "Plays where the harbour ends. ".repeat(8);
    try (BufferedWriter out = dump("artists")) {
      for (int id = 1; id <= count; id++) {
        out.write(
            "<artist><id>"
                + id
                + "</id><name>Name</name><profile>"
                + profile
                + "</profile></artist>\n");
      }
      out.write("</artists>");
    }
  }

  private BufferedWriter dump(String type) throws IOException {
    BufferedWriter out =
        Files.newBufferedWriter(folder.resolve("discogs_20260401_" + type + ".xml"));
    out.write("<" + type + ">\n");
    return out;
  }

  private Process start() throws IOException {
    return start(rabbit.port());
  }

  private Process start(int brokerPort) throws IOException {
    port = Ports.free();
    ProcessBuilder command =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            HEAP,
            "-cp",
            System.getProperty("java.class.path"),
            "org.discogsography.extractor.ExtractorApplication");
    command
        .environment()
        .putAll(
            Map.of(
                "DUMP_OFFLINE", "true",
                "DISCOGS_ROOT", folder.toString(),
                "DISCOGS_EXCHANGE_PREFIX", queues.prefix(),
                "RABBITMQ_HOST", rabbit.host(),
                "RABBITMQ_PORT", String.valueOf(brokerPort),
                "RABBITMQ_USERNAME", rabbit.username(),
                "RABBITMQ_PASSWORD", rabbit.password(),
                "HEALTH_PORT", String.valueOf(port),
                "FAILURE_COOLDOWN_SECS", "0",
                "LOG_DIR", folder.resolve("log").toString()));
    Process process =
        command
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output.txt").toFile())
            .start();
    processes.add(process);
    return process;
  }

  /** Asks the process to end, and tells how it did. */
  private static int stop(Process process) throws InterruptedException {
    process.destroy();
    assertThat(process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)).as("process has ended").isTrue();
    return process.exitValue();
  }

  private JsonNode awaitHealth(Process process, Predicate<JsonNode> wanted) throws Exception {
    while (true) {
      assertThat(process.isAlive()).as(this::output).isTrue();
      try {
        JsonNode health =
            JsonMapper.shared()
                .readTree(
                    client
                        .send(
                            HttpRequest.newBuilder(
                                    URI.create("http://localhost:" + port + "/health"))
                                .build(),
                            BodyHandlers.ofString())
                        .body());
        if (!health.at("/extraction_status").asString().equals("idle") && wanted.test(health)) {
          return health;
        }
      } catch (ConnectException e) {
        // it is starting
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private String output() {
    try {
      return Files.readString(folder.resolve("output.txt"));
    } catch (IOException e) {
      return e.toString();
    }
  }
}
