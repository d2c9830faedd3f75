package org.discogsography.localstack.load;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeoutException;

/** How many messages wait in the queues of the consumers. */
final class Queues {

  private static final int CONNECT_MILLIS = 3_000;

  private Queues() {}

  /**
   * Ready messages in all queues of these consumers; empty when the broker or a queue is not there.
   *
   * @param prefix of the names of the queues
   */
  static OptionalLong waiting(
      Map<String, String> environment, String prefix, List<String> consumers, List<String> types) {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost(environment.getOrDefault("RABBITMQ_HOST", "localhost"));
    factory.setPort(Integer.parseInt(environment.getOrDefault("RABBITMQ_PORT", "5672")));
    factory.setUsername(environment.getOrDefault("RABBITMQ_USERNAME", "discogsography"));
    factory.setPassword(environment.getOrDefault("RABBITMQ_PASSWORD", "discogsography"));
    factory.setConnectionTimeout(CONNECT_MILLIS);
    factory.setAutomaticRecoveryEnabled(false);
    try (Connection connection = factory.newConnection("discogsography-status");
        Channel channel = connection.createChannel()) {
      long waiting = 0;
      for (String consumer : consumers) {
        for (String type : types) {
          waiting += channel.messageCount(prefix + "-" + consumer + "-" + type);
        }
      }
      return OptionalLong.of(waiting);
    } catch (IOException | TimeoutException e) {
      return OptionalLong.empty();
    }
  }
}
