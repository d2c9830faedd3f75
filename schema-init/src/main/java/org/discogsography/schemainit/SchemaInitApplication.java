package org.discogsography.schemainit;

import com.rabbitmq.client.Channel;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.discogsography.common.broker.BrokerConnections;
import org.discogsography.common.broker.BrokerSettings;
import org.discogsography.common.broker.Topology;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.Source;
import org.discogsography.common.messages.TopologyNames;
import org.discogsography.common.neo4j.Neo4jSettings;
import org.discogsography.common.postgres.PostgresSettings;
import org.discogsography.common.settings.Settings;
import org.neo4j.driver.Driver;
import org.neo4j.driver.exceptions.ServiceUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Prepares both stores and the broker, and exits with 0 when all three are ready. */
@Configuration(proxyBeanMethods = false)
public class SchemaInitApplication {

  private static final Logger log = LoggerFactory.getLogger(SchemaInitApplication.class);
  private static final long LOCK = 0x6469_7363_6f67_73L;
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "NEO4J_HOST", "localhost",
          "NEO4J_USERNAME", "neo4j",
          "NEO4J_PASSWORD", "discogsography",
          "POSTGRES_HOST", "localhost",
          "POSTGRES_DATABASE", "discogsography",
          "POSTGRES_USERNAME", "discogsography",
          "POSTGRES_PASSWORD", "discogsography");

  public static void main(String[] args) {
    SpringApplication application = new SpringApplication(SchemaInitApplication.class);
    application.setWebApplicationType(WebApplicationType.NONE);
    application.setDefaultProperties(Map.of("spring.application.name", "schema-init"));
    boolean ready;
    try (var context = application.run(args)) {
      ready = prepare(context.getEnvironment());
    }
    System.exit(ready ? 0 : 1);
  }

  private static boolean prepare(Environment environment) {
    Settings settings =
        Settings.from(name -> {
          String value = environment.getProperty(name);
          return value == null || value.isBlank() ? DEFAULTS.get(name) : value;
        });
    PostgresSettings postgres = PostgresSettings.from(settings, 1, 5);
    Neo4jSettings neo4j = Neo4jSettings.from(settings);
    BrokerSettings broker = BrokerSettings.from(settings);
    List<TopologyNames> topology =
        List.of(
            new TopologyNames(
                Source.DISCOGS, settings.text("DISCOGS_EXCHANGE_PREFIX", "discogsography-discogs")),
            new TopologyNames(
                Source.MUSICBRAINZ,
                settings.text("MUSICBRAINZ_EXCHANGE_PREFIX", "discogsography-musicbrainz")));
    boolean declare = settings.flag("SCHEMA_BROKER_TOPOLOGY", true);
    Instant deadline =
        Instant.now().plusSeconds(settings.wholeNumber("SCHEMA_WAIT_SECONDS", 120, 0));
    settings.verify();
    try (Connection maintenance = waiting(deadline, () -> connect(postgres))) {
      createDatabase(maintenance, postgres.database());
      List<Future<Boolean>> steps = new ArrayList<>();
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        steps.add(
            threads.submit(
                () -> step("PostgreSQL", () -> waiting(deadline, () -> tables(postgres)))));
        steps.add(threads.submit(() -> step("Neo4j", () -> waiting(deadline, () -> graph(neo4j)))));
        if (declare) {
          steps.add(
              threads.submit(
                  () -> step("broker", () -> waiting(deadline, () -> queues(broker, topology)))));
        }
      }
      boolean ready = true;
      for (Future<Boolean> step : steps) {
        ready &= step.get();
      }
      return ready;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (Exception e) {
      log.error("❌ PostgreSQL at {} cannot be prepared: {}", postgres, e.getMessage());
      return false;
    }
  }

  private static Connection connect(PostgresSettings postgres) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", postgres.username());
    properties.setProperty("password", postgres.password());
    properties.setProperty("connectTimeout", "10");
    properties.setProperty("loginTimeout", "10");
    return DriverManager.getConnection(
        "jdbc:postgresql://%s/postgres".formatted(postgres.address()), properties);
  }

  /** Creates the database if it is absent; the lock keeps other initialisers out until we end. */
  private static void createDatabase(Connection connection, String name) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("SELECT pg_advisory_lock(" + LOCK + ")");
      try (var query = connection.prepareStatement("SELECT FROM pg_database WHERE datname = ?")) {
        query.setString(1, name);
        if (query.executeQuery().next()) {
          return;
        }
      }
      statement.execute("CREATE DATABASE \"" + name.replace("\"", "\"\"") + "\"");
      log.info("🔧 Created database {}", name);
    }
  }

  private static String tables(PostgresSettings postgres) {
    try (HikariDataSource pool = postgres.openPool("schema-init")) {
      return "migrations applied: " + PostgresSchema.migrate(pool);
    }
  }

  private static String graph(Neo4jSettings neo4j) {
    try (Driver driver = neo4j.openDriver()) {
      driver.verifyConnectivity();
      return "objects created: " + Neo4jSchema.migrate(driver);
    }
  }

  private static String queues(BrokerSettings broker, List<TopologyNames> topology)
      throws Exception {
    try (BrokerConnections connections = new BrokerConnections(broker, "schema-init");
        Channel channel = connections.open().createChannel()) {
      int queues = 0;
      for (TopologyNames names : topology) {
        String prefix = names.source() == Source.MUSICBRAINZ ? "brainz" : "";
        for (DataType type : names.source().types()) {
          Topology.declareQueue(channel, names, prefix + "graphinator", type);
          Topology.declareQueue(channel, names, prefix + "tableinator", type);
          queues += 2;
        }
      }
      return "queues declared: " + queues;
    }
  }

  private static boolean step(String system, Callable<String> work) {
    try {
      log.info("✅ {} is ready, {}", system, work.call());
      return true;
    } catch (Exception e) {
      log.error("❌ {} failed: {}", system, e.getMessage());
      return false;
    }
  }

  /** Repeats after connection failures only, with pauses of 1 s doubling to 15 s. */
  private static <T> T waiting(Instant deadline, Callable<T> work) throws Exception {
    Duration pause = Duration.ofSeconds(1);
    while (true) {
      try {
        return work.call();
      } catch (Exception e) {
        if (!isConnectionFailure(e) || Instant.now().plus(pause).isAfter(deadline)) {
          throw e;
        }
        log.warn("⏳ Waiting for a server: {}", e.getMessage());
        Thread.sleep(pause);
        pause = Duration.ofSeconds(Math.min(15, pause.toSeconds() * 2));
      }
    }
  }

  private static boolean isConnectionFailure(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ServiceUnavailableException
          || cause instanceof java.net.ConnectException
          || cause instanceof java.net.UnknownHostException
          || (cause instanceof SQLException sql
              && sql.getSQLState() != null
              && (sql.getSQLState().startsWith("08") || sql.getSQLState().equals("57P03")))) {
        return true;
      }
    }
    return false;
  }
}
