package org.discogsography.common.consuming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.discogsography.common.consuming.TestConsumer.await;
import static org.discogsography.common.consuming.TestConsumer.record;
import static org.discogsography.common.consuming.TestConsumer.records;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.discogsography.common.consuming.ScriptedStore.Refusal;
import org.discogsography.common.messages.DataType;
import org.discogsography.testkit.servers.BackingServers;
import org.discogsography.testkit.servers.Server;
import org.discogsography.testkit.servers.TestRabbit;
import org.junit.jupiter.api.Test;

@BackingServers(Server.RABBITMQ)
class CompletionSignalsIT {

  private static final DataType TYPE = DataType.MASTERS;
  private static final Duration LONG = Duration.ofSeconds(30);

  private final TestRabbit rabbit;

  CompletionSignalsIT(TestRabbit rabbit) {
    this.rabbit = rabbit;
  }

  @Test
  void signalWaitsForEveryEarlierRecord() throws Exception {
    CountDownLatch writing = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    try (TestConsumer consumer =
        new TestConsumer(rabbit, Map.of("TEST_BATCH_FLUSH_INTERVAL", "3600"))) {
      consumer.store.beforeCommit((type, batch) -> {
        writing.countDown();
        release.await();
      });
      consumer.frame(TYPE, records(1, 5));
      consumer.fileComplete(TYPE);
      consumer.service.start();

      writing.await();
      assertThat(consumer.signals.attempts()).isZero();
      assertThat(completed(consumer)).isFalse();
      release.countDown();

      await("the signal is handled", () -> completed(consumer));
      assertThat(consumer.store.ids(TYPE)).hasSize(5);
      assertThat(consumer.signals.handled()).containsExactly("file masters");
    }
  }

  @Test
  void signalThatCannotBeHandledIsHeldAndTriedAgain() throws Exception {
    try (TestConsumer consumer = new TestConsumer(rabbit, Map.of())) {
      consumer.signals.refuse(1);
      consumer.extractionComplete(TYPE);
      consumer.frame(TYPE, record("1"));
      consumer.service.start();

      await("the signal failed", () -> consumer.signals.attempts() == 1);
      assertThat(completed(consumer)).isFalse();
      assertThat(consumer.waiting(TYPE)).isZero();

      consumer.awaitHandled(TYPE, 1);
      assertThat(consumer.signals.handled())
          .containsExactly("extraction masters 0", "acknowledged masters");
      assertThat(consumer.store.prepared()).isEqualTo(1);
      assertThat(consumer.deadLetters(TYPE)).isEmpty();
    }
  }

  @Test
  void signalThatIsHeldWhenTheConsumerStopsComesAgain() throws Exception {
    try (TestConsumer consumer = new TestConsumer(rabbit, Map.of())) {
      consumer.signals.refuse(1000);
      consumer.fileComplete(TYPE);
      consumer.service.start();

      await("the signal failed", () -> consumer.signals.attempts() > 0);
      consumer.stop();

      assertThat(consumer.signals.handled()).isEmpty();
      consumer.awaitWaiting(TYPE, 1);
      assertThat(consumer.deadLetters(TYPE)).isEmpty();
    }
  }

  @Test
  void extractionLearnsHowManyOfItsRecordsWereDeadLettered() throws Exception {
    try (TestConsumer consumer = new TestConsumer(rabbit, Map.of())) {
      consumer.frame(TYPE, record("1"), "no JSON", "{}");
      consumer.extractionComplete(TYPE);
      consumer.frame(TYPE, record("2"));
      consumer.extractionComplete(TYPE);
      consumer.service.start();

      await("both are handled", () -> consumer.signals.handled().size() == 4);
      assertThat(consumer.signals.handled())
          .containsExactly(
              "extraction masters 2",
              "acknowledged masters",
              "extraction masters 0",
              "acknowledged masters");
    }
  }

  @Test
  void recordAfterCompletionClearsTheMark() throws Exception {
    try (TestConsumer consumer = new TestConsumer(rabbit, Map.of())) {
      consumer.frame(TYPE, record("1"));
      consumer.fileComplete(TYPE);
      consumer.service.start();
      await("the file is complete", () -> completed(consumer));

      consumer.frame(TYPE, record("2"));
      consumer.awaitHandled(TYPE, 2);

      assertThat(completed(consumer)).isFalse();
    }
  }

  @Test
  void recordsOfTheNextRunBehindASignalKeepItsTypeOpen() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    try (TestConsumer consumer = new TestConsumer(rabbit, Map.of())) {
      consumer.store.beforeCommit((type, batch) -> release.await());
      consumer.frame(TYPE, record("1"));
      consumer.fileComplete(TYPE);
      consumer.frame(TYPE, record("2"));
      consumer.service.start();
      await("all has arrived", () -> consumer.store.prepared() == 2);
      release.countDown();

      consumer.awaitHandled(TYPE, 2);

      assertThat(consumer.signals.handled()).containsExactly("file masters");
      assertThat(completed(consumer)).isFalse();
    }
  }

  @Test
  void drainEndsOnlyAfterTheCommit() throws Exception {
    CountDownLatch writing = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    try (TestConsumer consumer = new TestConsumer(rabbit, Map.of())) {
      consumer.store.beforeCommit((type, batch) -> {
        writing.countDown();
        release.await();
      });
      consumer.frame(TYPE, records(1, 5));
      consumer.service.start();
      writing.await();

      CompletableFuture<Boolean> drain = drain(consumer, LONG);
      assertThat(consumer.service.drain(Duration.ofMillis(300))).isFalse();
      assertThat(drain).isNotDone();
      release.countDown();

      assertThat(drain.join()).isTrue();
      assertThat(consumer.store.ids(TYPE)).hasSize(5);
    }
  }

  @Test
  void drainWritesABatchThatIsNotDue() throws Exception {
    try (TestConsumer consumer =
        new TestConsumer(rabbit, Map.of("TEST_BATCH_FLUSH_INTERVAL", "3600"))) {
      consumer.frame(TYPE, records(1, 5));
      consumer.service.start();
      await("the records have arrived", () -> consumer.pending(TYPE) == 5);

      assertThat(consumer.service.drain(LONG)).isTrue();

      assertThat(consumer.store.ids(TYPE)).hasSize(5);
    }
  }

  @Test
  void drainThatGivesUpLeavesEverythingAsItWas() throws Exception {
    try (TestConsumer consumer = new TestConsumer(rabbit, Map.of())) {
      consumer.store.beforeCommit((type, batch) -> {
        throw new Refusal(FailureClass.TRANSIENT, "deadlock");
      });
      consumer.frame(TYPE, records(1, 5));
      consumer.fileComplete(TYPE);
      consumer.extractionComplete(TYPE);
      consumer.service.start();
      await("a write failed", () -> consumer.store.attempts() > 0);

      assertThat(consumer.service.drain(Duration.ofMillis(300))).isFalse();

      assertThat(consumer.signals.attempts()).isZero();
      assertThat(completed(consumer)).isFalse();
      assertThat(consumer.waiting(TYPE)).isZero();
      consumer.stop();
      consumer.awaitWaiting(TYPE, 3);
      assertThat(consumer.deadLetters(TYPE)).isEmpty();
    }
  }

  private static CompletableFuture<Boolean> drain(TestConsumer consumer, Duration longest) {
    return CompletableFuture.supplyAsync(() -> {
      try {
        return consumer.service.drain(longest);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    });
  }

  private static boolean completed(TestConsumer consumer) {
    return consumer.health("completed_files").toString().contains(TYPE.text());
  }
}
