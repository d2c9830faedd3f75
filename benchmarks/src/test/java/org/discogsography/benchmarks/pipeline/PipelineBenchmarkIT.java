package org.discogsography.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.discogsography.benchmarks.pipeline.BenchmarkRequest.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PipelineBenchmarkIT {

  /** One consumer alone is the same as both with less; it is left out to save time. */
  private static final Set<Stage> STAGES = EnumSet.of(Stage.EXTRACTOR, Stage.PIPELINE);

  @Test
  void smallCatalogueIsMeasuredFromTheDumpsToBothStoresAndCountedThere(@TempDir Path work)
      throws Exception {
    BenchmarkRun run = BenchmarkRun.of(new BenchmarkRequest(300, 40, 7, work, STAGES), news -> {});

    assertThat(run.countsMatch()).as(String.join("\n", run.lines())).isTrue();
    JsonNode figures = JsonMapper.shared().readTree(run.json());
    assertThat(figures.path("releases").asInt()).isBetween(280, 300);
    assertThat(figures.path("broker").asString()).isIn("rabbitmq", "qpid");
    assertThat(figures.path("counts_match").asBoolean()).isTrue();
    for (String figure :
        new String[] {
          "/extractor/releases_mb_per_s_1",
          "/extractor/releases_mb_per_s_2",
          "/initial/releases_per_s",
          "/initial/artists_per_s",
          "/initial/labels_per_s",
          "/initial/masters_per_s",
          "/reimport/releases_per_s",
          "/update/releases_per_s",
          "/disk_mb_per_million_releases/postgres"
        }) {
      assertThat(figures.at(figure).asDouble()).as(figure).isPositive();
    }
    if (ProcessFigures.available()) {
      for (String process : new String[] {"extractor", "graphinator", "tableinator"}) {
        assertThat(figures.path("memory_mb").path(process).asDouble()).as(process).isPositive();
        assertThat(figures.at("/initial/releases_cpu_micros/" + process).asDouble()).isPositive();
      }
    }
  }
}
