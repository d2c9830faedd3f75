package org.discogsography.testkit.servers;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.discogsography.common.messages.TopologyNames;
import org.discogsography.localstack.servers.BackingServer;

/** The broker for tests: RabbitMQ, or Qpid where this machine has none. */
public final class TestRabbit extends Outage {

  private static final int MAX_BODY = 128 * 1024 * 1024;

  TestRabbit(BackingServer server) {
    super(server);
  }

  public String host() {
    return server().environment().getOrDefault("RABBITMQ_HOST", "localhost");
  }

  public int port() {
    return Integer.parseInt(server().environment().getOrDefault("RABBITMQ_PORT", "5672"));
  }

  public String username() {
    return server().environment().getOrDefault("RABBITMQ_USERNAME", "");
  }

  public String password() {
    return server().environment().getOrDefault("RABBITMQ_PASSWORD", "");
  }

  /** A new factory for connections to this broker. */
  public ConnectionFactory connectionFactory() {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost(host());
    factory.setPort(port());
    factory.setUsername(username());
    factory.setPassword(password());
    factory.setMaxInboundMessageBodySize(MAX_BODY);
    return factory;
  }

  /** Whether this is RabbitMQ, with quorum queues and a delivery limit. */
  public boolean isRabbitMq() {
    try (Connection connection = connectionFactory().newConnection()) {
      return "RabbitMQ".equals(String.valueOf(connection.getServerProperties().get("product")));
    } catch (IOException | TimeoutException e) {
      throw new IllegalStateException("the broker does not answer", e);
    }
  }

  /** Deletes these queues; those that do not exist are no failure. */
  public void deleteQueues(String... names) {
    try (Connection connection = connectionFactory().newConnection()) {
      for (String name : names) {
        try (Channel channel = connection.createChannel()) {
          channel.queueDelete(name);
        }
      }
    } catch (IOException | TimeoutException e) {
      throw new IllegalStateException("the queues could not be deleted", e);
    }
  }

  /** Deletes all queues and exchanges that these services have under these names. */
  public void deleteTopology(TopologyNames names, String... services) {
    try (Connection connection = connectionFactory().newConnection()) {
      for (var type : names.source().types()) {
        for (String service : services) {
          try (Channel channel = connection.createChannel()) {
            channel.queueDelete(names.queue(service, type));
            channel.queueDelete(names.deadLetterQueue(service, type));
            channel.exchangeDelete(names.deadLetterExchange(service, type));
          }
        }
        try (Channel channel = connection.createChannel()) {
          channel.exchangeDelete(names.exchange(type));
        }
      }
    } catch (IOException | TimeoutException e) {
      throw new IllegalStateException("the topology could not be deleted", e);
    }
  }
}
