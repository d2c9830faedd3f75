package org.discogsography.common.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.discogsography.common.settings.Settings;
import org.junit.jupiter.api.Test;

class BrokerSettingsTest {

  @Test
  void defaultsAreTheDocumentedOnes() {
    assertThat(BrokerSettings.from(Settings.from(Map.<String, String>of()::get)))
        .isEqualTo(new BrokerSettings("rabbitmq", 5672, "discogsography", "discogsography"));
  }

  @Test
  void variablesHaveTheirDocumentedNames() {
    Map<String, String> environment =
        Map.of(
            "RABBITMQ_HOST", "broker",
            "RABBITMQ_PORT", "5673",
            "RABBITMQ_USERNAME", "me",
            "RABBITMQ_PASSWORD", "/+=@:%#");

    assertThat(BrokerSettings.from(Settings.from(environment::get)))
        .isEqualTo(new BrokerSettings("broker", 5673, "me", "/+=@:%#"));
  }

  @Test
  void textHoldsNoPassword() {
    assertThat(new BrokerSettings("broker", 5673, "me", "s3cret")).hasToString("broker:5673 as me");
  }
}
