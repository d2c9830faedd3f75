package org.discogsography.extractor.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.discogsography.extractor.extraction.TestQueues.ids;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.discogsography.common.messages.DataRecord;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.ExtractionComplete;
import org.discogsography.common.messages.FileComplete;
import org.discogsography.common.messages.Frames;
import org.discogsography.common.messages.MessageCodec;
import org.discogsography.common.messages.PipelineMessage;
import org.discogsography.extractor.extraction.Extraction.Outcome;
import org.discogsography.extractor.publish.PublishException;
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
class ExtractionRunIT {

  @TempDir Path folder;

  private final TestRabbit rabbit;
  private final TestQueues queues;
  private final TestRun run;

  ExtractionRunIT(TestRabbit rabbit) {
    this.rabbit = rabbit;
    this.queues = new TestQueues(rabbit);
    this.run = new TestRun(queues);
  }

  @BeforeEach
  void writeDumps() throws IOException {
    Dumps.write(folder, DataType.ARTISTS, 250);
    Dumps.write(folder, DataType.LABELS, 3);
  }

  @AfterEach
  void cleanUp() {
    run.close();
    queues.delete();
  }

  @Test
  void recordsComeFirstThenTheFileThenTheExtraction() throws Exception {
    queues.declare();
    assertThat(run(100, false)).isEqualTo(Outcome.COMPLETED);
    List<PipelineMessage> artists = queues.drain(DataType.ARTISTS);
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
    assertThat(queues.drain(DataType.RELEASES))
        .singleElement()
        .isInstanceOf(ExtractionComplete.class);
  }

  @Test
  void sameFilesAreNotPublishedTwiceUnlessForced() throws Exception {
    queues.declare();
    run(100, false);
    queues.drain(DataType.ARTISTS);
    assertThat(run(100, false)).isEqualTo(Outcome.COMPLETED);
    assertThat(queues.drain(DataType.ARTISTS)).isEmpty();
    assertThat(run.view().records()).isEqualTo(253);
    assertThat(run(100, true)).isEqualTo(Outcome.COMPLETED);
    assertThat(ids(queues.drain(DataType.ARTISTS))).hasSize(250);
  }

  @Test
  void failedFileLeavesTheVersionOpenAndOnlyItIsSentAgain() throws Exception {
    queues.declare();
    Path labels = folder.resolve("discogs_20260401_labels.xml");
    String whole = Files.readString(labels);
    Files.writeString(labels, whole.substring(0, whole.length() - 30));
    assertThat(run(100, false)).isEqualTo(Outcome.FAILED);
    assertThat(run.view().error())
        .contains("discogs_20260401_labels.xml: the file ends inside the element that starts at");
    assertThat(ids(queues.drain(DataType.LABELS))).containsExactly("1", "2");
    assertThat(queues.drain(DataType.ARTISTS)).hasSize(251).last().isInstanceOf(FileComplete.class);
    Files.writeString(labels, whole);
    assertThat(run(100, false)).isEqualTo(Outcome.COMPLETED);
    assertThat(ids(queues.drain(DataType.LABELS))).containsExactly("1", "2", "3");
    assertThat(queues.drain(DataType.ARTISTS))
        .singleElement()
        .isInstanceOf(ExtractionComplete.class);
  }

  @Test
  void stopEndsTheRunAtARecordAndTheNextOneFinishes() throws Exception {
    queues.declare();
    run.stop.request();
    assertThat(run(100, false)).isEqualTo(Outcome.STOPPED);
    assertThat(queues.drain(DataType.ARTISTS)).isEmpty();
    try (TestRun later = new TestRun(queues)) {
      assertThat(later.run(folder)).isEqualTo(Outcome.COMPLETED);
    }
    assertThat(ids(queues.drain(DataType.ARTISTS))).hasSize(250);
  }

  @Test
  void versionThatLacksOnlyItsBroadcastIsNotReadAgain() throws Exception {
    queues.declare();
    run(100, false);
    ExtractionComplete first = (ExtractionComplete) queues.drain(DataType.LABELS).get(4);
    Path marker = folder.resolve(".extraction_status_" + Dumps.VERSION + ".json");
    String json = Files.readString(marker);
    Files.writeString(
        marker,
        json.replaceFirst(
            "\"overall_status\" : \"completed\"", "\"overall_status\" : \"in_progress\""));
    assertThat(Files.readString(marker)).isNotEqualTo(json);
    assertThat(run(100, false)).isEqualTo(Outcome.COMPLETED);
    assertThat(queues.drain(DataType.LABELS))
        .singleElement()
        .isInstanceOfSatisfying(
            ExtractionComplete.class,
            again -> {
              assertThat(again.startedAt()).isEqualTo(first.startedAt());
              assertThat(again.recordCounts()).isEqualTo(first.recordCounts());
            });
    assertThat(Files.readString(marker)).contains("\"overall_status\" : \"completed\"");
  }

