package org.discogsography.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageTest {

  private static final String PROBE = "deploy/image/health";

  private final String dockerfile = Project.read("Dockerfile");

  @Test
  void runtimeIsAPinnedJreOfTheJavaVersionThatTheBuildUses() {
    assertThat(dockerfile)
        .containsPattern("(?m)^ARG JAVA_VERSION=25\\.\\d+\\.\\d+_\\d+$")
        .contains("FROM eclipse-temurin:${JAVA_VERSION}-jdk-noble AS build")
        .contains("FROM eclipse-temurin:${JAVA_VERSION}-jre-noble AS runtime");
    assertThat(Project.find(Pattern.compile("(?m)^FROM (\\S+)"), dockerfile))
        .noneMatch(image -> image.contains("latest"));
  }

  @Test
  void everyServiceThatComposeBuildsIsBuiltAndRepackaged() {
    Compose compose = Compose.read("docker-compose.yml");
    for (String service : compose.services()) {
      Object module = compose.buildArgs(service).get("SERVICE");
      if (module != null) {
        assertThat(Project.find(Pattern.compile("-pl (\\S+)"), dockerfile))
            .singleElement()
            .satisfies(built -> assertThat(built.split(",")).contains((String) module));
        assertThat(Project.read(module + "/pom.xml")).contains("spring-boot-maven-plugin");
      }
    }
    assertThat(Project.read("pom.xml")).contains("<classifier>app</classifier>");
    assertThat(dockerfile).contains("${SERVICE}/target/${SERVICE}-app.jar");
  }

  @Test
  void programIsTheFirstProcessAndNoRoot() {
    assertThat(dockerfile)
        .contains("USER ${UID}:${GID}")
        .containsPattern("(?m)^ENTRYPOINT \\[\"java\", .*\"-jar\", \"application.jar\"]$");
  }

  @Test
  void onlyServersHaveAHealthCheck() {
    int oneShot = dockerfile.indexOf("FROM runtime AS one-shot");
    int server = dockerfile.indexOf("FROM runtime AS server");

    assertThat(oneShot).isPositive().isLessThan(server);
    assertThat(dockerfile.indexOf("HEALTHCHECK")).isGreaterThan(server);
    assertThat(dockerfile)
        .contains("HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3");
  }

  @Test
  void imageHoldsNoSettingsAndNoSecrets() {
    assertThat(dockerfile).doesNotContainPattern("(?m)^ENV ");
    assertThat(dockerfile).doesNotContainPattern("(?i)password|secret|token");
    assertThat(Project.read(".dockerignore").lines())
        .contains(".git", ".env*", "secrets", "**/target", "**/src/test", "docs");
  }

  @ParameterizedTest
  @CsvSource({"200, 0", "503, 1", "404, 1"})
  void probeSucceedsOnlyOnStatus200(int status, int exitCode) throws Exception {
    HttpServer server = HttpServer.create(new InetSocketAddress(loopback(), 0), 0);
    server.createContext(
        "/health",
        exchange -> {
          byte[] body = "{\"status\":\"healthy\"}".getBytes(UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      assertThat(probe(server.getAddress().getPort())).isEqualTo(exitCode);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void probeFailsWhereNothingListens() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, loopback())) {
      port = socket.getLocalPort();
    }
    assertThat(probe(port)).isNotZero();
  }

  private static int probe(int port) throws IOException, InterruptedException {
    assumeThat(Path.of("/usr/bin/env")).exists();
    Path script = Project.ROOT.resolve(PROBE);
    assertThat(Files.isExecutable(script)).isTrue();
    Process process =
        new ProcessBuilder(script.toString(), String.valueOf(port))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private static InetAddress loopback() throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
  }
}
