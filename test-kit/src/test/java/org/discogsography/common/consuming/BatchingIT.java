package org.discogsography.common.consuming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.discogsography.common.consuming.TestConsumer.await;
import static org.discogsography.common.consuming.TestConsumer.record;
import static org.discogsography.common.consuming.TestConsumer.records;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.discogsography.common.messages.DataRecord;
import org.discogsography.common.messages.DataType;
import org.discogsography.testkit.servers.BackingServers;
import org.discogsography.testkit.servers.Server;
import org.discogsography.testkit.servers.TestRabbit;
import org.junit.jupiter.api.Test;

@BackingServers(Server.RABBITMQ)
class BatchingIT {

  private static final String NEVER = "3600";

  private final TestRabbit rabbit;

  BatchingIT(TestRabbit rabbit) {
    this.rabbit = rabbit;
  }

  @Test
  void fullBatchIsWrittenWithoutWaiting() throws Exception {
    try (TestConsumer consumer =
        started(Map.of("TEST_BATCH_SIZE", "10", "TEST_BATCH_FLUSH_INTERVAL", NEVER))) {
      consumer.frame(DataType.ARTISTS, records(100, 104));
      consumer.frame(DataType.ARTISTS, records(105, 109));

      consumer.awaitHandled(DataType.ARTISTS, 10);

      assertThat(consumer.store.batches(DataType.ARTISTS)).hasSize(1);
      assertThat(consumer.store.ids(DataType.ARTISTS)).hasSize(10);
    }
  }

  @Test
  void largeFrameIsWrittenInBatchesOfTheConfiguredSize() throws Exception {
    try (TestConsumer consumer =
        started(Map.of("TEST_BATCH_SIZE", "10", "TEST_BATCH_FLUSH_INTERVAL", NEVER))) {
      consumer.frame(DataType.ARTISTS, records(100, 124));

      consumer.awaitHandled(DataType.ARTISTS, 25);

      assertThat(consumer.store.batches(DataType.ARTISTS))
          .extracting(List::size)
          .containsExactly(10, 10, 5);
    }
  }

  @Test
  void backlogOlderThanTheIntervalIsStillWrittenInFullBatches() throws Exception {
    try (TestConsumer consumer =
        started(Map.of("TEST_BATCH_SIZE", "100", "TEST_BATCH_FLUSH_INTERVAL", "0.05"))) {
      consumer.store.beforeCommit((type, batch) -> {
        await("the backlog is at hand", () -> consumer.store.prepared() == 410);
        Thread.sleep(100);
      });
      for (int frame = 0; frame < 41; frame++) {
        consumer.frame(DataType.ARTISTS, records(1000 + 10 * frame, 1009 + 10 * frame));
      }

      consumer.awaitHandled(DataType.ARTISTS, 410);

      assertThat(consumer.store.batches(DataType.ARTISTS)).hasSizeLessThanOrEqualTo(6);
    }
  }

  @Test
  void batchEndsBeforeTheFrameThatWouldNotFit() throws Exception {
    try (TestConsumer consumer =
        started(Map.of("TEST_BATCH_SIZE", "20", "TEST_BATCH_FLUSH_INTERVAL", NEVER))) {
      for (int frame = 0; frame < 4; frame++) {
        consumer.frame(DataType.ARTISTS, records(100 + 9 * frame, 108 + 9 * frame));
      }

      consumer.awaitHandled(DataType.ARTISTS, 36);

      assertThat(consumer.store.batches(DataType.ARTISTS))
          .extracting(List::size)
          .containsExactly(18, 18);
    }
  }

  @Test
  void batchOfTooManyBytesIsWrittenWithoutWaiting() throws Exception {
    String large = record("1").replace("}", ",\"notes\":\"" + "x".repeat(600) + "\"}");
    try (TestConsumer consumer =
        started(Map.of("CONSUMER_BATCH_BYTES", "1000", "TEST_BATCH_FLUSH_INTERVAL", NEVER))) {
      consumer.singly(
          DataType.RELEASES,
          large,
          large.replace("\"1\"", "\"2\""),
          large.replace("\"1\"", "\"3\""));

      await("two are written", () -> consumer.handled(DataType.RELEASES) == 2);
      await("the third waits", () -> consumer.pending(DataType.RELEASES) == 1);
      assertThat(consumer.store.ids(DataType.RELEASES)).containsExactly("1", "2");

      consumer.stop();
      assertThat(consumer.store.ids(DataType.RELEASES)).containsExactly("1", "2", "3");
      assertThat(consumer.waiting(DataType.RELEASES)).isZero();
    }
  }

