package org.discogsography.common.consuming;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.discogsography.common.broker.BrokerConnections;
import org.discogsography.common.broker.BrokerSettings;
import org.discogsography.common.broker.Topology;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.Frames;
import org.discogsography.common.messages.Source;
import org.discogsography.common.messages.TopologyNames;
import org.discogsography.common.settings.ConfigurationException;
import org.discogsography.common.settings.Settings;
import org.discogsography.testkit.servers.TestRabbit;
import org.jspecify.annotations.Nullable;

/** A consumer with queues of its own, the publisher that feeds it, and a look into its queues. */
final class TestConsumer implements AutoCloseable {

  static final String SERVICE = "scripted";

  private static final long PATIENCE_MILLIS = 60_000;
  private static final long RETURN_MILLIS = 200;

  final ScriptedStore store = new ScriptedStore();
  final RecordedSignals signals = new RecordedSignals();
  final TopologyNames names;
  final BrokerConnections connections;
  final ConsumerService service;
  volatile @Nullable ConfigurationException fatal;

  private final TestRabbit rabbit;
  private @Nullable Connection publisher;

  /**
   * @param variables the settings that differ from a small, quick consumer
   */
  TestConsumer(TestRabbit rabbit, Map<String, String> variables) throws Exception {
    this(rabbit, variables, Precondition.NONE);
  }

  /**
   * @param precondition what to wait for before the first message
   */
  TestConsumer(TestRabbit rabbit, Map<String, String> variables, Precondition precondition)
      throws Exception {
    this.rabbit = rabbit;
    Map<String, String> environment =
        new HashMap<>(
            Map.of(
                "DISCOGS_EXCHANGE_PREFIX", "test-" + UUID.randomUUID(),
                "TEST_BATCH_FLUSH_INTERVAL", "0.1",
                "CONSUMER_CANCEL_DELAY", "0"));
    environment.putAll(variables);
    ConsumerSettings settings =
        ConsumerSettings.from(Settings.from(environment::get), Source.DISCOGS, "TEST", 0);
    names = settings.names();
    connections =
        new BrokerConnections(
            new BrokerSettings(rabbit.host(), rabbit.port(), rabbit.username(), rabbit.password()),
            SERVICE);
    service =
        new ConsumerService(
            new ConsumerDefinition(
                SERVICE,
                "Scripted store",
                "Testing",
                Source.DISCOGS.types().stream()
                    .collect(Collectors.toMap(type -> type, store::writer)),
                signals,
                store,
                ScriptedStore::classify,
                precondition),
            settings,
            connections,
            new SimpleMeterRegistry(),
            failure -> fatal = failure);
    declare();
  }

  private void declare() throws Exception {
    try (Channel channel = publisher().createChannel()) {
      for (DataType type : names.source().types()) {
        Topology.declareQueue(channel, names, SERVICE, type);
      }
    }
  }

  private synchronized Connection publisher() throws Exception {
    Connection open = publisher;
    if (open == null || !open.isOpen()) {
      open = rabbit.connectionFactory().newConnection();
      publisher = open;
    }
    return open;
  }

  static String record(String id) {
    return "{\"type\":\"data\",\"id\":\"%s\",\"sha256\":\"hash of %s\"}".formatted(id, id);
  }

  static List<String> records(int from, int to) {
    List<String> records = new ArrayList<>();
    for (int id = from; id <= to; id++) {
      records.add(record(Integer.toString(id)));
    }
    return records;
  }

  /** Publishes one frame. */
  void frame(DataType type, List<String> messages) throws Exception {
    List<byte[]> bodies =
        messages.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
    publish(type, Map.of(Frames.HEADER, Frames.FORMAT), List.of(Frames.pack(bodies)));
  }

  void frame(DataType type, String... messages) throws Exception {
    frame(type, Arrays.asList(messages));
  }

  /** Publishes a frame whose only length leads beyond its end. */
  void damagedFrame(DataType type) throws Exception {
    publish(type, Map.of(Frames.HEADER, Frames.FORMAT), List.of(new byte[] {0, 0, 1, 0, '{', '}'}));
  }

  /** Publishes each as a message of its own, as a foreign publisher does. */
  void singly(DataType type, List<String> messages) throws Exception {
    publish(
        type,
        Map.of(),
        messages.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList());
  }

  void singly(DataType type, String... messages) throws Exception {
    singly(type, Arrays.asList(messages));
  }

