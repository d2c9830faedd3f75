package org.discogsography.brainzgraphinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.settings.ConfigurationException;
import org.discogsography.common.settings.Settings;
import org.junit.jupiter.api.Test;

class BrainzgraphinatorSettingsTest {

  private static final Map<String, String> REQUIRED =
      Map.of("NEO4J_HOST", "graph", "NEO4J_USERNAME", "neo4j", "NEO4J_PASSWORD", "secret");

  @Test
  void defaultsAreTheDocumentedOnes() {
    BrainzgraphinatorSettings settings = settings(Map.of());

    assertThat(settings.consumer().batchRecords()).isEqualTo(2000);
    assertThat(settings.consumer().prefetch()).isEqualTo(50);
    assertThat(settings.consumer().healthPort()).isEqualTo(8011);
    assertThat(settings.consumer().names().queue("brainzgraphinator", DataType.RELEASE_GROUPS))
        .isEqualTo("discogsography-musicbrainz-brainzgraphinator-release-groups");
    assertThat(settings.neo4j().uri()).isEqualTo("bolt://graph:7687");
    assertThat(settings.waitForDiscogs()).isTrue();
    assertThat(settings.discogsCheckInterval()).isEqualTo(Duration.ofSeconds(30));
    assertThat(settings.purgeMaxDeleteFraction()).isEqualTo(0.90);
    assertThat(settings.startupDelay()).isZero();
  }

  @Test
  void variablesHaveTheirDocumentedNames() {
    BrainzgraphinatorSettings settings =
        settings(
            Map.of(
                "NEO4J_BATCH_SIZE", "500",
                "BRAINZ_WAIT_FOR_DISCOGS", "false",
                "DISCOGS_CHECK_INTERVAL", "2.5",
                "PURGE_MAX_DELETE_FRACTION", "0.25",
                "MUSICBRAINZ_EXCHANGE_PREFIX", "mine"));

    assertThat(settings.consumer().batchRecords()).isEqualTo(500);
    assertThat(settings.waitForDiscogs()).isFalse();
    assertThat(settings.discogsCheckInterval()).isEqualTo(Duration.ofMillis(2500));
    assertThat(settings.purgeMaxDeleteFraction()).isEqualTo(0.25);
    assertThat(settings.consumer().names().exchange(DataType.LABELS)).isEqualTo("mine-labels");
  }

  @Test
  void missingVariablesAreNamedAllAtOnce() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(
            () -> BrainzgraphinatorSettings.from(Settings.from(Map.of("NEO4J_HOST", "graph")::get)))
        .withMessageContaining("NEO4J_USERNAME")
        .withMessageContaining("NEO4J_PASSWORD");
  }

  private static BrainzgraphinatorSettings settings(Map<String, String> changed) {
    Map<String, String> environment = new HashMap<>(REQUIRED);
    environment.putAll(changed);
    return BrainzgraphinatorSettings.from(Settings.from(environment::get));
  }
}
