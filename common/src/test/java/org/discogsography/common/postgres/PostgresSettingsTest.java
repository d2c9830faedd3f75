package org.discogsography.common.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HashMap;
import java.util.Map;
import org.discogsography.common.settings.ConfigurationException;
import org.discogsography.common.settings.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresSettingsTest {

  @ParameterizedTest
  @CsvSource({
    "db, 5433, jdbc:postgresql://db:5433/catalogue",
    "pgbouncer:6432, 5432, jdbc:postgresql://pgbouncer:6432/catalogue",
    "db, 70000, jdbc:postgresql://db:5432/catalogue",
    "::1, 5432, jdbc:postgresql://[::1]:5432/catalogue"
  })
  void portInTheHostWins(String host, String port, String url) {
    assertThat(settings(Map.of("POSTGRES_HOST", host, "POSTGRES_PORT", port)).jdbcUrl())
        .isEqualTo(url);
  }

  @Test
  void databaseNameIsEscaped() {
    assertThat(settings(Map.of("POSTGRES_DATABASE", "a/b?c")).jdbcUrl()).endsWith("/a%2Fb%3Fc");
  }

  @ParameterizedTest
  @CsvSource({"10, 4, 4, 4", "0, -1, 2, 12", "x, x, 2, 12", "3, 9, 3, 9"})
  void poolKeepsItsLimits(String min, String max, int poolMin, int poolMax) {
    PostgresSettings settings =
        settings(Map.of("POSTGRES_POOL_MIN_SIZE", min, "POSTGRES_POOL_MAX_SIZE", max));

    assertThat(settings.poolMin()).isEqualTo(poolMin);
    assertThat(settings.poolMax()).isEqualTo(poolMax);
  }

  @Test
  void textHoldsNoPassword() {
    PostgresSettings settings = settings(Map.of());

    assertThat(settings).hasToString("db:5432/catalogue as discogsography");
    assertThat(settings.jdbcUrl()).doesNotContain("s3cret", "discogsography");
  }

  @Test
  void missingVariablesAreNamedAllAtOnce() {
    Settings settings = Settings.from(Map.<String, String>of()::get);
    PostgresSettings.from(settings, 2, 12);

    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(settings::verify)
        .withMessageContainingAll(
            "POSTGRES_HOST", "POSTGRES_DATABASE", "POSTGRES_USERNAME", "POSTGRES_PASSWORD");
  }

  private static PostgresSettings settings(Map<String, String> changed) {
    Map<String, String> environment =
        new HashMap<>(
            Map.of(
                "POSTGRES_HOST", "db",
                "POSTGRES_DATABASE", "catalogue",
                "POSTGRES_USERNAME", "discogsography",
                "POSTGRES_PASSWORD", "s3cret"));
    environment.putAll(changed);
    return PostgresSettings.from(Settings.from(environment::get), 2, 12);
  }
}