  void fileComplete(DataType type) throws Exception {
    singly(type, "{\"type\":\"file_complete\",\"data_type\":\"%s\"}".formatted(type));
  }

  void extractionComplete(DataType type) throws Exception {
    singly(type, "{\"type\":\"extraction_complete\",\"version\":\"20260401\"}");
  }

  private void publish(DataType type, Map<String, Object> headers, List<byte[]> bodies)
      throws Exception {
    try (Channel channel = publisher().createChannel()) {
      channel.confirmSelect();
      for (byte[] body : bodies) {
        channel.basicPublish(
            names.exchange(type),
            "",
            new AMQP.BasicProperties.Builder().deliveryMode(2).headers(headers).build(),
            body);
      }
      channel.waitForConfirmsOrDie(10_000);
    }
  }

  /** Messages that wait in the type's queue and are with no consumer. */
  long waiting(DataType type) throws Exception {
    try (Channel channel = publisher().createChannel()) {
      return channel.messageCount(names.queue(SERVICE, type));
    }
  }

  /** Takes everything out of the type's dead-letter queue. */
  List<GetResponse> deadLetters(DataType type) throws Exception {
    List<GetResponse> letters = new ArrayList<>();
    try (Channel channel = publisher().createChannel()) {
      for (GetResponse letter;
          (letter = channel.basicGet(names.deadLetterQueue(SERVICE, type), true)) != null; ) {
        letters.add(letter);
      }
    }
    return letters;
  }

  static String body(GetResponse letter) {
    return new String(letter.getBody(), StandardCharsets.UTF_8);
  }

  static @Nullable String header(GetResponse letter, String name) {
    Object value = letter.getProps().getHeaders().get(name);
    return value == null ? null : value.toString();
  }

  void deleteQueue(DataType type) throws Exception {
    try (Channel channel = publisher().createChannel()) {
      channel.queueDelete(names.queue(SERVICE, type));
    }
  }

  /** Puts an exchange of another kind in the place of the type's, which no consumer accepts. */
  void replaceExchange(DataType type) throws Exception {
    try (Channel channel = publisher().createChannel()) {
      channel.exchangeDelete(names.exchange(type));
      channel.exchangeDeclare(names.exchange(type), BuiltinExchangeType.DIRECT, true);
    }
  }

  void deleteExchange(DataType type) throws Exception {
    try (Channel channel = publisher().createChannel()) {
      channel.exchangeDelete(names.exchange(type));
    }
  }

  /** A field of the health answer. */
  Object health(String field) {
    return Objects.requireNonNull(service.health().get(field));
  }

  private Object health(String field, DataType type) {
    return Objects.requireNonNull(((Map<?, ?>) health(field)).get(type.text()));
  }

  long handled(DataType type) {
    return (Long) health("message_counts", type);
  }

  boolean active(DataType type) {
    return ((List<?>) health("active_consumers")).contains(type.text());
  }

  Map<?, ?> batch(DataType type) {
    return (Map<?, ?>) health("batch", type);
  }

  int pending(DataType type) {
    return (Integer) Objects.requireNonNull(batch(type).get("pending"));
  }

  /** Waits until this holds; the time-out only keeps a broken build from hanging. */
  static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("never happened: " + what);
      }
      Thread.sleep(20);
    }
  }

  /** Waits until all these records have been handled and everything published is settled. */
  void awaitHandled(DataType type, long records) throws InterruptedException {
    await(
        records + " records of " + type + " handled",
        () -> handled(type) >= records && pending(type) == 0);
  }

  /** Waits until this many messages are in the type's queue and with no consumer. */
  void awaitWaiting(DataType type, long messages) throws Exception {
    for (int look = 0; look < 500 && waiting(type) != messages; look++) {
      Thread.sleep(20);
    }
    if (waiting(type) != messages) {
      throw new AssertionError(waiting(type) + " messages wait instead of " + messages);
    }
  }

  /** Ends the consumer and lets the broker notice that what was not settled is its own again. */
  void stop() throws InterruptedException {
    service.close();
    Thread.sleep(RETURN_MILLIS);
  }

  @Override
  public void close() throws IOException {
    service.close();
    Connection open = publisher;
    if (open != null && open.isOpen()) {
      open.close();
    }
    rabbit.deleteTopology(names, SERVICE);
  }
}
