package org.discogsography.api.ratelimits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.discogsography.api.testing.ApiClient;
import org.discogsography.api.testing.ApiClient.Answer;
import org.discogsography.api.testing.LoadedApi;
import org.discogsography.api.testing.RunningApi;
import org.discogsography.api.testing.Stores;
import org.discogsography.testkit.servers.BackingServers;
import org.discogsography.testkit.servers.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@BackingServers({Server.NEO4J, Server.REDIS})
@ExtendWith(LoadedApi.class)
class RateLimitIT {

  private static final String ADDRESS = "X-Forwarded-For";
  private static final String PATH = "/api/autocomplete?q=kraft";

  @Test
  void thirtyFirstCompletionWithinAMinuteIsRefused(ApiClient api, Stores stores) {
    stores.forgetCached();
    Answer first = api.get(PATH, ADDRESS, "203.0.113.1");
    assertThat(first.header("X-RateLimit-Limit")).isEqualTo("30");
    assertThat(first.header("X-RateLimit-Remaining")).isEqualTo("29");
    assertThat(first.header("X-RateLimit-Reset")).matches("\\d{10}");
    useUp(api, "203.0.113.1", 29);
    Answer refused = api.get(PATH, ADDRESS, "203.0.113.1");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.json().get("error").asString()).contains("30 requests per minute");
    assertThat(refused.json().get("code").asString()).isEqualTo("rate_limited");
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
    assertThat(refused.header("X-RateLimit-Remaining")).isEqualTo("0");
    assertThat(api.get(PATH + "&limit=3", ADDRESS, "203.0.113.1").status()).isEqualTo(429);
    assertThat(api.get(PATH, ADDRESS, "203.0.113.2").status()).isEqualTo(200);
    assertThat(api.get("/api/node/4654", ADDRESS, "203.0.113.1").status()).isEqualTo(200);
    assertThat(stores.keys("ratelimit:*"))
        .contains("ratelimit:autocomplete:203.0.113.1", "ratelimit:node:203.0.113.1");
  }

  @Test
  void brokenParametersAreRefusedBeforeTheLimitAndSenselessOnesAfter(ApiClient api) {
    useUp(api, "203.0.113.3", 30);
    assertThat(api.get("/api/autocomplete?q=x", ADDRESS, "203.0.113.3").status()).isEqualTo(422);
    assertThat(api.get(PATH + "&type=foo", ADDRESS, "203.0.113.3").status()).isEqualTo(429);
  }

  @Test
  void addressStatedByAnUntrustedPeerIsIgnored(Stores stores) {
    Map<String, String> environment = new HashMap<>(stores.environment());
    environment.put("FORWARDED_ALLOW_IPS", "192.0.2.0/24");
    stores.forgetCached();
    try (RunningApi api = RunningApi.start(environment)) {
      for (int i = 0; i < 30; i++) {
        api.client().get(PATH);
      }
      assertThat(api.client().get(PATH).status()).isEqualTo(429);
    }
  }

  @Test
  void limitsHoldWithoutRedis(Stores stores) {
    Map<String, String> environment = new HashMap<>(stores.environment());
    environment.put("REDIS_PORT", "1");
    try (RunningApi api = RunningApi.start(environment)) {
      useUp(api.client(), "203.0.113.4", 30);
      assertThat(api.client().get(PATH, ADDRESS, "203.0.113.4").status()).isEqualTo(429);
    }
  }

  private static void useUp(ApiClient api, String address, int requests) {
    for (int i = 0; i < requests; i++) {
      assertThat(api.get(PATH, ADDRESS, address).status()).isEqualTo(200);
    }
  }
}
