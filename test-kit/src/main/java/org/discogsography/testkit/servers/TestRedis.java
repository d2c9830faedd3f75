package org.discogsography.testkit.servers;

import org.discogsography.localstack.servers.BackingServer;

/** Redis or Valkey for tests. */
public final class TestRedis extends Outage {

  TestRedis(BackingServer server) {
    super(server);
  }

  public String host() {
    return server().environment().getOrDefault("REDIS_HOST", "localhost");
  }

  public int port() {
    return Integer.parseInt(server().environment().getOrDefault("REDIS_PORT", "6379"));
  }
}
