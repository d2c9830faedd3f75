package org.discogsography.testkit.servers;

import java.io.IOException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.discogsography.localstack.servers.BackingServer;
import org.discogsography.localstack.servers.Broker;
import org.discogsography.localstack.servers.GivenServer;
import org.discogsography.localstack.servers.Neo4jServer;
import org.discogsography.localstack.servers.Ports;
import org.discogsography.localstack.servers.PostgresServer;
import org.discogsography.localstack.servers.RedisServer;
import org.jspecify.annotations.Nullable;

/**
 * The servers of this JVM run. One that is given by {@code TEST_<NAME>_HOST} (and {@code _PORT},
 * {@code _USERNAME}, {@code _PASSWORD}, {@code _DATABASE}) is used as it is: the tests delete what
 * is in it. All others are private processes that modules take over from each other.
 */
final class Fleet {

  private static final int HEAP_MEGABYTES = 512;
  private static final int PAGE_CACHE_MEGABYTES = 128;
  private static final Map<Server, Outage> RUNNING = new EnumMap<>(Server.class);

  private Fleet() {}

  /** Starts all of these that do not run yet, at the same time. */
  static synchronized void ensureRunning(Collection<Server> wanted) {
    List<Server> missing = wanted.stream().filter(server -> !RUNNING.containsKey(server)).toList();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Map<Server, Future<Outage>> starting = new EnumMap<>(Server.class);
      missing.forEach(server -> starting.put(server, threads.submit(() -> start(server))));
      for (Map.Entry<Server, Future<Outage>> entry : starting.entrySet()) {
        RUNNING.put(entry.getKey(), entry.getValue().get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a backing server did not start: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while servers were starting", e);
    }
    wanted.forEach(server -> running(server).startAgainIfStopped());
  }

  static TestNeo4j neo4j() {
    return (TestNeo4j) running(Server.NEO4J);
  }

  static TestPostgres postgres() {
    return (TestPostgres) running(Server.POSTGRES);
  }

  static TestRabbit rabbit() {
    return (TestRabbit) running(Server.RABBITMQ);
  }

  static TestRedis redis() {
    return (TestRedis) running(Server.REDIS);
  }

  private static synchronized Outage running(Server server) {
    Outage found = RUNNING.get(server);
    if (found == null) {
      throw new IllegalStateException("add " + server + " to @BackingServers of the test class");
    }
    return found;
  }

  private static Outage start(Server server) throws IOException, InterruptedException {
    BackingServer chosen = given(server);
    if (chosen == null) {
      chosen = embedded(server, SharedFolder.ofThisJvm());
      if (!chosen.attach()) {
        chosen.start();
      }
    }
    return switch (server) {
      case NEO4J -> new TestNeo4j(chosen);
      case POSTGRES -> new TestPostgres(chosen);
      case RABBITMQ -> new TestRabbit(chosen);
      case REDIS -> new TestRedis(chosen);
    };
  }

  private static @Nullable BackingServer given(Server server) {
    String prefix = "TEST_" + server.name() + "_";
    String host = System.getenv(prefix + "HOST");
    if (host == null || host.isBlank()) {
      return null;
    }
    Map<String, String> environment = new TreeMap<>();
    for (String part : List.of("HOST", "PORT", "USERNAME", "PASSWORD", "DATABASE")) {
      String value = System.getenv(prefix + part);
      if (value != null && !value.isBlank()) {
        environment.put(server.name() + "_" + part, value);
      }
    }
    return new GivenServer(server.name(), host, environment);
  }

  private static BackingServer embedded(Server server, SharedFolder folder)
      throws IOException, InterruptedException {
    String name = server.name();
    return switch (server) {
      case NEO4J ->
          new Neo4jServer(
              folder.of("neo4j"),
              folder.port(name, "bolt", Ports::free),
              0,
              HEAP_MEGABYTES,
              PAGE_CACHE_MEGABYTES);
      case POSTGRES ->
          new PostgresServer(folder.of("postgres"), folder.port(name, "sql", Ports::free), false);
      case RABBITMQ ->
          Broker.choose(
              folder.of("rabbitmq"),
              folder.port(name, "amqp", Ports::free),
              0,
              folder.port(name, "distribution", Ports::freePair));
      case REDIS -> new RedisServer(folder.of("redis"), folder.port(name, "redis", Ports::free));
    };
  }
}
