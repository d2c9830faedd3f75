package org.discogsography.api.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.discogsography.api.testing.ApiClient;
import org.discogsography.api.testing.ApiClient.Answer;
import org.discogsography.api.testing.Gate;
import org.discogsography.api.testing.LoadedApi;
import org.discogsography.api.testing.RunningApi;
import org.discogsography.api.testing.Stores;
import org.discogsography.testkit.servers.BackingServers;
import org.discogsography.testkit.servers.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@BackingServers({Server.NEO4J, Server.REDIS})
@ExtendWith(LoadedApi.class)
class StoresComeAndGoIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final List<String> ROUTES =
      List.of(
          "/api/graph/stats",
          "/api/explore?name=Kraftwerk",
          "/api/explore?name=Kraftwerk&type=foo",
          "/api/expand?node_id=Kraftwerk&type=artist&category=labels",
          "/api/node/4654",
          "/api/node?id=4654",
          "/api/autocomplete?q=kraft");

  @Test
  void routesAnswer503WhileTheGraphIsDownAndRecover(Stores stores) {
    try (Gate gate = new Gate(stores.graphPort());
        RunningApi api =
            RunningApi.start(with(stores, "NEO4J_HOST", "bolt://127.0.0.1:" + gate.port()))) {
      assertDown(api, "starting");
      gate.open();
      until(() -> api.client().get("/health").status() == 200);
      assertThat(api.client().get("/api/node/4654").status()).isEqualTo(200);
      gate.shut();
      until(() -> api.client().get("/api/graph/stats").status() == 503);
      assertDown(api, "unhealthy");
      gate.open();
      until(() -> api.client().get("/api/explore?name=Kraftwerk").status() == 200);
      assertThat(api.healthClient().get("/health").status()).isEqualTo(200);
    }
  }

  private static void assertDown(RunningApi api, String status) {
    ApiClient client = api.client();
    for (String route : ROUTES) {
      Answer answer = client.get(route);
      assertThat(answer.status()).as(route).isEqualTo(503);
      assertThat(answer.header("Retry-After")).isEqualTo("5");
      assertThat(answer.json().get("error").asString()).isNotEmpty();
      assertThat(answer.json().get("detail")).isEqualTo(answer.json().get("error"));
    }
    assertThat(client.get("/api/autocomplete?q=x").status()).isEqualTo(422);
    assertThat(client.get("/health").status()).isEqualTo(503);
    assertThat(client.get("/health").json().get("status").asString()).isEqualTo(status);
    assertThat(api.healthClient().get("/health").status()).isEqualTo(503);
    assertThat(client.get("/health/live").status()).isEqualTo(200);
  }

  @Test
  void routesAnswerWithoutRedisAndUseItAgainWhenItIsBack(Stores stores) {
    try (Gate gate = new Gate(stores.redisPort());
        RunningApi api =
            RunningApi.start(with(stores, "REDIS_PORT", Integer.toString(gate.port())))) {
      ApiClient client = api.client();
      assertThat(client.get("/api/explore?name=Kraftwerk").status()).isEqualTo(200);
      assertThat(client.get("/health").json().get("status").asString()).isEqualTo("degraded");
      assertThat(client.get("/health").status()).isEqualTo(503);
      gate.open();
      until(() -> client.get("/health").status() == 200);
      stores.forgetCached();
      until(() -> {
        client.get("/api/explore?name=Kraftwerk");
        return !stores.keys("explore:*").isEmpty();
      });
      gate.shut();
      assertThat(client.get("/api/explore?name=Kraftwerk").status()).isEqualTo(200);
      assertThat(client.get("/api/autocomplete?q=kraft").status()).isEqualTo(200);
      gate.open();
      until(() -> client.get("/health").status() == 200);
    }
  }

  private static Map<String, String> with(Stores stores, String name, String value) {
    Map<String, String> environment = new HashMap<>(stores.environment());
    environment.put(name, value);
    return environment;
  }

  private static void until(BooleanSupplier condition) {
    Instant end = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).as("waiting in vain").isBefore(end);
      try {
        Thread.sleep(100);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted", e);
      }
    }
  }
}
