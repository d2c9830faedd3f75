package org.discogsography.api.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.discogsography.localstack.servers.BackingServer;
import org.discogsography.localstack.servers.Neo4jServer;
import org.discogsography.localstack.servers.RedisServer;

/** Neo4j and Redis for one run: those that the environment names, else private ones. */
final class ServersOfTests implements AutoCloseable {

  private static final List<String> VARIABLES =
      List.of(
          "NEO4J_HOST",
          "NEO4J_PORT",
          "NEO4J_USERNAME",
          "NEO4J_PASSWORD",
          "REDIS_HOST",
          "REDIS_PORT");
  private static final int HEAP_MEGABYTES = 384;
  private static final int PAGE_CACHE_MEGABYTES = 64;

  private final List<BackingServer> servers;
  private final Path folder;
  private final Map<String, String> environment;

  private ServersOfTests(
      List<BackingServer> servers, Path folder, Map<String, String> environment) {
    this.servers = servers;
    this.folder = folder;
    this.environment = Map.copyOf(environment);
  }

  static ServersOfTests start() {
    Map<String, String> environment = new HashMap<>();
    for (String variable : VARIABLES) {
      String value = System.getenv(variable);
      if (value != null) {
        environment.put(variable, value);
      }
    }
    try {
      Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "servers");
      if (environment.containsKey("NEO4J_HOST")) {
        return new ServersOfTests(List.of(), folder, environment);
      }
      List<BackingServer> servers =
          List.of(
              new Neo4jServer(
                  folder.resolve("neo4j"), freePort(), 0, HEAP_MEGABYTES, PAGE_CACHE_MEGABYTES),
              new RedisServer(folder.resolve("redis"), freePort()));
      for (BackingServer server : servers) {
        server.start();
        environment.putAll(server.environment());
      }
      return new ServersOfTests(servers, folder, environment);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while servers started", e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** The variables by which services find the servers. */
  Map<String, String> environment() {
    return environment;
  }

  @Override
  public void close() {
    try {
      for (BackingServer server : servers) {
        server.stop();
      }
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
