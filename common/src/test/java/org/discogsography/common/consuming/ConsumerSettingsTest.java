package org.discogsography.common.consuming;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.discogsography.common.messages.Source;
import org.discogsography.common.messages.TopologyNames;
import org.discogsography.common.settings.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsumerSettingsTest {

  @Test
  void defaultsAreTheDocumentedOnes() {
    assertThat(settings(Source.DISCOGS, "POSTGRES", Map.of()))
        .isEqualTo(
            new ConsumerSettings(
                new TopologyNames(Source.DISCOGS, "discogsography-discogs"),
                2000,
                16 * 1024 * 1024,
                Duration.ofSeconds(2),
                100,
                2,
                Duration.ofMinutes(20),
                Duration.ofMinutes(5),
                Duration.ofHours(1),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                Duration.ofMinutes(5),
                8002));
  }

  @Test
  void variablesHaveTheirDocumentedNames() {
    ConsumerSettings settings =
        settings(
            Source.MUSICBRAINZ,
            "NEO4J",
            Map.ofEntries(
                Map.entry("MUSICBRAINZ_EXCHANGE_PREFIX", "mine"),
                Map.entry("NEO4J_BATCH_SIZE", "500"),
                Map.entry("CONSUMER_BATCH_BYTES", "1000"),
                Map.entry("NEO4J_BATCH_FLUSH_INTERVAL", "0.25"),
                Map.entry("CONSUMER_PREFETCH", "50"),
                Map.entry("CONSUMER_PARALLEL_WRITES", "3"),
                Map.entry("CONSUMER_HOLD_LIMIT", "60"),
                Map.entry("CONSUMER_CANCEL_DELAY", "0"),
                Map.entry("QUEUE_CHECK_INTERVAL", "61"),
                Map.entry("STUCK_CHECK_INTERVAL", "62"),
                Map.entry("STARTUP_IDLE_TIMEOUT", "63"),
                Map.entry("IDLE_LOG_INTERVAL", "64"),
                Map.entry("HEALTH_PORT", "8111")));

    assertThat(settings)
        .isEqualTo(
            new ConsumerSettings(
                new TopologyNames(Source.MUSICBRAINZ, "mine"),
                500,
                1000,
                Duration.ofMillis(250),
                50,
                3,
                Duration.ofSeconds(60),
                Duration.ZERO,
                Duration.ofSeconds(61),
                Duration.ofSeconds(62),
                Duration.ofSeconds(63),
                Duration.ofSeconds(64),
                8111));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "many"})
  void batchSizeThatWouldNeverFlushGivesTheDefault(String size) {
    assertThat(settings(Source.DISCOGS, "NEO4J", Map.of("NEO4J_BATCH_SIZE", size)).batchRecords())
        .isEqualTo(2000);
  }

  @Test
  void withoutBatchModeEveryRecordIsABatch() {
    assertThat(
            settings(
                    Source.DISCOGS,
                    "NEO4J",
                    Map.of("NEO4J_BATCH_MODE", "False", "NEO4J_BATCH_SIZE", "500"))
                .batchRecords())
        .isEqualTo(1);
  }

  private static ConsumerSettings settings(
      Source source, String store, Map<String, String> environment) {
    return ConsumerSettings.from(Settings.from(environment::get), source, store, 8002);
  }
}
