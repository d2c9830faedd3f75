package org.discogsography.api.autocomplete;

import static org.assertj.core.api.Assertions.assertThat;

import org.discogsography.api.testing.ApiClient;
import org.discogsography.api.testing.LoadedApi;
import org.discogsography.api.testing.RunningApi;
import org.discogsography.testkit.servers.BackingServers;
import org.discogsography.testkit.servers.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@BackingServers({Server.NEO4J, Server.REDIS})
@ExtendWith(LoadedApi.class)
class CompletionCacheIT {

  @Test
  void cacheNeverGrowsBeyondItsCapacity(RunningApi api) {
    ApiClient client = api.client();
    CompletionCache cache = api.bean(CompletionCache.class);
    for (int i = 0; i <= CompletionCache.CAPACITY; i++) {
      assertThat(client.get("/api/autocomplete?q=krafty" + i).status()).isEqualTo(200);
    }
    assertThat(cache.size()).isEqualTo(CompletionCache.CAPACITY);
  }
}
