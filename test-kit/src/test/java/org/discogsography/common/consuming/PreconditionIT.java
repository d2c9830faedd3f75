package org.discogsography.common.consuming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.discogsography.common.consuming.TestConsumer.await;
import static org.discogsography.common.consuming.TestConsumer.record;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.discogsography.common.messages.DataType;
import org.discogsography.testkit.servers.BackingServers;
import org.discogsography.testkit.servers.Server;
import org.discogsography.testkit.servers.TestRabbit;
import org.junit.jupiter.api.Test;

@BackingServers(Server.RABBITMQ)
class PreconditionIT {

  private final TestRabbit rabbit;

  PreconditionIT(TestRabbit rabbit) {
    this.rabbit = rabbit;
  }

  @Test
  void nothingIsReadBeforeItIsMetAndNothingIsLost() throws Exception {
    AtomicBoolean met = new AtomicBoolean();
    Precondition precondition = () -> met.get() ? Optional.empty() : Optional.of("the others");
    try (TestConsumer consumer = new TestConsumer(rabbit, Map.of(), precondition)) {
      consumer.deleteQueue(DataType.ARTISTS);
      consumer.service.start();
      await(
          "it waits",
          () -> "Waiting for the others".equals(consumer.service.health().get("current_task")));
      consumer.frame(DataType.ARTISTS, record("1"), record("2"));
      consumer.awaitWaiting(DataType.ARTISTS, 1);

      assertThat(consumer.health("status")).isEqualTo("healthy");
      assertThat(consumer.health("active_consumers")).isEqualTo(List.of());
      assertThat(consumer.handled(DataType.ARTISTS)).isZero();

      met.set(true);
      consumer.awaitHandled(DataType.ARTISTS, 2);
      await("all consume", () -> ((List<?>) consumer.health("active_consumers")).size() == 4);
      assertThat(consumer.health("current_task")).isEqualTo("Testing artists");
    }
  }

  @Test
  void whatIsWaitedForIsToldAgainWhenItChanges() throws Exception {
    Set<String> failed = ConcurrentHashMap.newKeySet();
    Precondition precondition =
        () -> {
          if (failed.add(Thread.currentThread().getName())) {
            throw new IllegalStateException("cannot tell now");
          }
          return Optional.of("the others");
        };
    try (TestConsumer consumer = new TestConsumer(rabbit, Map.of(), precondition)) {
      consumer.service.start();
      await(
          "it tells",
          () -> "Waiting for the others".equals(consumer.service.health().get("current_task")));
    }
  }

  @Test
  void consumerThatWaitsCanBeStopped() throws Exception {
    try (TestConsumer consumer =
        new TestConsumer(rabbit, Map.of(), () -> Optional.of("something that never comes"))) {
      consumer.service.start();
      await("it waits", () -> consumer.service.health().get("current_task") != null);
    }
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.isAlive() && thread.getName().startsWith("lane-"));
  }
}
