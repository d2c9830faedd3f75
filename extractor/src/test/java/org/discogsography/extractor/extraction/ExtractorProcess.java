package org.discogsography.extractor.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.discogsography.localstack.servers.Ports;
import org.discogsography.testkit.servers.TestRabbit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The extractor as the process that it is, with little memory, one at a time. */
final class ExtractorProcess implements AutoCloseable {

  private static final String HEAP = "-Xmx256m";

  /** More than any container gives a process that it wants to end. */
  private static final int STOP_SECONDS = 20;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private @Nullable Process process;
  private int port;

  /**
   * @param folder for dumps, markers and output
   */
  ExtractorProcess(Path folder, TestRabbit rabbit, String prefix) {
    this.folder = folder;
    environment.putAll(
        Map.of(
            "DUMP_OFFLINE", "true",
            "DISCOGS_ROOT", folder.toString(),
            "DISCOGS_EXCHANGE_PREFIX", prefix,
            "RABBITMQ_HOST", rabbit.host(),
            "RABBITMQ_PORT", String.valueOf(rabbit.port()),
            "RABBITMQ_USERNAME", rabbit.username(),
            "RABBITMQ_PASSWORD", rabbit.password(),
            "FAILURE_COOLDOWN_SECS", "0",
            "LOG_DIR", folder.resolve("log").toString()));
  }

  /** Changes a variable for the next start. */
  ExtractorProcess with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  void start() throws IOException {
    port = Ports.free();
    ProcessBuilder command =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            HEAP,
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            "org.discogsography.extractor.ExtractorApplication");
    command.environment().putAll(environment);
    command.environment().put("HEALTH_PORT", String.valueOf(port));
    process =
        command
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output().toFile()))
            .start();
  }

  private Process process() {
    if (process == null) {
      throw new IllegalStateException("not started");
    }
    return process;
  }

  private Path output() {
    return folder.resolve("output.txt");
  }

  /** Asks the process to end, and tells how it did. */
  int stop() throws InterruptedException {
    process().destroy();
    assertThat(process().waitFor(STOP_SECONDS, TimeUnit.SECONDS)).as("process has ended").isTrue();
    return process().exitValue();
  }

  /** Ends the process by SIGKILL. */
  void kill() throws InterruptedException {
    process().destroyForcibly().waitFor();
  }

  /** Its health as soon as it has begun to run and the health is as wanted. */
  JsonNode awaitHealth(Predicate<JsonNode> wanted) throws IOException, InterruptedException {
    while (true) {
      assertThat(process().isAlive()).as(this::lastWords).isTrue();
      try {
        URI address = URI.create("http://localhost:" + port + "/health");
        String body =
            client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body();
        JsonNode health = JsonMapper.shared().readTree(body);
        if (!health.at("/extraction_status").asString().equals("idle") && wanted.test(health)) {
          return health;
        }
      } catch (ConnectException e) {
        // it is starting
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  JsonNode awaitEndOfRun() throws IOException, InterruptedException {
    return awaitHealth(one -> !one.at("/extraction_status").asString().equals("running"));
  }

  private String lastWords() {
    try {
      return Files.readString(output());
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Override
  public void close() throws InterruptedException {
    if (process != null) {
      kill();
    }
    client.close();
  }
}
