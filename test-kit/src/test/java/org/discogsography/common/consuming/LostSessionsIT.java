package org.discogsography.common.consuming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.discogsography.common.consuming.TestConsumer.await;
import static org.discogsography.common.consuming.TestConsumer.record;
import static org.discogsography.common.consuming.TestConsumer.records;

import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.discogsography.common.messages.DataType;
import org.discogsography.testkit.servers.BackingServers;
import org.discogsography.testkit.servers.Server;
import org.discogsography.testkit.servers.TestRabbit;
import org.junit.jupiter.api.Test;

@BackingServers(Server.RABBITMQ)
class LostSessionsIT {

  private static final DataType TYPE = DataType.ARTISTS;

  private final TestRabbit rabbit;

  LostSessionsIT(TestRabbit rabbit) {
    this.rabbit = rabbit;
  }

  @Test
  void recordsAreAcknowledgedOnlyAfterTheirCommit() throws Exception {
    AtomicBoolean lost = new AtomicBoolean();
    try (TestConsumer consumer = new TestConsumer(rabbit, Map.of())) {
      consumer.store.afterCommit((type, batch) -> {
        if (lost.compareAndSet(false, true)) {
          consumer.connections.close();
        }
      });
      consumer.frame(TYPE, records(1, 3));
      consumer.service.start();

      await("the frame came again", () -> consumer.store.ids(TYPE).size() == 6);
      await("nothing is pending", () -> consumer.pending(TYPE) == 0);
      consumer.stop();

      assertThat(consumer.store.ids(TYPE)).containsExactly("1", "2", "3", "1", "2", "3");
      assertThat(consumer.waiting(TYPE)).isZero();
      assertThat(consumer.deadLetters(TYPE)).isEmpty();
    }
  }

  @Test
  void queuedEntriesOfALostChannelAreForgottenAndComeAgain() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    try (TestConsumer consumer = new TestConsumer(rabbit, Map.of("TEST_BATCH_SIZE", "50"))) {
      consumer.store.beforeCommit((type, batch) -> release.await());
      for (int frame = 0; frame < 10; frame++) {
        consumer.frame(TYPE, records(1000 + frame * 50, 1049 + frame * 50));
      }
      consumer.service.start();
      await("all have arrived", () -> consumer.pending(TYPE) == 500);

      consumer.connections.close();
      release.countDown();

      await("all are written", () -> new HashSet<>(consumer.store.ids(TYPE)).size() == 500);
      await("nothing is pending", () -> consumer.pending(TYPE) == 0);
      assertThat(consumer.store.ids(TYPE)).hasSize(550);
      assertThat(consumer.store.prepared()).isEqualTo(1000);
      consumer.stop();
      assertThat(consumer.waiting(TYPE)).isZero();
      assertThat(consumer.deadLetters(TYPE)).isEmpty();
    }
  }

  @Test
  void stoppedConsumerLeavesUnsettledWhatItHasNotWritten() throws Exception {
    CountDownLatch writing = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    try (TestConsumer consumer = new TestConsumer(rabbit, Map.of("TEST_BATCH_SIZE", "1"))) {
      consumer.store.beforeCommit((type, batch) -> {
        writing.countDown();
        release.await();
      });
      consumer.singly(TYPE, records(100, 149));
      consumer.service.start();
      writing.await();
      await("all have arrived", () -> consumer.pending(TYPE) == 50);

      Thread closing = Thread.ofPlatform().start(consumer.service::close);
      await("it waits for the lane", () -> closing.getState() == Thread.State.TIMED_WAITING);
      release.countDown();
      closing.join();

      assertThat(consumer.store.ids(TYPE)).containsExactly("100");
      consumer.awaitWaiting(TYPE, 49);
      assertThat(consumer.deadLetters(TYPE)).isEmpty();
    }
  }

  @Test
  void consumerThatNeverStartedCanBeClosed() throws Exception {
    try (TestConsumer consumer = new TestConsumer(rabbit, Map.of())) {
      consumer.frame(TYPE, record("1"));

      consumer.service.close();
      consumer.service.start();

      assertThat(consumer.store.prepared()).isZero();
      assertThat(consumer.connections.isOpen()).isFalse();
      consumer.awaitWaiting(TYPE, 1);
    }
  }

  @Test
  void laneOutlivesAnErrorOfItsWriter() throws Exception {
    AtomicBoolean thrown = new AtomicBoolean();
    try (TestConsumer consumer = new TestConsumer(rabbit, Map.of())) {
      consumer.store.beforeCommit((type, batch) -> {
        if (thrown.compareAndSet(false, true)) {
          throw new StackOverflowError("record nests too deeply");
        }
      });
      consumer.frame(TYPE, record("1"));
      consumer.service.start();

      consumer.awaitHandled(TYPE, 1);

      assertThat(consumer.store.ids(TYPE)).containsExactly("1");
      assertThat(consumer.active(TYPE)).isTrue();
    }
  }

  @Test
  void crashOfTheBrokerLosesAndDeadLettersNothing() throws Exception {
    CountDownLatch halfway = new CountDownLatch(1);
    CountDownLatch crashed = new CountDownLatch(1);
    try (TestConsumer consumer = new TestConsumer(rabbit, Map.of("TEST_BATCH_SIZE", "20"))) {
      consumer.store.beforeCommit((type, batch) -> {
        if (consumer.store.ids(type).size() >= 100) {
          halfway.countDown();
          crashed.await();
        }
      });
      for (int frame = 0; frame < 20; frame++) {
        consumer.frame(TYPE, records(1000 + frame * 10, 1009 + frame * 10));
      }
      consumer.fileComplete(TYPE);
      consumer.service.start();
      halfway.await();

      rabbit.stop();
      crashed.countDown();
      rabbit.start();

      await("the signal is handled", () -> !consumer.signals.handled().isEmpty());
      assertThat(new HashSet<>(consumer.store.ids(TYPE))).hasSize(200);
      assertThat(consumer.deadLetters(TYPE)).isEmpty();
      consumer.stop();
      assertThat(consumer.waiting(TYPE)).isZero();
    } finally {
      rabbit.startAgainIfStopped();
    }
  }
}
