package org.discogsography.brainzgraphinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.discogsography.brainzgraphinator.MusicBrainzMessages.artist;
import static org.discogsography.brainzgraphinator.MusicBrainzMessages.mbid;
import static org.discogsography.brainzgraphinator.MusicBrainzMessages.relation;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.discogsography.common.broker.Topology;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.Source;
import org.discogsography.common.messages.TopologyNames;
import org.discogsography.testkit.records.Messages;
import org.discogsography.testkit.servers.BackingServers;
import org.discogsography.testkit.servers.Server;
import org.discogsography.testkit.servers.TestNeo4j;
import org.discogsography.testkit.servers.TestRabbit;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service between a broker and a graph. */
@BackingServers({Server.NEO4J, Server.RABBITMQ})
class BrainzgraphinatorIT {

  private static final String SERVICE = "brainzgraphinator";
  private final int port = freePort();

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void waitsForDiscogsThenEnrichesAndTellsWhatItDid(TestNeo4j neo4j, TestRabbit rabbit)
      throws Exception {
    TopologyNames names = new TopologyNames(Source.MUSICBRAINZ, "test-" + UUID.randomUUID());
    EnrichedGraph graph = new EnrichedGraph(neo4j);
    try (Connection connection = rabbit.connectionFactory().newConnection();
        Channel channel = connection.createChannel()) {
      for (DataType type : names.source().types()) {
        Topology.declareQueue(channel, names, SERVICE, type);
      }
      try (ConfigurableApplicationContext service = start(environment(neo4j, rabbit, names))) {
        JsonNode waiting =
            awaitHealth(health -> health.path("current_task").asString("").contains("Discogs"));
        assertThat(waiting.path("status").asString()).isEqualTo("healthy");
        byte[][] messages = {
          artist(1, 1, relation("member of band", "forward", 2)).json(),
          Messages.record("unknown", "'discogs_artist_id': 1").json()
        };
        for (byte[] message : messages) {
          channel.basicPublish(names.exchange(DataType.ARTISTS), "", null, message);
        }

        graph.artists(1, 2);
        graph.discogsImport("20260401");
        JsonNode done =
            awaitHealth(health -> health.path("message_counts").path("artists").asLong() == 2);

        assertThat(graph.enriched("Artist", 1)).containsEntry("mbid", mbid(1));
        assertThat(graph.edges()).hasSize(1);
        assertThat(done.path("enrichment_stats").path("entities_enriched").asLong()).isEqualTo(1);
        assertThat(done.path("enrichment_stats").path("relationships_created").asLong())
            .isEqualTo(1);
        assertThat(done.path("current_task").asString()).isEqualTo("Enriching artists");
        assertThat(service.getBean(PrometheusMeterRegistry.class).scrape())
            .contains("discogsography_enrichment_total{counter=\"entities_enriched\"} 1");
        GetResponse letter =
            channel.basicGet(names.deadLetterQueue(SERVICE, DataType.ARTISTS), true);
        assertThat(String.valueOf(letter.getProps().getHeaders().get("x-reason"))).contains("MBID");
      }
    } finally {
      rabbit.deleteTopology(names, SERVICE);
    }
  }

  private Map<String, Object> environment(TestNeo4j neo4j, TestRabbit rabbit, TopologyNames names) {
    Map<String, Object> environment = new HashMap<>();
    environment.put("NEO4J_HOST", neo4j.boltUri());
    environment.put("NEO4J_USERNAME", neo4j.username());
    environment.put("NEO4J_PASSWORD", neo4j.password());
    environment.put("NEO4J_BATCH_FLUSH_INTERVAL", "0.1");
    environment.put("RABBITMQ_HOST", rabbit.host());
    environment.put("RABBITMQ_PORT", String.valueOf(rabbit.port()));
    environment.put("RABBITMQ_USERNAME", rabbit.username());
    environment.put("RABBITMQ_PASSWORD", rabbit.password());
    environment.put("MUSICBRAINZ_EXCHANGE_PREFIX", names.exchangePrefix());
    environment.put("HEALTH_PORT", String.valueOf(port));
    return environment;
  }

  private static ConfigurableApplicationContext start(Map<String, Object> environment) {
    return new SpringApplicationBuilder(BrainzgraphinatorApplication.class)
        .web(WebApplicationType.NONE)
        .properties(environment)
        .run();
  }

  private JsonNode awaitHealth(Predicate<JsonNode> condition) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health")).build();
      while (true) {
        JsonNode health =
            JsonMapper.shared()
                .readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        if (condition.test(health)) {
          return health;
        }
        Thread.sleep(50);
      }
    }
  }
}
