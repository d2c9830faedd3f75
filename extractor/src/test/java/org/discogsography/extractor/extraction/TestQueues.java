package org.discogsography.extractor.extraction;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.discogsography.common.broker.BrokerConnections;
import org.discogsography.common.broker.BrokerSettings;
import org.discogsography.common.broker.Topology;
import org.discogsography.common.messages.DataRecord;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.Frames;
import org.discogsography.common.messages.MessageCodec;
import org.discogsography.common.messages.PipelineMessage;
import org.discogsography.common.messages.Source;
import org.discogsography.common.messages.TopologyNames;
import org.discogsography.testkit.servers.TestRabbit;

/** The queues of a consumer of its own, so that a test can read what was published. */
final class TestQueues {

  private static final String CONSUMER = "reader";

  private final TestRabbit rabbit;
  private final TopologyNames names;

  TestQueues(TestRabbit rabbit) {
    this(rabbit, Source.DISCOGS);
  }

  TestQueues(TestRabbit rabbit, Source source) {
    this.rabbit = rabbit;
    this.names = new TopologyNames(source, "extractor-it-" + UUID.randomUUID());
  }

  Source source() {
    return names.source();
  }

  String prefix() {
    return names.exchangePrefix();
  }

  String queue(DataType type) {
    return names.queue(CONSUMER, type);
  }

  /** Connections as the extractor has them. */
  BrokerConnections connect() {
    return connect(rabbit.host(), rabbit.port());
  }

  /** Connections by way of something that stands before the broker. */
  BrokerConnections connect(String host, int port) {
    return new BrokerConnections(
        new BrokerSettings(host, port, rabbit.username(), rabbit.password()), "extractor-it");
  }

  void declare() throws IOException, TimeoutException {
    declare(names.source().types());
  }

  /** Leaves the exchanges of all other types without a queue. */
  void declare(Collection<DataType> types) throws IOException, TimeoutException {
    try (Connection connection = rabbit.connectionFactory().newConnection();
        Channel channel = connection.createChannel()) {
      for (DataType type : types) {
        Topology.declareQueue(channel, names, CONSUMER, type);
      }
    }
  }

  void delete() {
    rabbit.deleteTopology(names, CONSUMER);
  }

  /** Takes everything out of a queue, in order. */
  List<PipelineMessage> drain(DataType type) throws Exception {
    List<PipelineMessage> messages = new ArrayList<>();
    MessageCodec codec = new MessageCodec();
    for (byte[] json : drainJson(type)) {
      messages.add(codec.decode(json));
    }
    return messages;
  }

  /** Takes everything out of a queue, frames unpacked. */
  List<byte[]> drainJson(DataType type) throws Exception {
    List<byte[]> messages = new ArrayList<>();
    try (Connection connection = rabbit.connectionFactory().newConnection();
        Channel channel = connection.createChannel()) {
      for (GetResponse got = channel.basicGet(queue(type), true);
          got != null;
          got = channel.basicGet(queue(type), true)) {
        messages.addAll(Frames.unpack(got.getProps().getHeaders(), got.getBody()));
      }
    }
    return messages;
  }

  static List<String> ids(List<PipelineMessage> messages) {
    return messages.stream()
        .filter(DataRecord.class::isInstance)
        .map(DataRecord.class::cast)
        .map(DataRecord::id)
        .toList();
  }
}
