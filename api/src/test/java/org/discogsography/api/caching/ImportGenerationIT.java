package org.discogsography.api.caching;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.discogsography.api.testing.ApiClient;
import org.discogsography.api.testing.LoadedApi;
import org.discogsography.api.testing.RunningApi;
import org.discogsography.api.testing.Stores;
import org.discogsography.testkit.servers.BackingServers;
import org.discogsography.testkit.servers.Server;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@BackingServers({Server.NEO4J, Server.REDIS})
@ExtendWith(LoadedApi.class)
class ImportGenerationIT {

  private static final String NODE = "/api/node/4654";
  private static final String EXPLORE = "/api/explore?name=Kraftwerk";
  private static final String COMPLETE = "/api/autocomplete?q=kraftwerk&limit=1";

  @BeforeEach
  void noImportYet(Stores stores) {
    stores.cypher("MATCH (c:ExtractionCompletion) DELETE c");
    stores.forgetCached();
  }

  @Test
  void everyCachedRouteAnswersNewDataAfterAnImport(Stores stores) {
    try (RunningApi api = RunningApi.start(stores.environment())) {
      ApiClient client = api.client();
      String node = client.get(NODE).body();
      String explore = client.get(EXPLORE).body();
      String complete = client.get(COMPLETE).body();

      stores.cypher(
          """
          MATCH (k:Artist {id: '4654'})
          CREATE (:Release {id: '104', sha256: 'a'})-[:BY]->(k)
          SET k.release_count = 17, k.name = 'Kraftwerk'
          CREATE (:Artist {id: '3', name: 'KRAFTWERK', release_count: 99})
          CREATE (:ExtractionCompletion {version: '20260401', maintenance_state: 'completed',
                                         completed_at: 1775000000000})
          CREATE (:ExtractionCompletion {version: '20260501', maintenance_state: 'running',
                                         completed_at: 1999000000000})
          """);
      assertThat(client.get(NODE).body()).isEqualTo(node);
      assertThat(client.get(EXPLORE).body()).isEqualTo(explore);
      assertThat(client.get(COMPLETE).body()).isEqualTo(complete);

      api.clock().advance(Duration.ofSeconds(61));
      assertThat(client.get(NODE).json().get("release_count").asInt()).isEqualTo(17);
      assertThat(client.get(EXPLORE).body()).contains("\"count\":17");
      assertThat(client.get(COMPLETE).body()).contains("\"id\":\"3\"");
      assertThat(stores.keys("node:*")).contains("node:g1775000000000:artist:4654");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "datetime('2026-06-01T00:00:00Z')",
        "localdatetime('2026-06-01T00:00:00')",
        "'2026-06-01T00:00:00Z'",
        "1780272000000"
      })
  void completionIsReadInEveryForm(String completedAt, Stores stores) {
    stores.cypher(
        "CREATE (:ExtractionCompletion {version: 'v', maintenance_state: 'completed',"
            + " completed_at: "
            + completedAt
            + "})");
    try (RunningApi api = RunningApi.start(stores.environment())) {
      api.client().get("/api/node/26593");
      assertThat(stores.keys("node:*")).contains("node:g1780272000000:artist:26593");
    }
  }
}
