package org.discogsography.api.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.discogsography.api.errors.ApiException;
import org.discogsography.api.testing.LoadedApi;
import org.discogsography.api.testing.Stores;
import org.discogsography.testkit.servers.BackingServers;
import org.discogsography.testkit.servers.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neo4j.driver.Driver;
import org.neo4j.driver.exceptions.ClientException;

@BackingServers({Server.NEO4J, Server.REDIS})
@ExtendWith(LoadedApi.class)
class GraphReaderIT {

  private static final GraphQuery ENDLESS =
      GraphQuery.of("UNWIND range(1, 1000000000000) AS x RETURN count(x)");

  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final Driver driver;
  private final GraphReader graph;

  GraphReaderIT(Stores stores) {
    driver = stores.openDriver();
    graph = new GraphReader(driver, Duration.ofMillis(300), new GraphReadiness(driver), executor);
  }

  @AfterEach
  void close() {
    driver.close();
    executor.shutdownNow();
  }

  @Test
  void serverEndsAQueryAtItsLimit() {
    assertThatThrownBy(() -> graph.count(ENDLESS))
        .isInstanceOfSatisfying(
            ApiException.class, failure -> assertThat(failure.status()).isEqualTo(504));
    assertThatThrownBy(() -> graph.count(ENDLESS.within(Duration.ofMillis(100))))
        .isInstanceOfSatisfying(
            ApiException.class, failure -> assertThat(failure.status()).isEqualTo(504));
  }

  @Test
  void countThatTakesTooLongIsUnknown() {
    assertThat(graph.countWithin(Duration.ofMillis(100), ENDLESS)).isNull();
  }

  @Test
  void faultOfAQueryIsNotMaskedAsTimeoutOrOutage() {
    assertThatThrownBy(() -> graph.count(GraphQuery.of("MATCH nonsense")))
        .isInstanceOf(ClientException.class);
  }

  @Test
  void readingMayAskFurtherQuestions() {
    assertThat(
            graph.rows(
                GraphQuery.of("RETURN 1 AS one"), row -> graph.count(GraphQuery.of("RETURN 2"))))
        .containsExactly(2L);
  }

  @Test
  void failureBesideOthersReachesTheAsker() {
    assertThatThrownBy(() -> GraphReader.await(graph.beside(() -> graph.count(ENDLESS))))
        .isInstanceOf(ApiException.class);
  }
}
