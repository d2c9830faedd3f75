package org.discogsography.extractor.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.discogsography.common.broker.Backoff;
import org.discogsography.common.broker.BrokerConnections;
import org.discogsography.common.broker.BrokerSettings;
import org.discogsography.common.broker.Topology;
import org.discogsography.common.messages.DataRecord;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.ExtractionComplete;
import org.discogsography.common.messages.FileComplete;
import org.discogsography.common.messages.Frames;
import org.discogsography.common.messages.MessageCodec;
import org.discogsography.common.messages.PipelineMessage;
import org.discogsography.common.messages.Source;
import org.discogsography.common.messages.TopologyNames;
import org.discogsography.extractor.extraction.Extraction.Outcome;
import org.discogsography.extractor.publish.PublishCounters;
import org.discogsography.extractor.publish.PublishException;
import org.discogsography.extractor.publish.PublishSettings;
import org.discogsography.testkit.servers.BackingServers;
import org.discogsography.testkit.servers.Server;
import org.discogsography.testkit.servers.TestRabbit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@BackingServers({Server.RABBITMQ})
@Timeout(120)
class DiscogsRunIT {

  private static final String CONSUMER = "reader";

  @TempDir Path folder;

  private final TestRabbit rabbit;
  private final String prefix = "extractor-it-" + UUID.randomUUID();
  private final TopologyNames names = new TopologyNames(Source.DISCOGS, prefix);
  private final StopSignal stop = new StopSignal();
  private final Progress progress = new Progress(Clock.systemUTC(), Source.DISCOGS);
  private final PublishCounters counters = new PublishCounters();
  private BrokerConnections connections;

  DiscogsRunIT(TestRabbit rabbit) {
    this.rabbit = rabbit;
    this.connections = connect();
  }

  private BrokerConnections connect() {
    return new BrokerConnections(
        new BrokerSettings(rabbit.host(), rabbit.port(), rabbit.username(), rabbit.password()),
        "extractor-it");
  }

  @BeforeEach
  void writeDumps() throws IOException {
    write("artists", 250);
    write("labels", 3);
  }

  @AfterEach
  void cleanUp() throws Exception {
    connections.close();
    try (Connection connection = rabbit.connectionFactory().newConnection();
        Channel channel = connection.createChannel()) {
      for (DataType type : names.source().types()) {
        channel.queueDelete(names.queue(CONSUMER, type));
        channel.queueDelete(names.deadLetterQueue(CONSUMER, type));
        channel.exchangeDelete(names.deadLetterExchange(CONSUMER, type));
        channel.exchangeDelete(names.exchange(type));
      }
    }
  }

  @Test
  void recordsComeFirstThenTheFileThenTheExtraction() throws Exception {
    declareQueues();
    assertThat(run(100, false)).isEqualTo(Outcome.COMPLETED);
    List<PipelineMessage> artists = drain(DataType.ARTISTS);
    assertThat(ids(artists)).hasSize(250).startsWith("1", "2", "3").endsWith("250");
    assertThat(artists.get(250))
        .isInstanceOfSatisfying(
            FileComplete.class,
            message -> {
              assertThat(message.totalProcessed()).isEqualTo(250);
              assertThat(message.file()).isEqualTo("discogs_20260401_artists.xml");
              assertThat(message.version()).isEqualTo("20260401");
            });
    assertThat(artists.get(251))
        .isInstanceOfSatisfying(
            ExtractionComplete.class,
            message -> {
              assertThat(message.version()).isEqualTo("20260401");
              assertThat(message.startedAt()).isNotNull();
              assertThat(message.recordCount(DataType.ARTISTS)).isEqualTo(250);
              assertThat(message.recordCount(DataType.LABELS)).isEqualTo(3);
              assertThat(message.recordCounts()).doesNotContainKey(DataType.RELEASES);
            });
    assertThat(drain(DataType.RELEASES)).singleElement().isInstanceOf(ExtractionComplete.class);
  }

  @Test
  void sameFilesAreNotPublishedTwiceUnlessForced() throws Exception {
    declareQueues();
    run(100, false);
    drain(DataType.ARTISTS);
    assertThat(run(100, false)).isEqualTo(Outcome.COMPLETED);
    assertThat(drain(DataType.ARTISTS)).isEmpty();
    assertThat(progress.view().records()).isEqualTo(253);
    assertThat(run(100, true)).isEqualTo(Outcome.COMPLETED);
    assertThat(ids(drain(DataType.ARTISTS))).hasSize(250);
  }

  @Test
  void failedFileLeavesTheVersionOpenAndOnlyItIsSentAgain() throws Exception {
    declareQueues();
    Path labels = folder.resolve("discogs_20260401_labels.xml");
    String whole = Files.readString(labels);
    Files.writeString(labels, whole.substring(0, whole.length() - 30));
    assertThat(run(100, false)).isEqualTo(Outcome.FAILED);
    assertThat(progress.view().error())
        .contains("discogs_20260401_labels.xml: the file ends inside the element that starts at");
    assertThat(ids(drain(DataType.LABELS))).containsExactly("1", "2");
    assertThat(drain(DataType.ARTISTS)).hasSize(251).last().isInstanceOf(FileComplete.class);
    Files.writeString(labels, whole);
    assertThat(run(100, false)).isEqualTo(Outcome.COMPLETED);
    assertThat(ids(drain(DataType.LABELS))).containsExactly("1", "2", "3");
    assertThat(drain(DataType.ARTISTS)).singleElement().isInstanceOf(ExtractionComplete.class);
  }

