package org.discogsography.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ResultsTest {

  private final Results results = new Results();

  @Test
  void loadIsOneObjectOfItsStageWithRatesAndProcessorTime() {
    results.load(
        "initial",
        new Load("labels", 1_000, Duration.ofSeconds(2), 1234.56, Map.of("neo4j", 250_000L)));

    JsonNode initial = JsonMapper.shared().readTree(results.json()).path("initial");
    assertThat(initial.path("labels_per_s").asDouble()).isEqualTo(1235);
    assertThat(initial.path("labels_per_s_overall").asDouble()).isEqualTo(500);
    assertThat(initial.at("/labels_cpu_micros/neo4j").asDouble()).isEqualTo(250);
    assertThat(results.lines().getFirst()).contains("labels", "1,235/s", "500/s", "neo4j 250");
  }

  @Test
  void figuresKeepFourDigitsHoweverSmall() {
    results.put("stage", "small", 0.00123456);
    results.put("stage", "large", 98_765_432);
    results.put("stage", "none", 0);

    JsonNode stage = JsonMapper.shared().readTree(results.json()).path("stage");
    assertThat(stage.path("small").asDouble()).isEqualTo(0.001235);
    assertThat(stage.path("large").asDouble()).isEqualTo(98_770_000);
    assertThat(stage.path("none").asDouble()).isZero();
  }
}
