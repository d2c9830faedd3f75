package org.discogsography.benchmarks.pipeline;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.TopologyNames;

/** Whose queues get what is published; at first everybody's, as the schema has them. */
final class QueueBindings {

  private final Set<String> unbound = new HashSet<>();

  /**
   * Leaves only the queues of these consumers bound. What nobody consumes would pile up in the
   * broker and be paid for in the figures.
   *
   * @param broker the variables by which services find it
   */
  void bindOnly(Collection<String> consumers, Map<String, String> broker) throws IOException {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost(broker.get("RABBITMQ_HOST"));
    factory.setPort(Integer.parseInt(broker.getOrDefault("RABBITMQ_PORT", "5672")));
    factory.setUsername(broker.get("RABBITMQ_USERNAME"));
    factory.setPassword(broker.get("RABBITMQ_PASSWORD"));
    try (Connection connection = factory.newConnection("discogsography-benchmark");
        Channel channel = connection.createChannel()) {
      for (Branch branch : List.of(Branch.values())) {
        for (String consumer : branch.consumers()) {
          if (consumers.contains(consumer) && unbound.remove(consumer)) {
            bind(channel, branch, consumer);
          } else if (!consumers.contains(consumer) && unbound.add(consumer)) {
            unbind(channel, branch, consumer);
          }
        }
      }
    } catch (TimeoutException e) {
      throw new IOException("the broker did not answer", e);
    }
  }

  private static void bind(Channel channel, Branch branch, String consumer) throws IOException {
    TopologyNames names = branch.topology();
    for (DataType type : branch.types()) {
      channel.queueBind(names.queue(consumer, type), names.exchange(type), "");
    }
  }

  private static void unbind(Channel channel, Branch branch, String consumer) throws IOException {
    TopologyNames names = branch.topology();
    for (DataType type : branch.types()) {
      channel.queueUnbind(names.queue(consumer, type), names.exchange(type), "");
    }
  }
}
