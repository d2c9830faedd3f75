package org.discogsography.brainztableinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.settings.ConfigurationException;
import org.discogsography.common.settings.Settings;
import org.junit.jupiter.api.Test;

class BrainztableinatorSettingsTest {

  private static final Map<String, String> REQUIRED =
      Map.of(
          "POSTGRES_HOST", "db",
          "POSTGRES_USERNAME", "user",
          "POSTGRES_PASSWORD", "secret",
          "POSTGRES_DATABASE", "discogs");

  @Test
  void defaultsAreTheDocumentedOnes() {
    BrainztableinatorSettings settings = settings(Map.of());

    assertThat(settings.consumer().batchRecords()).isEqualTo(2000);
    assertThat(settings.consumer().flushInterval()).isEqualTo(Duration.ofSeconds(2));
    assertThat(settings.consumer().prefetch()).isEqualTo(50);
    assertThat(settings.consumer().healthPort()).isEqualTo(8010);
    assertThat(settings.consumer().names().queue("brainztableinator", DataType.ARTISTS))
        .isEqualTo("discogsography-musicbrainz-brainztableinator-artists");
    assertThat(settings.postgres().poolMin()).isEqualTo(2);
    assertThat(settings.postgres().poolMax()).isEqualTo(12);
    assertThat(settings.postgres().address()).hasToString("db:5432");
    assertThat(settings.broker().host()).isEqualTo("rabbitmq");
    assertThat(settings.purgeMaxDeleteFraction()).isEqualTo(0.90);
    assertThat(settings.startupDelay()).isZero();
  }

  @Test
  void variablesHaveTheirDocumentedNames() {
    BrainztableinatorSettings settings =
        settings(
            Map.of(
                "POSTGRES_BATCH_SIZE", "500",
                "POSTGRES_BATCH_FLUSH_INTERVAL", "0.5",
                "POSTGRES_POOL_MAX_SIZE", "4",
                "PURGE_MAX_DELETE_FRACTION", "0.25",
                "MUSICBRAINZ_EXCHANGE_PREFIX", "mine"));

    assertThat(settings.consumer().batchRecords()).isEqualTo(500);
    assertThat(settings.consumer().flushInterval()).isEqualTo(Duration.ofMillis(500));
    assertThat(settings.postgres().poolMax()).isEqualTo(4);
    assertThat(settings.purgeMaxDeleteFraction()).isEqualTo(0.25);
    assertThat(settings.consumer().names().exchange(DataType.ARTISTS)).isEqualTo("mine-artists");
  }

  @Test
  void withoutBatchModeEveryRecordIsABatch() {
    assertThat(settings(Map.of("POSTGRES_BATCH_MODE", "false")).consumer().batchRecords())
        .isEqualTo(1);
  }

  @Test
  void missingVariablesAreNamedAllAtOnce() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(
            () -> BrainztableinatorSettings.from(Settings.from(Map.of("POSTGRES_HOST", "db")::get)))
        .withMessageContaining("POSTGRES_USERNAME")
        .withMessageContaining("POSTGRES_PASSWORD")
        .withMessageContaining("POSTGRES_DATABASE");
  }

  private static BrainztableinatorSettings settings(Map<String, String> changed) {
    Map<String, String> environment = new HashMap<>(REQUIRED);
    environment.putAll(changed);
    return BrainztableinatorSettings.from(Settings.from(environment::get));
  }
}
