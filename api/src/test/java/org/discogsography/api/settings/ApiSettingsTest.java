package org.discogsography.api.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.discogsography.common.settings.ConfigurationException;
import org.discogsography.common.settings.Settings;
import org.junit.jupiter.api.Test;

class ApiSettingsTest {

  private static final Map<String, String> REQUIRED =
      Map.of(
          "NEO4J_HOST", "graph",
          "NEO4J_USERNAME", "neo4j",
          "NEO4J_PASSWORD", "secret",
          "POSTGRES_HOST", "tables",
          "POSTGRES_DATABASE", "discogsography",
          "POSTGRES_USERNAME", "reader",
          "POSTGRES_PASSWORD", "secret");

  private static ApiSettings settings(String... variables) {
    Map<String, String> environment = new HashMap<>(REQUIRED);
    for (int i = 0; i < variables.length; i += 2) {
      environment.put(variables[i], variables[i + 1]);
    }
    return ApiSettings.from(Settings.from(environment::get));
  }

  @Test
  void defaultsSuitADevelopersMachine() {
    ApiSettings settings = settings();
    assertThat(settings.redis()).isEqualTo(new RedisSettings("localhost", 6379, null));
    assertThat(settings.postgres().poolMin()).isEqualTo(2);
    assertThat(settings.postgres().poolMax()).isEqualTo(8);
    assertThat(settings.facetsEnabled()).isTrue();
    assertThat(settings.queryTimeout()).isEqualTo(Duration.ofSeconds(60));
    assertThat(settings.corsOrigins())
        .containsExactly("http://localhost:3000", "http://localhost:8003");
    assertThat(settings.trustedProxies()).containsExactly("172.20.0.0/16");
    assertThat(settings.healthPort()).isEqualTo(8005);
  }

  @Test
  void valuesOfTheEnvironmentWin() {
    ApiSettings settings =
        settings(
            "REDIS_HOST", "cache",
            "REDIS_PORT", "6380",
            "REDIS_PASSWORD", "p",
            "MUSIC_QUERY_TIMEOUT_SECONDS", "5",
            "MUSIC_FACETS_ENABLED", "false",
            "POSTGRES_HOST", "pooler:6432",
            "CORS_ORIGINS", " https://a.example , https://b.example ,",
            "FORWARDED_ALLOW_IPS", "10.0.0.0/8,::1",
            "API_HEALTH_PORT", "9005");
    assertThat(settings.redis()).isEqualTo(new RedisSettings("cache", 6380, "p"));
    assertThat(settings.queryTimeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.facetsEnabled()).isFalse();
    assertThat(settings.postgres().address()).hasToString("pooler:6432");
    assertThat(settings.corsOrigins()).containsExactly("https://a.example", "https://b.example");
    assertThat(settings.trustedProxies()).containsExactly("10.0.0.0/8", "::1");
    assertThat(settings.healthPort()).isEqualTo(9005);
  }

  @Test
  void productionHasNoForeignOriginsUnlessTold() {
    assertThat(settings("ENVIRONMENT", "production").corsOrigins()).isEmpty();
    assertThat(
            settings("ENVIRONMENT", "production", "CORS_ORIGINS", "https://a.example")
                .corsOrigins())
        .containsExactly("https://a.example");
  }

  @Test
  void allMissingVariablesAreNamedAtOnce() {
    assertThatThrownBy(() -> ApiSettings.from(Settings.from(name -> null)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("NEO4J_HOST, NEO4J_USERNAME, NEO4J_PASSWORD")
        .hasMessageContaining("POSTGRES_HOST, POSTGRES_DATABASE, POSTGRES_USERNAME");
  }

  @Test
  void passwordsAreNotPrinted() {
    assertThat(new RedisSettings("cache", 6379, "hidden").toString()).doesNotContain("hidden");
    assertThat(new RedisSettings("redis://:hidden@cache:1", 6379, null).toString())
        .doesNotContain("hidden");
    assertThat(settings("NEO4J_PASSWORD", "hidden").toString()).doesNotContain("hidden");
    assertThat(settings("POSTGRES_PASSWORD", "hidden").toString()).doesNotContain("hidden");
  }
}
