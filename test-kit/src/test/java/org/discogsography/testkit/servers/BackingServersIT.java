package org.discogsography.testkit.servers;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.MessageProperties;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@BackingServers({Server.NEO4J, Server.POSTGRES, Server.RABBITMQ, Server.REDIS})
class BackingServersIT {

  private final TestNeo4j neo4j;
  private final TestPostgres postgres;
  private final TestRabbit rabbit;
  private final TestRedis redis;

  BackingServersIT(TestNeo4j neo4j, TestPostgres postgres, TestRabbit rabbit, TestRedis redis) {
    this.neo4j = neo4j;
    this.postgres = postgres;
    this.rabbit = rabbit;
    this.redis = redis;
  }

  @AfterEach
  void clean() {
    neo4j.wipe();
    rabbit.deleteQueues("kept");
  }

  @Test
  void graphSurvivesACrash() {
    neo4j
        .driver()
        .executableQuery("CREATE (:Artist {id: $id})")
        .withParameters(Map.of("id", "1"))
        .execute();

    neo4j.stop();
    neo4j.start();

    assertThat(
            neo4j
                .driver()
                .executableQuery("MATCH (a:Artist) RETURN a.id AS id")
                .execute()
                .records())
        .extracting(row -> row.get("id").asString())
        .containsExactly("1");
  }

  @Test
  void wipedGraphIsEmpty() {
    neo4j.driver().executableQuery("CREATE (:Artist)-[:ALIAS_OF]->(:Artist)").execute();

    neo4j.wipe();

    assertThat(neo4j.driver().executableQuery("MATCH (n) RETURN n").execute().records()).isEmpty();
  }

  @Test
  void tableSurvivesACrash() throws Exception {
    TestPostgres.Database database = postgres.createDatabase();
    try (var connection = database.dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE kept (id int)");
      statement.execute("INSERT INTO kept VALUES (7)");
      statement.execute("CHECKPOINT");
    }

    postgres.stop();
    postgres.start();

    try (var connection = database.dataSource().getConnection();
        var statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id FROM kept")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).isEqualTo(7);
    }
  }

  @Test
  void everyDatabaseIsItsOwn() {
    assertThat(postgres.createDatabase().jdbcUrl())
        .isNotEqualTo(postgres.createDatabase().jdbcUrl());
  }

  @Test
  void confirmedMessageSurvivesACrash() throws Exception {
    try (var connection = rabbit.connectionFactory().newConnection();
        var channel = connection.createChannel()) {
      channel.queueDeclare("kept", true, false, false, Map.of());
      channel.confirmSelect();
      channel.basicPublish(
          "",
          "kept",
          MessageProperties.PERSISTENT_BASIC,
          "record".getBytes(StandardCharsets.UTF_8));
      channel.waitForConfirmsOrDie(10_000);
    }

    rabbit.stop();
    rabbit.start();

    try (var connection = rabbit.connectionFactory().newConnection();
        var channel = connection.createChannel()) {
      assertThat(new String(channel.basicGet("kept", true).getBody(), StandardCharsets.UTF_8))
          .isEqualTo("record");
    }
  }

  @Test
  void redisAnswersAlsoAfterACrash() throws Exception {
    redis.stop();
    redis.start();

    try (Socket socket = new Socket(redis.host(), redis.port())) {
      OutputStream out = socket.getOutputStream();
      out.write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
      assertThat(new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII))
          .isEqualTo("+PONG");
    }
  }
}
