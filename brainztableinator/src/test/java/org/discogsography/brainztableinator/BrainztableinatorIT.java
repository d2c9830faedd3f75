package org.discogsography.brainztableinator;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.discogsography.common.broker.Topology;
import org.discogsography.common.messages.DataRecord;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.ExtractionComplete;
import org.discogsography.common.messages.Frames;
import org.discogsography.common.messages.MessageCodec;
import org.discogsography.common.messages.Source;
import org.discogsography.common.messages.TopologyNames;
import org.discogsography.testkit.records.Messages;
import org.discogsography.testkit.servers.BackingServers;
import org.discogsography.testkit.servers.Server;
import org.discogsography.testkit.servers.TestPostgres;
import org.discogsography.testkit.servers.TestRabbit;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole service between a broker and a store. */
@BackingServers({Server.POSTGRES, Server.RABBITMQ})
class BrainztableinatorIT {

  private static final String SERVICE = "brainztableinator";
  private static final String GONE = new UUID(0x4000, 1).toString();
  private static final String STAYS = new UUID(0x4000, 2).toString();

  @Test
  void recordsBecomeRowsBadOnesDeadLettersAndGoneOnesGo(TestPostgres postgres, TestRabbit rabbit)
      throws Exception {
    TopologyNames names = new TopologyNames(Source.MUSICBRAINZ, "test-" + UUID.randomUUID());
    try (MusicBrainzTables tables = MusicBrainzTables.create(postgres);
        Connection connection = rabbit.connectionFactory().newConnection();
        Channel channel = connection.createChannel()) {
      for (DataType type : names.source().types()) {
        Topology.declareQueue(channel, names, SERVICE, type);
      }
      tables.write(DataType.ARTISTS, Messages.record(GONE, "'name': 'gone'"));
      tables.execute("UPDATE musicbrainz.artists SET updated_at = now() - interval '1 day'");
      try (ConfigurableApplicationContext service =
          start(environment(postgres, rabbit, tables, names))) {
        publish(
            channel,
            names,
            DataType.ARTISTS,
            Messages.record(STAYS, "'name': 'stays'"),
            Messages.record("unknown", "'name': 'bad id'"),
            Messages.record(new UUID(0x4000, 3).toString(), "'sort_name': 'no name'"));
        publish(channel, names, DataType.RELEASE_GROUPS, Messages.record(GONE, "'name': 'group'"));
        awaitRows(tables, "artists", 2);
        awaitRows(tables, "release_groups", 1);

        assertThat(reason(deadLetter(channel, names))).contains("MBID");
        assertThat(reason(deadLetter(channel, names))).contains("name");

        tables.execute(
            "UPDATE musicbrainz.release_groups SET updated_at = now() - interval '1 day'");
        publish(channel, names, DataType.RELEASE_GROUPS, Messages.record(STAYS, "'name': 'new'"));
        channel.basicPublish(
            names.exchange(DataType.RELEASE_GROUPS),
            "",
            null,
            new MessageCodec()
                .encode(
                    new ExtractionComplete(
                        "20261101-001001",
                        Instant.now(),
                        Instant.now(),
                        Map.of(DataType.RELEASE_GROUPS, 1L),
                        "musicbrainz")));
        while (!tables.rows("SELECT name FROM musicbrainz.release_groups").equals(List.of("new"))) {
          Thread.sleep(50);
        }
        assertThat(service.isRunning()).isTrue();
        assertThat(tables.count("artists")).isEqualTo(2);
      }
    } finally {
      rabbit.deleteTopology(names, SERVICE);
    }
  }

  private static Map<String, Object> environment(
      TestPostgres postgres, TestRabbit rabbit, MusicBrainzTables tables, TopologyNames names) {
    Map<String, Object> environment = new HashMap<>();
    environment.put("POSTGRES_HOST", postgres.host() + ":" + postgres.port());
    environment.put("POSTGRES_DATABASE", tables.database());
    environment.put("POSTGRES_USERNAME", postgres.username());
    environment.put("POSTGRES_PASSWORD", postgres.password());
    environment.put("POSTGRES_BATCH_FLUSH_INTERVAL", "0.1");
    environment.put("RABBITMQ_HOST", rabbit.host());
    environment.put("RABBITMQ_PORT", String.valueOf(rabbit.port()));
    environment.put("RABBITMQ_USERNAME", rabbit.username());
    environment.put("RABBITMQ_PASSWORD", rabbit.password());
    environment.put("MUSICBRAINZ_EXCHANGE_PREFIX", names.exchangePrefix());
    environment.put("HEALTH_PORT", "0");
    return environment;
  }

  private static ConfigurableApplicationContext start(Map<String, Object> environment) {
    return new SpringApplicationBuilder(BrainztableinatorApplication.class)
        .web(WebApplicationType.NONE)
        .properties(environment)
        .run();
  }

  private static void publish(
      Channel channel, TopologyNames names, DataType type, DataRecord... records) throws Exception {
    channel.basicPublish(
        names.exchange(type),
        "",
        new AMQP.BasicProperties.Builder().headers(Map.of(Frames.HEADER, Frames.FORMAT)).build(),
        Frames.pack(List.of(records).stream().map(DataRecord::json).toList()));
  }

  private static String reason(GetResponse letter) {
    return String.valueOf(letter.getProps().getHeaders().get("x-reason"));
  }

  private static GetResponse deadLetter(Channel channel, TopologyNames names) throws Exception {
    while (true) {
      GetResponse letter = channel.basicGet(names.deadLetterQueue(SERVICE, DataType.ARTISTS), true);
      if (letter != null) {
        assertThat(new String(letter.getBody(), StandardCharsets.UTF_8)).startsWith("{");
        return letter;
      }
      Thread.sleep(50);
    }
  }

  private static void awaitRows(MusicBrainzTables tables, String table, long rows)
      throws Exception {
    while (tables.count(table) < rows) {
      Thread.sleep(50);
    }
  }
}
