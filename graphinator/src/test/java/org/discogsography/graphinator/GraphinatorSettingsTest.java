package org.discogsography.graphinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.settings.ConfigurationException;
import org.discogsography.common.settings.Settings;
import org.junit.jupiter.api.Test;

class GraphinatorSettingsTest {

  private static final Map<String, String> REQUIRED =
      Map.of("NEO4J_HOST", "graph", "NEO4J_USERNAME", "neo4j", "NEO4J_PASSWORD", "secret");

  @Test
  void defaultsAreTheDocumentedOnes() {
    GraphinatorSettings settings = settings(Map.of());

    assertThat(settings.consumer().batchRecords()).isEqualTo(2000);
    assertThat(settings.consumer().flushInterval()).isEqualTo(Duration.ofSeconds(2));
    assertThat(settings.consumer().healthPort()).isEqualTo(8001);
    assertThat(settings.consumer().names().queue("graphinator", DataType.RELEASES))
        .isEqualTo("discogsography-discogs-graphinator-releases");
    assertThat(settings.neo4j().uri()).isEqualTo("bolt://graph:7687");
    assertThat(settings.broker().host()).isEqualTo("rabbitmq");
    assertThat(settings.purgeMaxDeleteFraction()).isEqualTo(0.90);
    assertThat(settings.startupDelay()).isZero();
  }

  @Test
  void variablesHaveTheirDocumentedNames() {
    GraphinatorSettings settings =
        settings(
            Map.of(
                "NEO4J_BATCH_SIZE", "500",
                "NEO4J_BATCH_FLUSH_INTERVAL", "0.5",
                "NEO4J_PORT", "7777",
                "PURGE_MAX_DELETE_FRACTION", "0.25",
                "STARTUP_DELAY", "3"));

    assertThat(settings.consumer().batchRecords()).isEqualTo(500);
    assertThat(settings.consumer().flushInterval()).isEqualTo(Duration.ofMillis(500));
    assertThat(settings.neo4j().uri()).isEqualTo("bolt://graph:7777");
    assertThat(settings.purgeMaxDeleteFraction()).isEqualTo(0.25);
    assertThat(settings.startupDelay()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void withoutBatchModeEveryRecordIsABatch() {
    assertThat(settings(Map.of("NEO4J_BATCH_MODE", "false")).consumer().batchRecords())
        .isEqualTo(1);
  }

  @Test
  void missingVariablesAreNamedAllAtOnce() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(
            () -> GraphinatorSettings.from(Settings.from(Map.of("NEO4J_HOST", "graph")::get)))
        .withMessageContaining("NEO4J_USERNAME")
        .withMessageContaining("NEO4J_PASSWORD");
  }

  private static GraphinatorSettings settings(Map<String, String> changed) {
    Map<String, String> environment = new HashMap<>(REQUIRED);
    environment.putAll(changed);
    return GraphinatorSettings.from(Settings.from(environment::get));
  }
}
