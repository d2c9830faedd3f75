package org.discogsography.api.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import org.discogsography.api.testing.ApiClient;
import org.discogsography.api.testing.LoadedApi;
import org.discogsography.api.testing.RunningApi;
import org.discogsography.api.testing.Stores;
import org.discogsography.testkit.servers.BackingServers;
import org.discogsography.testkit.servers.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neo4j.driver.Driver;

@BackingServers({Server.NEO4J, Server.REDIS})
@ExtendWith(LoadedApi.class)
class StatisticsIT {

  @Test
  void nodesOfEachKindAreCountedAndKeptForAMinute(Stores stores) {
    stores.clear();
    stores.cypher(
        "CREATE (:Artist {id: '1'}), (:Artist {id: '2'}), (:Label {id: '1'}), (:Genre {name: 'g'}),"
            + " (:Style {name: 's'}), (:Master {id: '1'}), (:Release {id: '1'}), (:Person {name:"
            + " 'p'})");
    try (RunningApi api = RunningApi.start(stores.environment())) {
      ApiClient client = api.client();
      String expected =
          "{\"total_entities\":7,\"counts\":{\"artists\":2,\"labels\":1,\"releases\":1,"
              + "\"masters\":1,\"genres\":1,\"styles\":1}}";
      assertThat(client.get("/api/graph/stats").body()).isEqualTo(expected);
      stores.clear();
      assertThat(client.get("/api/graph/stats").body()).isEqualTo(expected);
    }
  }

  @Test
  void countsComeFromTheCountersOfTheStore(Stores stores) {
    try (Driver driver = stores.openDriver()) {
      String plan =
          String.valueOf(
              driver
                  .executableQuery("EXPLAIN " + NodeCounts.COUNTS)
                  .execute()
                  .summary()
                  .plan()
                  .arguments());
      assertThat(plan).contains("NodeCountFromCountStore").doesNotContain("Scan");
    }
  }

  @Test
  void emptyGraphHasZeros(Stores stores) {
    stores.clear();
    try (RunningApi api = RunningApi.start(stores.environment())) {
      assertThat(api.client().get("/api/graph/stats").body())
          .isEqualTo(
              "{\"total_entities\":0,\"counts\":{\"artists\":0,\"labels\":0,\"releases\":0,"
                  + "\"masters\":0,\"genres\":0,\"styles\":0}}");
    }
  }
}
