package org.discogsography.common.broker;

import org.discogsography.common.settings.Settings;

/**
 * Where the broker is and who we are there.
 *
 * @param port AMQP 0-9-1 port
 */
public record BrokerSettings(String host, int port, String username, String password) {

  private static final int DEFAULT_PORT = 5672;

  /** Reads {@code RABBITMQ_HOST}, {@code _PORT}, {@code _USERNAME} and {@code _PASSWORD}. */
  public static BrokerSettings from(Settings settings) {
    return new BrokerSettings(
        settings.text("RABBITMQ_HOST", "rabbitmq"),
        settings.port("RABBITMQ_PORT", DEFAULT_PORT),
        settings.text("RABBITMQ_USERNAME", "discogsography"),
        settings.text("RABBITMQ_PASSWORD", "discogsography"));
  }

  @Override
  public String toString() {
    return "%s:%d as %s".formatted(host, port, username);
  }
}
