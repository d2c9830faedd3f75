package org.discogsography.common.broker;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.Map;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.TopologyNames;
import org.discogsography.common.settings.ConfigurationException;

/**
 * Declares exchanges and queues. Declaring what exists alike changes nothing; what exists otherwise
 * is an error that an operator must resolve.
 */
public final class Topology {

  /** Deliveries of one message after which the broker itself dead-letters it. */
  public static final int DELIVERY_LIMIT = 20;

  private static final int PRECONDITION_FAILED = 406;

  private Topology() {}

  /** Declares the exchange to which the records of this type are published. */
  public static void declareExchange(Channel channel, TopologyNames names, DataType type)
      throws IOException {
    String exchange = names.exchange(type);
    declare(exchange, () -> channel.exchangeDeclare(exchange, BuiltinExchangeType.FANOUT, true));
  }

  /**
   * Declares the queue of one service for one type, with its exchange, its dead-letter exchange and
   * its dead-letter queue.
   *
   * @throws ConfigurationException if one of them exists with other properties
   */
  public static void declareQueue(
      Channel channel, TopologyNames names, String service, DataType type) throws IOException {
    declareExchange(channel, names, type);
    String deadLetterExchange = names.deadLetterExchange(service, type);
    String deadLetterQueue = names.deadLetterQueue(service, type);
    String queue = names.queue(service, type);
    declare(
        deadLetterExchange,
        () -> channel.exchangeDeclare(deadLetterExchange, BuiltinExchangeType.FANOUT, true));
    declare(
        deadLetterQueue,
        () ->
            channel.queueDeclare(
                deadLetterQueue, true, false, false, Map.of("x-queue-type", "classic")));
    channel.queueBind(deadLetterQueue, deadLetterExchange, "");
    declare(
        queue,
        () ->
            channel.queueDeclare(
                queue,
                true,
                false,
                false,
                Map.of(
                    "x-queue-type", "quorum",
                    "x-dead-letter-exchange", deadLetterExchange,
                    "x-delivery-limit", DELIVERY_LIMIT)));
    channel.queueBind(queue, names.exchange(type), "");
  }

  @FunctionalInterface
  private interface Declaration {
    Object declare() throws IOException;
  }

  private static void declare(String name, Declaration declaration) throws IOException {
    try {
      declaration.declare();
    } catch (IOException e) {
      if (e.getCause() instanceof ShutdownSignalException shutdown
          && shutdown.getReason() instanceof AMQP.Channel.Close close
          && close.getReplyCode() == PRECONDITION_FAILED) {
        throw new ConfigurationException(
            "'%s' exists in the broker with other properties (%s); delete it there or use another exchange prefix"
                .formatted(name, close.getReplyText()),
            e);
      }
      throw e;
    }
  }
}
