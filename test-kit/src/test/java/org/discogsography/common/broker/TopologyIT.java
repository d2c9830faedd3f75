package org.discogsography.common.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.MessageProperties;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.Source;
import org.discogsography.common.messages.TopologyNames;
import org.discogsography.common.settings.ConfigurationException;
import org.discogsography.testkit.servers.BackingServers;
import org.discogsography.testkit.servers.Server;
import org.discogsography.testkit.servers.TestRabbit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@BackingServers(Server.RABBITMQ)
class TopologyIT {

  private static final DataType TYPE = DataType.LABELS;

  private final TestRabbit rabbit;
  private final TopologyNames names =
      new TopologyNames(Source.DISCOGS, "test-" + UUID.randomUUID());
  private final Connection connection;

  TopologyIT(TestRabbit rabbit) throws Exception {
    this.rabbit = rabbit;
    this.connection = rabbit.connectionFactory().newConnection();
  }

  @BeforeEach
  void declare() throws IOException {
    Channel channel = channel();
    Topology.declareQueue(channel, names, "graphinator", TYPE);
    Topology.declareQueue(channel, names, "tableinator", TYPE);
    Topology.declareQueue(channel, names, "tableinator", TYPE);
  }

  @AfterEach
  void delete() throws IOException {
    connection.close();
    rabbit.deleteTopology(names, "graphinator", "tableinator");
  }

  @Test
  void everyServiceHasAQueueOfItsOwnAndGetsEveryRecord() throws Exception {
    publish(names.exchange(TYPE), "record");

    assertThat(take(names.queue("graphinator", TYPE))).isEqualTo("record");
    assertThat(take(names.queue("tableinator", TYPE))).isEqualTo("record");
    assertThat(take(names.queue("tableinator", TYPE))).isNull();
  }

  @Test
  void refusedRecordsOfOneServiceAreNotThoseOfAnother() throws Exception {
    publish(names.deadLetterExchange("graphinator", TYPE), "refused");

    assertThat(take(names.deadLetterQueue("graphinator", TYPE))).isEqualTo("refused");
    assertThat(take(names.deadLetterQueue("tableinator", TYPE))).isNull();
    assertThat(take(names.queue("tableinator", TYPE))).isNull();
  }

  @Test
  void frameThatKillsItsConsumerTwentyTimesIsDeadLetteredByTheBroker() throws Exception {
    assumeTrue(rabbit.isRabbitMq(), "only RabbitMQ has a delivery limit");
    publish(names.exchange(TYPE), "deadly");
    String queue = names.queue("graphinator", TYPE);

    for (int delivery = 0; delivery < Topology.DELIVERY_LIMIT; delivery++) {
      takeAndDie(queue);
    }
    assertThat(take(names.deadLetterQueue("graphinator", TYPE))).isNull();
    takeAndDie(queue);

    String dead = null;
    for (int look = 0; look < 500 && dead == null; look++) {
      Thread.sleep(20);
      dead = take(names.deadLetterQueue("graphinator", TYPE));
    }
    assertThat(dead).isEqualTo("deadly");
    assertThat(take(queue)).isNull();
    assertThat(take(names.deadLetterQueue("tableinator", TYPE))).isNull();
  }

  @Test
  void queueThatExistsOtherwiseIsNamedInTheFailure() throws Exception {
    assumeTrue(rabbit.isRabbitMq(), "other brokers do not compare the arguments of queues");
    String queue = names.queue("graphinator", TYPE);
    try (Channel channel = channel()) {
      channel.queueDelete(queue);
      channel.queueDeclare(queue, true, false, false, Map.of("x-queue-type", "classic"));
    }

    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> Topology.declareQueue(channel(), names, "graphinator", TYPE))
        .withMessageContaining(queue);
  }

  /** Takes the message as a consumer does that ends before it has settled it. */
  private void takeAndDie(String queue) throws Exception {
    try (Channel channel = channel()) {
      GetResponse delivery = null;
      for (int look = 0; look < 500 && delivery == null; look++) {
        delivery = channel.basicGet(queue, false);
        if (delivery == null) {
          Thread.sleep(10);
        }
      }
      assertThat(delivery).isNotNull();
    }
  }

  private void publish(String exchange, String text) throws Exception {
    try (Channel channel = channel()) {
      channel.confirmSelect();
      channel.basicPublish(
          exchange, "", MessageProperties.PERSISTENT_BASIC, text.getBytes(StandardCharsets.UTF_8));
      channel.waitForConfirmsOrDie(10_000);
    }
  }

  private @Nullable String take(String queue) throws Exception {
    try (Channel channel = channel()) {
      GetResponse message = channel.basicGet(queue, true);
      return message == null ? null : new String(message.getBody(), StandardCharsets.UTF_8);
    }
  }

  private Channel channel() throws IOException {
    Channel channel = connection.createChannel();
    if (channel == null) {
      throw new IOException("no channel");
    }
    return channel;
  }
}