  @Test
  void failedBroadcastReachesTheOthersAndIsRepeated() throws Exception {
    queues.declare(List.of(DataType.ARTISTS, DataType.LABELS, DataType.RELEASES));
    assertThatThrownBy(() -> run(100, false)).isInstanceOf(PublishException.class);
    assertThat(run.view().error()).contains("extraction_complete to masters");
    assertThat(queues.drain(DataType.RELEASES))
        .singleElement()
        .isInstanceOf(ExtractionComplete.class);
    queues.drain(DataType.ARTISTS);
    queues.declare();
    assertThat(run(100, false)).isEqualTo(Outcome.COMPLETED);
    assertThat(queues.drain(DataType.ARTISTS))
        .singleElement()
        .isInstanceOf(ExtractionComplete.class);
    assertThat(queues.drain(DataType.MASTERS))
        .singleElement()
        .isInstanceOf(ExtractionComplete.class);
  }

  @Test
  void fileIsPendingUntilItsEndIsConfirmed() throws Exception {
    Dumps.write(folder, DataType.ARTISTS, 0);
    assertThatThrownBy(() -> run(100, false)).isInstanceOf(PublishException.class);
    queues.declare();
    assertThat(run(100, false)).isEqualTo(Outcome.COMPLETED);
    assertThat(queues.drain(DataType.ARTISTS).get(0))
        .isInstanceOfSatisfying(
            FileComplete.class, message -> assertThat(message.totalProcessed()).isZero());
  }

  @Test
  void typeIsCompleteOnlyWhenAllItsFilesAre() throws Exception {
    queues.declare();
    Files.writeString(folder.resolve("discogs_20260401_artists_2.xml"), "<artists><artist>");
    for (int time = 1; time <= 2; time++) {
      assertThat(run(100, false)).isEqualTo(Outcome.FAILED);
      assertThat(run.view().completedTypes()).containsExactly("labels");
      assertThat(run.view().records()).isEqualTo(253);
    }
  }

  @Test
  void singleRecordFramesCarryNoHeader() throws Exception {
    queues.declare();
    run(1, false);
    try (Connection connection = rabbit.connectionFactory().newConnection();
        Channel channel = connection.createChannel()) {
      GetResponse first = channel.basicGet(queues.queue(DataType.ARTISTS), true);
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
    assertThat(run.counters.returned()).isPositive();
    assertThat(run.counters.published()).isZero();
    assertThat(run.counters.unconfirmed()).isZero();
    queues.declare();
    assertThat(run(100, false)).isEqualTo(Outcome.COMPLETED);
    assertThat(Set.copyOf(ids(queues.drain(DataType.ARTISTS)))).hasSize(250);
  }

  @Test
  void brokerKilledInTheMiddleLosesNothing() throws Exception {
    queues.declare();
    // RabbitMQ writes down a new quorum queue half a second later; killed before, it knows the
    // queue and has nobody to serve it
    TimeUnit.SECONDS.sleep(2);
    Dumps.write(folder, DataType.ARTISTS, 60_000);
    CompletableFuture<Outcome> outcome =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return run(100, false);
              } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
              }
            },
            task -> Thread.ofPlatform().daemon().start(task));
    while (run.counters.published() < 5_000) {
      assertThat(outcome).isNotDone();
      TimeUnit.MILLISECONDS.sleep(1);
    }
    rabbit.stop();
    assertThat(outcome).isNotDone();
    rabbit.start();
    assertThat(outcome.get()).isEqualTo(Outcome.COMPLETED);
    assertThat(run.counters.published()).isEqualTo(60_003);
    assertThat(run.counters.unconfirmed()).isZero();
    List<PipelineMessage> artists = queues.drain(DataType.ARTISTS);
    assertThat(new LinkedHashSet<>(ids(artists))).hasSize(60_000);
    assertThat(artists.get(artists.size() - 2)).isInstanceOf(FileComplete.class);
    assertThat(artists.get(artists.size() - 1)).isInstanceOf(ExtractionComplete.class);
  }

  @Test
  void brokerThatFallsSilentIsLeftAndEverythingUnconfirmedIsSentAgain() throws Exception {
    queues.declare();
    Dumps.write(folder, DataType.ARTISTS, 20_000);
    try (SilencedBroker broker = new SilencedBroker(rabbit);
        TestRun silenced =
            new TestRun(
                queues, queues.connect("localhost", broker.port()), Duration.ofMillis(500), null)) {
      CompletableFuture<Outcome> outcome =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return silenced.run(folder);
                } catch (IOException | InterruptedException e) {
                  throw new AssertionError(e);
                }
              },
              task -> Thread.ofPlatform().daemon().start(task));
      while (silenced.counters.published() < 1_000) {
        assertThat(outcome).isNotDone();
        TimeUnit.MILLISECONDS.sleep(1);
      }
      broker.silence();
      assertThat(outcome.get()).isEqualTo(Outcome.COMPLETED);
      assertThat(silenced.counters.retried()).isPositive();
      assertThat(silenced.counters.unconfirmed()).isZero();
    }
    assertThat(new LinkedHashSet<>(ids(queues.drain(DataType.ARTISTS)))).hasSize(20_000);
  }

  private Outcome run(int frameRecords, boolean force) throws IOException, InterruptedException {
    return run.run(folder, folder, frameRecords, force);
  }
}
