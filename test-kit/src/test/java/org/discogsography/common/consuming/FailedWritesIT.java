package org.discogsography.common.consuming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.discogsography.common.consuming.TestConsumer.await;
import static org.discogsography.common.consuming.TestConsumer.body;
import static org.discogsography.common.consuming.TestConsumer.header;
import static org.discogsography.common.consuming.TestConsumer.record;
import static org.discogsography.common.consuming.TestConsumer.records;

import com.rabbitmq.client.GetResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.discogsography.common.consuming.ScriptedStore.Refusal;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.InvalidMessageException;
import org.discogsography.testkit.servers.BackingServers;
import org.discogsography.testkit.servers.Server;
import org.discogsography.testkit.servers.TestRabbit;
import org.junit.jupiter.api.Test;

@BackingServers(Server.RABBITMQ)
class FailedWritesIT {

  private static final DataType TYPE = DataType.RELEASES;

  private final TestRabbit rabbit;

  FailedWritesIT(TestRabbit rabbit) {
    this.rabbit = rabbit;
  }

  @Test
  void oneRefusedRecordAmongTwentyIsDeadLetteredAloneWithItsReason() throws Exception {
    try (TestConsumer consumer = new TestConsumer(rabbit, Map.of())) {
      consumer.store.beforeCommit((type, batch) -> {
        if (batch.stream().anyMatch(record -> record.id().equals("13"))) {
          throw new Refusal(FailureClass.DETERMINISTIC, "value out of range");
        }
      });
      consumer.frame(TYPE, records(1, 20));
      consumer.service.start();

      consumer.awaitHandled(TYPE, 20);

      assertThat(consumer.store.ids(TYPE))
          .containsExactlyInAnyOrderElementsOf(
              IntStream.rangeClosed(1, 20)
                  .filter(id -> id != 13)
                  .mapToObj(Integer::toString)
                  .toList());
      List<GetResponse> letters = consumer.deadLetters(TYPE);
      assertThat(letters)
          .singleElement()
          .satisfies(letter -> {
            assertThat(body(letter)).isEqualTo(record("13"));
            assertThat(header(letter, "x-reason")).isEqualTo("value out of range");
            assertThat(header(letter, "x-exception")).isEqualTo(Refusal.class.getName());
            assertThat(header(letter, "x-store")).isEqualTo("Scripted store");
            assertThat(header(letter, "x-attempts")).isEqualTo("5");
            assertThat(header(letter, "x-original-exchange"))
                .isEqualTo(consumer.names.exchange(TYPE));
            assertThat(letter.getProps().getDeliveryMode()).isEqualTo(2);
          });
      consumer.stop();
      assertThat(consumer.waiting(TYPE)).isZero();
    }
  }

  @Test
  void recordThatProvesUnreadableWhenItIsWrittenIsNotTriedAgain() throws Exception {
    try (TestConsumer consumer = new TestConsumer(rabbit, Map.of())) {
      AtomicInteger alone = new AtomicInteger();
      consumer.store.beforeCommit((type, batch) -> {
        if (batch.stream().anyMatch(record -> record.id().equals("13"))) {
          alone.addAndGet(batch.size() == 1 ? 1 : 0);
          throw new InvalidMessageException("not JSON");
        }
      });
      consumer.frame(TYPE, records(1, 20));
      consumer.service.start();

      consumer.awaitHandled(TYPE, 20);

      assertThat(alone).hasValue(1);
      assertThat(consumer.store.ids(TYPE)).hasSize(19).doesNotContain("13");
      assertThat(consumer.deadLetters(TYPE))
          .singleElement()
          .satisfies(letter -> {
            assertThat(body(letter)).isEqualTo(record("13"));
            assertThat(header(letter, "x-reason")).isEqualTo("not JSON");
            assertThat(header(letter, "x-attempts")).isEqualTo("1");
          });
    }
  }

  @Test
  void whatIsNoRecordIsDeadLetteredAtOnceAndItsNeighboursAreWritten() throws Exception {
    List<String> unreadable =
        List.of(
            "{\"type\":\"data\",\"id\":null}",
            "{\"type\":\"data\",\"id\":\"\"}",
            "{\"type\":\"data\",\"name\":\"x\"}",
            "no JSON",
            "[1]",
            "{\"type\":\"file_complete\",\"data_type\":\"releases\"}");
    try (TestConsumer consumer = new TestConsumer(rabbit, Map.of())) {
      consumer.frame(
          TYPE,
          record("1"),
          unreadable.get(0),
          unreadable.get(1),
          unreadable.get(2),
          record("2"),
          unreadable.get(3),
          unreadable.get(4),
          unreadable.get(5));
      consumer.service.start();

      consumer.awaitHandled(TYPE, 8);

      assertThat(consumer.store.ids(TYPE)).containsExactly("1", "2");
      assertThat(consumer.store.attempts()).isEqualTo(1);
      assertThat(consumer.signals.handled()).isEmpty();
      List<GetResponse> letters = consumer.deadLetters(TYPE);
      assertThat(letters).extracting(TestConsumer::body).containsExactlyElementsOf(unreadable);
      assertThat(letters)
          .allSatisfy(letter -> {
            assertThat(header(letter, "x-attempts")).isEqualTo("0");
            assertThat(header(letter, "x-reason")).isNotBlank();
          });
    }
  }

