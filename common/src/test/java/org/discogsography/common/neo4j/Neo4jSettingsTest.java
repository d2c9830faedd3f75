package org.discogsography.common.neo4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HashMap;
import java.util.Map;
import org.discogsography.common.settings.ConfigurationException;
import org.discogsography.common.settings.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neo4j.driver.Driver;

class Neo4jSettingsTest {

  @ParameterizedTest
  @CsvSource({
    "graph, 7687, bolt://graph:7687",
    "graph, 7777, bolt://graph:7777",
    "graph, x, bolt://graph:7687",
    "graph:7688, 7687, bolt://graph:7688",
    "::1, 7687, bolt://[::1]:7687",
    "neo4j+s://x, 1, neo4j+s://x",
    "bolt://graph:1234, 7687, bolt://graph:1234"
  })
  void hostBecomesAnAddressAndAnAddressStays(String host, String port, String uri) {
    assertThat(settings(Map.of("NEO4J_HOST", host, "NEO4J_PORT", port)).uri()).isEqualTo(uri);
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "1", "yes", "TRUE", " true "})
  void encryptionIsOnForAnyTrueWord(String word) {
    assertThat(settings(Map.of("NEO4J_TLS_ENABLED", word)).tls()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "false", "on", "enabled"})
  void encryptionIsOffOtherwise(String word) {
    assertThat(settings(Map.of("NEO4J_TLS_ENABLED", word)).tls()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "true", "on", "1", "verify", "flase"})
  void identityIsCheckedUnlessPlainlyRefused(String word) {
    assertThat(settings(Map.of("NEO4J_TLS_VERIFY", word)).tlsVerify()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "0", "no", " NO "})
  void identityIsNotCheckedWhenPlainlyRefused(String word) {
    assertThat(settings(Map.of("NEO4J_TLS_VERIFY", word)).tlsVerify()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"neo4j+s://x", "bolt+ssc://x"})
  void addressThatEncryptsItselfExcludesTheVariables(String address) {
    Neo4jSettings settings = settings(Map.of("NEO4J_HOST", address, "NEO4J_TLS_ENABLED", "true"));

    assertThat(settings.tls()).isFalse();
    try (Driver driver = settings.openDriver()) {
      assertThat(driver.isEncrypted()).isTrue();
    }
  }

  @Test
  void driverEncryptsWhenAsked() {
    try (Driver driver = settings(Map.of("NEO4J_TLS_ENABLED", "1")).openDriver()) {
      assertThat(driver.isEncrypted()).isTrue();
    }
    try (Driver driver = settings(Map.of()).openDriver()) {
      assertThat(driver.isEncrypted()).isFalse();
    }
  }

  @Test
  void missingFileOfAuthoritiesEndsTheStart() {
    Neo4jSettings settings =
        settings(Map.of("NEO4J_TLS_ENABLED", "1", "NEO4J_TLS_CA_FILE", "/nowhere/ca.pem"));

    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(settings::openDriver)
        .withMessageContainingAll("NEO4J_TLS_CA_FILE", "/nowhere/ca.pem");
  }

  @Test
  void addressThatIsNoneEndsTheStart() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(settings(Map.of("NEO4J_HOST", "http://graph"))::openDriver)
        .withMessageContaining("NEO4J_HOST");
  }

  @Test
  void textHoldsNoPassword() {
    assertThat(settings(Map.of())).hasToString("bolt://graph:7687 as neo4j");
  }

  private static Neo4jSettings settings(Map<String, String> changed) {
    Map<String, String> environment =
        new HashMap<>(
            Map.of("NEO4J_HOST", "graph", "NEO4J_USERNAME", "neo4j", "NEO4J_PASSWORD", "s3cret"));
    environment.putAll(changed);
    return Neo4jSettings.from(Settings.from(environment::get));
  }
}
