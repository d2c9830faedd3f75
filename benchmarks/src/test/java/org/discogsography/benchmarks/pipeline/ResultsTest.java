package org.discogsography.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;
import org.discogsography.common.messages.DataType;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ResultsTest {

  private final Results results = new Results();

  @Test
  void loadIsOneObjectOfItsStageWithRatesAndProcessorTime() {
    results.load(
        "initial",
        new Load(
            DataType.LABELS,
            1_000,
            Duration.ofSeconds(2),
            1234.56,
            Map.of("graphinator", 1234.56),
            OptionalDouble.empty(),
            Map.of("neo4j", 250_000L)));

    JsonNode initial = JsonMapper.shared().readTree(results.json()).path("initial");
    assertThat(initial.path("labels_per_s").asDouble()).isEqualTo(1235);
    assertThat(initial.path("labels_per_s_overall").asDouble()).isEqualTo(500);
    assertThat(initial.at("/labels_cpu_micros/neo4j").asDouble()).isEqualTo(250);
    assertThat(initial.has("labels_per_s_by_consumer")).isFalse();
    assertThat(initial.has("matched_labels_per_s")).isFalse();
    assertThat(results.lines().getFirst()).contains("labels", "1,235/s", "500/s", "neo4j 250");
  }

  @Test
  void loadOfSeveralConsumersHasTheRateOfEachAndThatOfMatches() {
    results.load(
        "musicbrainz",
        new Load(
            DataType.RELEASE_GROUPS,
            1_000,
            Duration.ofSeconds(2),
            700,
            Map.of("brainzgraphinator", 700.0, "brainztableinator", 900.0),
            OptionalDouble.of(600),
            Map.of()));

    JsonNode stage = JsonMapper.shared().readTree(results.json()).path("musicbrainz");
    assertThat(stage.path("release_groups_per_s").asDouble()).isEqualTo(700);
    assertThat(stage.at("/release_groups_per_s_by_consumer/brainztableinator").asDouble())
        .isEqualTo(900);
    assertThat(stage.path("matched_release_groups_per_s").asDouble()).isEqualTo(600);
    assertThat(results.lines().getFirst())
        .contains("brainztableinator 900/s", "brainzgraphinator 700/s", "matched 600/s");
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