  @Test
  void messageThatIsNoRecordIsDeadLetteredAndNotRedelivered() throws Exception {
    try (TestConsumer consumer = new TestConsumer(rabbit, Map.of())) {
      consumer.singly(TYPE, "no JSON", record("1"), "{\"type\":\"file_complete\"}");
      consumer.service.start();

      consumer.awaitHandled(TYPE, 3);
      consumer.stop();

      assertThat(consumer.deadLetters(TYPE))
          .extracting(TestConsumer::body)
          .containsExactly("no JSON", "{\"type\":\"file_complete\"}");
      assertThat(consumer.store.ids(TYPE)).containsExactly("1");
      assertThat(consumer.waiting(TYPE)).isZero();
    }
  }

  @Test
  void damagedFrameIsDeadLetteredWhole() throws Exception {
    try (TestConsumer consumer = new TestConsumer(rabbit, Map.of())) {
      consumer.damagedFrame(TYPE);
      consumer.frame(TYPE, record("1"));
      consumer.service.start();

      consumer.awaitHandled(TYPE, 2);

      assertThat(consumer.deadLetters(TYPE))
          .singleElement()
          .satisfies(letter -> assertThat(header(letter, "x-reason")).contains("damaged"));
      assertThat(consumer.store.ids(TYPE)).containsExactly("1");
    }
  }

  @Test
  void outageDeadLettersNothingKeepsTheOrderAndStopsConsuming() throws Exception {
    try (TestConsumer consumer = new TestConsumer(rabbit, Map.of("TEST_BATCH_SIZE", "10"))) {
      consumer.store.beforeCommit((type, batch) -> consumer.store.away(true));
      consumer.frame(TYPE, records(100, 109));
      consumer.frame(TYPE, records(110, 119));
      consumer.service.start();
      await("the first batch is written", () -> consumer.store.ids(TYPE).size() == 10);
      consumer.store.beforeCommit((type, batch) -> {});

      await("the consumer is cancelled", () -> !consumer.active(TYPE));
      consumer.frame(TYPE, records(120, 129));
      assertThat(consumer.health("status")).isEqualTo("unhealthy");
      consumer.awaitWaiting(TYPE, 1);
      consumer.store.away(false);

      consumer.awaitHandled(TYPE, 30);
      assertThat(consumer.store.ids(TYPE))
          .containsExactlyElementsOf(
              IntStream.rangeClosed(100, 129).mapToObj(Integer::toString).toList());
      assertThat(consumer.deadLetters(TYPE)).isEmpty();
      assertThat(consumer.batch(TYPE).get("deterministic_failures")).isEqualTo(0);
      assertThat(consumer.health("status")).isEqualTo("healthy");
    }
  }

  @Test
  void missingSchemaDeadLettersNothingAndIsReported() throws Exception {
    AtomicInteger refusals = new AtomicInteger(2);
    try (TestConsumer consumer = new TestConsumer(rabbit, Map.of())) {
      consumer.store.beforeCommit((type, batch) -> {
        if (refusals.get() > 0) {
          throw new Refusal(FailureClass.ENVIRONMENT, "relation does not exist");
        }
      });
      consumer.frame(TYPE, records(1, 3));
      consumer.service.start();

      await(
          "the problem is told",
          () -> "relation does not exist".equals(consumer.batch(TYPE).get("problem")));
      assertThat(consumer.health("status")).isEqualTo("unhealthy");
      refusals.set(0);

      consumer.awaitHandled(TYPE, 3);
      assertThat(consumer.deadLetters(TYPE)).isEmpty();
      assertThat(consumer.store.ids(TYPE)).containsExactly("1", "2", "3");
      assertThat(consumer.health("status")).isEqualTo("healthy");
    }
  }

  @Test
  void storeThatAnswersButTakesNoWritesCostsOneDelivery() throws Exception {
    AtomicInteger refusals = new AtomicInteger(2);
    try (TestConsumer consumer = new TestConsumer(rabbit, Map.of("CONSUMER_HOLD_LIMIT", "0.1"))) {
      consumer.store.beforeCommit((type, batch) -> {
        if (refusals.getAndDecrement() > 0) {
          throw new Refusal(FailureClass.TRANSIENT, "disk full");
        }
      });
      consumer.frame(TYPE, record("1"));
      consumer.service.start();

      consumer.awaitHandled(TYPE, 1);

      assertThat(refusals.get()).isNegative();
      assertThat(consumer.store.prepared()).isEqualTo(2);
      assertThat(consumer.deadLetters(TYPE)).isEmpty();
      assertThat(consumer.health("status")).isEqualTo("healthy");
    }
  }
}
