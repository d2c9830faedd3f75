package org.discogsography.schemainit;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.discogsography.testkit.servers.BackingServers;
import org.discogsography.testkit.servers.Server;
import org.discogsography.testkit.servers.TestNeo4j;
import org.discogsography.testkit.servers.TestPostgres;
import org.discogsography.testkit.servers.TestRabbit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole program as a process of its own, against real servers. */
@BackingServers({Server.NEO4J, Server.POSTGRES, Server.RABBITMQ})
class SchemaInitApplicationIT {

  private static final String PREFIX = "schema-init-it";

  private final TestNeo4j neo4j;
  private final TestPostgres postgres;
  private final TestRabbit rabbit;

  SchemaInitApplicationIT(TestNeo4j neo4j, TestPostgres postgres, TestRabbit rabbit) {
    this.neo4j = neo4j;
    this.postgres = postgres;
    this.rabbit = rabbit;
  }

  @BeforeEach
  void emptyGraph() {
    neo4j.wipe();
    neo4j.wipeSchema();
  }

  @Test
  void freshServersAreReadyAndSecondRunChangesNothing() throws Exception {
    Map<String, String> environment = environment();

    Outcome first = run(environment);

    assertThat(first.exitCode()).as(first.output()).isZero();
    try (Connection connection = rabbit.connectionFactory().newConnection();
        var channel = connection.createChannel()) {
      channel.queueDeclarePassive(PREFIX + "-discogs-graphinator-masters");
      channel.queueDeclarePassive(PREFIX + "-discogs-tableinator-releases.dlq");
      channel.queueDeclarePassive(PREFIX + "-musicbrainz-brainzgraphinator-release-groups");
      channel.queueDeclarePassive(PREFIX + "-musicbrainz-brainztableinator-labels");
    }
    Outcome second = run(environment);
    assertThat(second.exitCode()).as(second.output()).isZero();
    assertThat(second.output())
        .contains("PostgreSQL is ready, migrations applied: 0")
        .contains("Neo4j is ready, objects created: 0");
  }

  @Test
  void databaseNameThatNeedsQuotesIsCreated() throws Exception {
    String name = "Disc \"ogs\"-" + System.nanoTime();
    Map<String, String> environment = environment();
    environment.put("POSTGRES_DATABASE", name);

    Outcome outcome = run(environment);

    assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    try (var connection =
            DriverManager.getConnection(
                "jdbc:postgresql://%s:%d/postgres".formatted(postgres.host(), postgres.port()),
                postgres.username(),
                postgres.password());
        var query = connection.prepareStatement("SELECT FROM pg_database WHERE datname = ?")) {
      query.setString(1, name);
      assertThat(query.executeQuery().next()).isTrue();
    }
  }

  @Test
  void failingPostgresLeavesTheGraphPrepared() throws Exception {
    TestPostgres.Database database = postgres.createDatabase();
    try (var connection = database.dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("CREATE VIEW artists AS SELECT 1 AS one");
    }
    Map<String, String> environment = environment();
    environment.put("POSTGRES_DATABASE", database.name());

    Outcome outcome = run(environment);

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.output()).contains("PostgreSQL failed").contains("artists");
    assertThat(Neo4jSchema.migrate(neo4j.driver())).isZero();
  }

  @Test
  void silentPoolerEndsTheRun() throws Exception {
    try (ServerSocket silent = new ServerSocket(0)) {
      Map<String, String> environment = environment();
      environment.put("POSTGRES_HOST", "localhost:" + silent.getLocalPort());
      environment.put("SCHEMA_WAIT_SECONDS", "0");

      Outcome outcome = run(environment);

      assertThat(outcome.exitCode()).isEqualTo(1);
      assertThat(outcome.output()).contains("localhost:" + silent.getLocalPort());
    }
  }

  private record Outcome(int exitCode, String output) {}

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("NEO4J_HOST", neo4j.boltUri());
    environment.put("NEO4J_USERNAME", neo4j.username());
    environment.put("NEO4J_PASSWORD", neo4j.password());
    environment.put("POSTGRES_HOST", postgres.host());
    environment.put("POSTGRES_PORT", String.valueOf(postgres.port()));
    environment.put("POSTGRES_USERNAME", postgres.username());
    environment.put("POSTGRES_PASSWORD", postgres.password());
    environment.put("POSTGRES_DATABASE", "schema_" + System.nanoTime());
    environment.put("RABBITMQ_HOST", rabbit.host());
    environment.put("RABBITMQ_PORT", String.valueOf(rabbit.port()));
    environment.put("RABBITMQ_USERNAME", rabbit.username());
    environment.put("RABBITMQ_PASSWORD", rabbit.password());
    environment.put("DISCOGS_EXCHANGE_PREFIX", PREFIX + "-discogs");
    environment.put("MUSICBRAINZ_EXCHANGE_PREFIX", PREFIX + "-musicbrainz");
    environment.put("SCHEMA_WAIT_SECONDS", "5");
    return environment;
  }

  private static Outcome run(Map<String, String> environment)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-Xmx192m",
            "-cp",
            System.getProperty("java.class.path"),
            SchemaInitApplication.class.getName());
    builder.redirectErrorStream(true).environment().putAll(environment);
    Process process = builder.start();
    try (var stream = process.getInputStream()) {
      String output = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(1, TimeUnit.MINUTES)) {
        process.destroyForcibly();
      }
      return new Outcome(process.exitValue(), output);
    }
  }
}
