package org.discogsography.common.consuming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.discogsography.common.consuming.TestConsumer.await;
import static org.discogsography.common.consuming.TestConsumer.record;

import java.util.List;
import java.util.Map;
import org.discogsography.common.messages.DataType;
import org.discogsography.testkit.servers.BackingServers;
import org.discogsography.testkit.servers.Server;
import org.discogsography.testkit.servers.TestRabbit;
import org.junit.jupiter.api.Test;

@BackingServers(Server.RABBITMQ)
class HealthIT {

  private final TestRabbit rabbit;

  HealthIT(TestRabbit rabbit) {
    this.rabbit = rabbit;
  }

  @Test
  void storeThatIsMissingMeansStartingAtFirstAndUnhealthyLater() throws Exception {
    try (TestConsumer consumer = new TestConsumer(rabbit, Map.of())) {
      consumer.store.away(true);
      consumer.service.start();
      await(
          "the store is waited for",
          () -> "Waiting for Scripted store".equals(consumer.service.health().get("current_task")));
      assertThat(consumer.health("status")).isEqualTo("starting");
      assertThat(consumer.health("active_consumers")).isEqualTo(List.of());

      consumer.store.away(false);
      consumer.frame(DataType.ARTISTS, record("1"));
      consumer.awaitHandled(DataType.ARTISTS, 1);
      await("all consume", () -> ((List<?>) consumer.health("active_consumers")).size() == 4);
      assertThat(consumer.health("status")).isEqualTo("healthy");
      assertThat(consumer.health("current_task")).isEqualTo("Testing artists");

      consumer.store.away(true);
      consumer.frame(DataType.ARTISTS, record("2"));
      await("it is unhealthy", () -> "unhealthy".equals(consumer.health("status")));
    }
  }

  @Test
  void fieldsAreTheAgreedOnes() throws Exception {
    try (TestConsumer consumer = new TestConsumer(rabbit, Map.of())) {
      consumer.frame(DataType.RELEASES, record("1"), record("2"), "no JSON");
      consumer.fileComplete(DataType.RELEASES);
      consumer.extractionComplete(DataType.RELEASES);
      consumer.service.start();
      await("the run is complete", () -> consumer.signals.handled().size() == 3);
      await("it is told", () -> consumer.service.health().get("last_extraction") != null);

      Map<String, Object> health = consumer.service.health();

      assertThat(health)
          .containsEntry("service", TestConsumer.SERVICE)
          .containsEntry("progress", 0.25)
          .containsEntry("completed_files", List.of("releases"))
          .containsKey("timestamp");
      assertThat(consumer.handled(DataType.RELEASES)).isEqualTo(3);
      assertThat(consumer.handled(DataType.ARTISTS)).isZero();
      assertThat((Map<?, ?>) health.get("last_message_time"))
          .satisfies(times -> {
            assertThat((Double) times.get("artists")).isZero();
            assertThat((Double) times.get("releases")).isPositive();
          });
      assertThat(consumer.batch(DataType.RELEASES).keySet())
          .asString()
          .contains(
              "processed",
              "batches",
              "pending",
              "in_flight",
              "effective_size",
              "transient_failures",
              "deterministic_failures");
      assertThat(consumer.batch(DataType.RELEASES).get("dead_lettered")).isEqualTo(1L);
    }
  }
}