  @Test
  void singleRecordFramesCarryNoHeader() throws Exception {
    declareQueues();
    run(1, false);
    try (Connection connection = rabbit.connectionFactory().newConnection();
        Channel channel = connection.createChannel()) {
      GetResponse first = channel.basicGet(names.queue(CONSUMER, DataType.ARTISTS), true);
      assertThat(String.valueOf(first.getProps().getHeaders())).doesNotContain(Frames.HEADER);
      assertThat(first.getProps().getDeliveryMode()).isEqualTo(2);
      assertThat(first.getProps().getContentType()).isEqualTo("application/json");
      assertThat(new MessageCodec().decode(first.getBody())).isInstanceOf(DataRecord.class);
    }
  }

  @Test
  void withoutQueuesNothingCountsAsPublished() throws Exception {
    assertThatThrownBy(() -> run(100, false))
        .isInstanceOf(PublishException.class)
        .hasMessageContaining("no queue is bound");
    assertThat(counters.returned()).isPositive();
    declareQueues();
    assertThat(run(100, false)).isEqualTo(Outcome.COMPLETED);
    assertThat(Set.copyOf(ids(drain(DataType.ARTISTS)))).hasSize(250);
  }

  @Test
  void brokerKilledInTheMiddleLosesNothing() throws Exception {
    declareQueues();
    write("artists", 60_000);
    CompletableFuture<Outcome> run =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return run(100, false);
              } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
              }
            },
            task -> Thread.ofPlatform().daemon().start(task));
    while (counters.published() < 5_000) {
      assertThat(run).isNotDone();
      TimeUnit.MILLISECONDS.sleep(1);
    }
    rabbit.stop();
    rabbit.start();
    assertThat(run.get()).isEqualTo(Outcome.COMPLETED);
    assertThat(counters.retried()).isPositive();
    List<PipelineMessage> artists = drain(DataType.ARTISTS);
    assertThat(new LinkedHashSet<>(ids(artists))).hasSize(60_000);
    assertThat(artists.get(artists.size() - 2)).isInstanceOf(FileComplete.class);
    assertThat(artists.get(artists.size() - 1)).isInstanceOf(ExtractionComplete.class);
  }

  private Outcome run(int frameRecords, boolean force) throws IOException, InterruptedException {
    progress.begin(RunRequest.of(force));
    PublishSettings.Timings timings =
        new PublishSettings.Timings(
            Duration.ofSeconds(5),
            new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1)),
            Duration.ofMinutes(2),
            new Backoff(Duration.ofMillis(100), Duration.ofMillis(200)),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5));
    PublishSettings publishing =
        new PublishSettings(frameRecords, 256 << 10, 16, 1 << 20, 1 << 20, timings);
    return new DiscogsRun(
            TestSettings.of(folder, prefix, "0"),
            publishing,
            connections,
            counters,
            progress,
            stop,
            Clock.systemUTC())
        .run(force);
  }

  private void declareQueues() throws Exception {
    try (Connection connection = rabbit.connectionFactory().newConnection();
        Channel channel = connection.createChannel()) {
      for (DataType type : names.source().types()) {
        Topology.declareQueue(channel, names, CONSUMER, type);
      }
    }
  }

  private List<PipelineMessage> drain(DataType type) throws Exception {
    List<PipelineMessage> messages = new ArrayList<>();
    MessageCodec codec = new MessageCodec();
    try (Connection connection = rabbit.connectionFactory().newConnection();
        Channel channel = connection.createChannel()) {
      String queue = names.queue(CONSUMER, type);
      for (GetResponse got = channel.basicGet(queue, true);
          got != null;
          got = channel.basicGet(queue, true)) {
        for (byte[] json : Frames.unpack(got.getProps().getHeaders(), got.getBody())) {
          messages.add(codec.decode(json));
        }
      }
    }
    return messages;
  }

  private static List<String> ids(List<PipelineMessage> messages) {
    return messages.stream()
        .filter(DataRecord.class::isInstance)
        .map(DataRecord.class::cast)
        .map(DataRecord::id)
        .toList();
  }

  private void write(String type, int count) throws IOException {
    String element = type.substring(0, type.length() - 1);
    StringBuilder xml = new StringBuilder("<" + type + ">\n");
    for (int id = 1; id <= count; id++) {
      xml.append("<%s><id>%d</id><name>Name %d</name></%s>\n".formatted(element, id, id, element));
    }
    xml.append("</").append(type).append(">");
    Files.writeString(folder.resolve("discogs_20260401_" + type + ".xml"), xml);
  }
}
