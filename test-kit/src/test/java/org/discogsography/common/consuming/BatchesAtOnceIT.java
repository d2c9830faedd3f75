package org.discogsography.common.consuming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.discogsography.common.consuming.TestConsumer.await;
import static org.discogsography.common.consuming.TestConsumer.body;
import static org.discogsography.common.consuming.TestConsumer.record;
import static org.discogsography.common.consuming.TestConsumer.records;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.discogsography.common.consuming.ScriptedStore.Refusal;
import org.discogsography.common.messages.DataRecord;
import org.discogsography.common.messages.DataType;
import org.discogsography.testkit.servers.BackingServers;
import org.discogsography.testkit.servers.Server;
import org.discogsography.testkit.servers.TestRabbit;
import org.junit.jupiter.api.Test;

/** A writer that takes two batches at the same time. */
@BackingServers(Server.RABBITMQ)
class BatchesAtOnceIT {

  private static final DataType TYPE = DataType.RELEASES;

  private final TestRabbit rabbit;

  BatchesAtOnceIT(TestRabbit rabbit) {
    this.rabbit = rabbit;
  }

  @Test
  void asManyBatchesAsTheWriterTakesAreWrittenAtOnceAndNoMore() throws Exception {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (TestConsumer consumer = consumer()) {
      consumer.store.beforeCommit((type, batch) -> {
        most.accumulateAndGet(running.incrementAndGet(), Math::max);
        if (!contains(batch, "190")) {
          await("another is written beside it", () -> most.get() == 2);
        }
        Thread.sleep(20);
        running.decrementAndGet();
      });
      publish(consumer, 10);
      consumer.service.start();

      consumer.awaitHandled(TYPE, 100);

      assertThat(most).hasValue(2);
      assertThat(consumer.store.ids(TYPE)).hasSize(100).doesNotHaveDuplicates();
    }
  }

