package org.discogsography.api.settings;

import org.discogsography.common.settings.Settings;
import org.jspecify.annotations.Nullable;

/**
 * Where Redis is.
 *
 * @param host a host name, or a whole address such as {@code rediss://host:6380/0}
 * @param port ignored when {@code host} is a whole address
 */
public record RedisSettings(String host, int port, @Nullable String password) {

  private static final int DEFAULT_PORT = 6379;

  static RedisSettings from(Settings settings) {
    return new RedisSettings(
        settings.text("REDIS_HOST", "localhost"),
        settings.wholeNumber("REDIS_PORT", DEFAULT_PORT, 1),
        settings.optional("REDIS_PASSWORD"));
  }

  /** The address without the password, which a whole address may carry. */
  @Override
  public String toString() {
    return host.contains("://") ? host.replaceAll("//[^@/]*@", "//") : host + ":" + port;
  }
}