  @Test
  void batchThatDoesNotFillIsWrittenAfterTheInterval() throws Exception {
    try (TestConsumer consumer = started(Map.of("TEST_BATCH_FLUSH_INTERVAL", "0.2"))) {
      consumer.frame(DataType.LABELS, record("1"));

      consumer.awaitHandled(DataType.LABELS, 1);

      assertThat(consumer.store.ids(DataType.LABELS)).containsExactly("1");
    }
  }

  @Test
  void batchThatCannotFillIsWrittenWithoutWaiting() throws Exception {
    try (TestConsumer consumer =
        started(Map.of("CONSUMER_PREFETCH", "5", "TEST_BATCH_FLUSH_INTERVAL", NEVER))) {
      consumer.singly(DataType.MASTERS, records(1, 5));

      consumer.awaitHandled(DataType.MASTERS, 5);

      assertThat(consumer.store.batches(DataType.MASTERS)).hasSize(1);
    }
  }

  @Test
  void oneRecordAMessageIsReadLikeFrames() throws Exception {
    try (TestConsumer consumer = started(Map.of())) {
      consumer.singly(DataType.ARTISTS, records(1, 30));
      consumer.frame(DataType.ARTISTS, records(31, 60));

      consumer.awaitHandled(DataType.ARTISTS, 60);

      assertThat(consumer.store.ids(DataType.ARTISTS)).hasSize(60).doesNotHaveDuplicates();
      assertThat(consumer.deadLetters(DataType.ARTISTS)).isEmpty();
    }
  }

  @Test
  void lastOfSeveralRecordsWithOneIdIsWritten() throws Exception {
    try (TestConsumer consumer = started(Map.of("TEST_BATCH_FLUSH_INTERVAL", "0.5"))) {
      consumer.frame(
          DataType.ARTISTS, named("1", "first"), named("2", "only"), named("1", "second"));
      consumer.frame(DataType.ARTISTS, named("3", "only"), named("1", "third"));

      await("three are written", () -> consumer.store.ids(DataType.ARTISTS).size() == 3);
      consumer.stop();

      assertThat(consumer.store.batches(DataType.ARTISTS))
          .singleElement()
          .satisfies(batch -> assertThat(text(batch.getFirst())).contains("third"));
      assertThat(consumer.waiting(DataType.ARTISTS)).isZero();
    }
  }

  @Test
  void idsAreOrderedInsideABatch() throws Exception {
    try (TestConsumer consumer = started(Map.of("TEST_BATCH_FLUSH_INTERVAL", "0.5"))) {
      consumer.frame(DataType.ARTISTS, record("30"), record("4"), record("100"));
      consumer.frame(DataType.ARTISTS, record("2"));

      consumer.awaitHandled(DataType.ARTISTS, 4);

      assertThat(consumer.store.batches(DataType.ARTISTS)).hasSize(1);
      assertThat(consumer.store.ids(DataType.ARTISTS)).containsExactly("100", "2", "30", "4");
    }
  }

  @Test
  void bytesOfARecordReachTheStoreAsTheyCame() throws Exception {
    String text = "{\"type\":\"data\", \"name\" : \"Mot\\u00f6rhead \\/ 🤘\",\"id\":\"1\"}";
    try (TestConsumer consumer = started(Map.of())) {
      consumer.frame(DataType.ARTISTS, text);

      consumer.awaitHandled(DataType.ARTISTS, 1);

      assertThat(text(consumer.store.batches(DataType.ARTISTS).getFirst().getFirst()))
          .isEqualTo(text);
    }
  }

  @Test
  void fewerBatchesThanTypesAreWrittenAtATime() throws Exception {
    var running = new java.util.concurrent.atomic.AtomicInteger();
    var most = new java.util.concurrent.atomic.AtomicInteger();
    try (TestConsumer consumer =
        new TestConsumer(rabbit, Map.of("TEST_BATCH_SIZE", "5", "CONSUMER_PARALLEL_WRITES", "2"))) {
      consumer.store.beforeCommit((type, batch) -> {
        most.accumulateAndGet(running.incrementAndGet(), Math::max);
        Thread.sleep(20);
        running.decrementAndGet();
      });
      for (DataType type : consumer.names.source().types()) {
        consumer.frame(type, records(1, 50));
      }
      consumer.service.start();
      for (DataType type : consumer.names.source().types()) {
        consumer.awaitHandled(type, 50);
      }

      assertThat(most).hasValue(2);
    }
  }

  private TestConsumer started(Map<String, String> variables) throws Exception {
    TestConsumer consumer = new TestConsumer(rabbit, variables);
    consumer.service.start();
    return consumer;
  }

  private static String named(String id, String name) {
    return "{\"type\":\"data\",\"id\":\"%s\",\"sha256\":\"x\",\"name\":\"%s\"}".formatted(id, name);
  }

  private static String text(DataRecord record) {
    return new String(record.json(), StandardCharsets.UTF_8);
  }
}