  @Test
  void laterBatchThatIsCommittedFirstIsSettledAfterTheEarlierOne() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    try (TestConsumer consumer = consumer()) {
      publish(consumer, 2);
      startWithTheFirstHeld(consumer, release);
      assertThat(consumer.pending(TYPE)).isEqualTo(20);
      assertThat(consumer.store.ids(TYPE)).doesNotContain("100");

      release.countDown();
      consumer.awaitHandled(TYPE, 20);
      consumer.stop();
      assertThat(consumer.waiting(TYPE)).isZero();
    }
  }

  @Test
  void bothBatchesOfALostChannelComeAgain() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    AtomicBoolean lost = new AtomicBoolean();
    try (TestConsumer consumer = consumer()) {
      consumer.store.beforeCommit((type, batch) -> {
        if (contains(batch, "100") && !lost.get()) {
          release.await();
        }
      });
      publish(consumer, 2);
      consumer.service.start();
      await("the second is committed", () -> consumer.handled(TYPE) == 10);

      lost.set(true);
      consumer.connections.close();
      release.countDown();

      await("both are written again", () -> consumer.store.ids(TYPE).size() == 40);
      await("nothing is pending", () -> consumer.pending(TYPE) == 0);
      consumer.stop();
      assertThat(new HashSet<>(consumer.store.ids(TYPE))).hasSize(20);
      assertThat(consumer.waiting(TYPE)).isZero();
      assertThat(consumer.deadLetters(TYPE)).isEmpty();
    }
  }

  @Test
  void recordWhoseIdIsBeingWrittenWaitsForIt() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    try (TestConsumer consumer = consumer()) {
      hold(consumer, "100", release);
      consumer.frame(TYPE, records(100, 109));
      List<String> second = records(110, 119);
      second.set(0, record("100").replace("}", ",\"title\":\"later\"}"));
      consumer.frame(TYPE, second);
      consumer.service.start();
      await("both have arrived", () -> consumer.pending(TYPE) == 20);
      Thread.sleep(200);
      assertThat(consumer.store.attempts()).isEqualTo(1);

      release.countDown();
      consumer.awaitHandled(TYPE, 20);

      assertThat(consumer.store.batches(TYPE).getLast())
          .filteredOn(record -> record.id().equals("100"))
          .singleElement()
          .satisfies(record -> assertThat(new String(record.json())).contains("later"));
    }
  }

  @Test
  void refusedRecordIsDeadLetteredAloneWhileTheOtherBatchIsWritten() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    try (TestConsumer consumer = consumer()) {
      consumer.store.beforeCommit((type, batch) -> {
        if (contains(batch, "110")) {
          release.await();
        }
        if (contains(batch, "103")) {
          throw new Refusal(FailureClass.DETERMINISTIC, "value out of range");
        }
      });
      publish(consumer, 2);
      consumer.service.start();
      await("the first is settled", () -> consumer.pending(TYPE) == 10);
      release.countDown();

      consumer.awaitHandled(TYPE, 20);

      assertThat(consumer.store.ids(TYPE)).hasSize(19).doesNotContain("103");
      assertThat(consumer.deadLetters(TYPE))
          .singleElement()
          .satisfies(letter -> assertThat(body(letter)).isEqualTo(record("103")));
    }
  }

  @Test
  void signalIsHandledAfterAllBatchesBeforeIt() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    try (TestConsumer consumer = consumer()) {
      publish(consumer, 2);
      consumer.fileComplete(TYPE);
      startWithTheFirstHeld(consumer, release);
      Thread.sleep(200);
      assertThat(consumer.signals.handled()).isEmpty();

      release.countDown();

      await("the signal is handled", () -> !consumer.signals.handled().isEmpty());
      assertThat(consumer.store.ids(TYPE)).hasSize(20);
    }
  }

  @Test
  void consumerRestsUntilNoBatchWaitsForTheStore() throws Exception {
    AtomicInteger failed = new AtomicInteger();
    try (TestConsumer consumer = consumer()) {
      consumer.store.beforeCommit((type, batch) -> {
        if (failed.get() < 2) {
          failed.incrementAndGet();
          await("both are being written", () -> failed.get() == 2);
          consumer.store.away(true);
          throw new Refusal(FailureClass.TRANSIENT, "connection reset");
        }
      });
      publish(consumer, 2);
      consumer.service.start();
      await("its consumer is cancelled", () -> failed.get() == 2 && !consumer.active(TYPE));
      consumer.frame(TYPE, records(200, 204));
      consumer.awaitWaiting(TYPE, 1);

      consumer.store.away(false);

      consumer.awaitHandled(TYPE, 25);
      assertThat(consumer.active(TYPE)).isTrue();
      assertThat(consumer.store.ids(TYPE)).hasSize(25).doesNotHaveDuplicates();
      assertThat(consumer.deadLetters(TYPE)).isEmpty();
    }
  }

  @Test
  void stoppedConsumerEndsThoughBothBatchesWaitForTheStore() throws Exception {
    try (TestConsumer consumer = consumer()) {
      consumer.store.beforeCommit((type, batch) -> {
        consumer.store.away(true);
        throw new Refusal(FailureClass.TRANSIENT, "connection reset");
      });
      publish(consumer, 2);
      consumer.service.start();
      await("the lane rests", () -> consumer.store.attempts() > 0 && !consumer.active(TYPE));

      consumer.stop();

      consumer.awaitWaiting(TYPE, 2);
      assertThat(consumer.deadLetters(TYPE)).isEmpty();
    }
  }

  private TestConsumer consumer() throws Exception {
    TestConsumer consumer = new TestConsumer(rabbit, Map.of("TEST_BATCH_SIZE", "10"));
    consumer.store.batchesAtOnce(2);
    return consumer;
  }

  /** Publishes frames of ten records each, with ids from 100 on. */
  private static void publish(TestConsumer consumer, int frames) throws Exception {
    for (int frame = 0; frame < frames; frame++) {
      consumer.frame(TYPE, records(100 + 10 * frame, 109 + 10 * frame));
    }
  }

  /** Starts, and waits until the second batch is committed while the first is held. */
  private static void startWithTheFirstHeld(TestConsumer consumer, CountDownLatch release)
      throws InterruptedException {
    hold(consumer, "100", release);
    consumer.service.start();
    await("the second is committed", () -> consumer.handled(TYPE) == 10);
  }

  /** Holds the batch with this record until it is released. */
  private static void hold(TestConsumer consumer, String id, CountDownLatch release) {
    consumer.store.beforeCommit((type, batch) -> {
      if (contains(batch, id)) {
        release.await();
      }
    });
  }

  private static boolean contains(List<DataRecord> batch, String id) {
    return batch.stream().anyMatch(record -> record.id().equals(id));
  }
}
