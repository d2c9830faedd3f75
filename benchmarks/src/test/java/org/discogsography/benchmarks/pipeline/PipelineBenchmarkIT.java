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

  @Test
  void smallCatalogueIsMeasuredFromTheDumpsToBothStoresAndCountedThere(@TempDir Path work)
      throws Exception {
    JsonNode figures = measure(work, 0, EnumSet.complementOf(EnumSet.of(Stage.BRAINZGRAPHINATOR)));

    assertThat(figures.path("releases").asInt()).isBetween(90, 100);
    assertThat(figures.path("broker").asString()).isIn("rabbitmq", "qpid");
    assertPositive(
        figures,
        "/extractor/releases_mb_per_s_1",
        "/extractor/releases_mb_per_s_2",
        "/extractor/releases_rules_per_s_1",
        "/extractor/releases_rules_per_s_2",
        "/initial/releases_per_s",
        "/initial/artists_per_s",
        "/initial/labels_per_s",
        "/initial/masters_per_s",
        "/initial/releases_per_s_by_consumer/tableinator",
        "/reimport/releases_per_s",
        "/update/releases_per_s",
        "/disk_mb_per_million_releases/postgres",
        "/extractor/musicbrainz_release_groups_per_s_2",
        "/graphinator/releases_per_s",
        "/tableinator/releases_per_s",
        "/musicbrainz/artists_per_s",
        "/musicbrainz/labels_per_s",
        "/musicbrainz/release_groups_per_s",
        "/musicbrainz/releases_per_s",
        "/musicbrainz/artists_per_s_by_consumer/brainzgraphinator",
        "/musicbrainz/artists_per_s_by_consumer/brainztableinator",
        "/musicbrainz/matched_artists_per_s",
        "/musicbrainz_reimport/artists_per_s",
        "/musicbrainz_reimport/releases_per_s",
        "/brainztableinator/artists_per_s",
        "/brainztableinator/releases_per_s");
    assertThat(figures.path("musicbrainz_reimport").has("matched_artists_per_s")).isFalse();
    if (ProcessFigures.available()) {
      assertPositive(
          figures,
          "/memory_mb/extractor",
          "/memory_mb/graphinator",
          "/memory_mb/tableinator",
          "/memory_mb/extractor-musicbrainz",
          "/memory_mb/brainzgraphinator",
          "/memory_mb/brainztableinator",
          "/initial/releases_cpu_micros/tableinator",
          "/musicbrainz/artists_cpu_micros/brainzgraphinator");
    }
  }

  @Test
  void warmedUpConsumerIsMeasuredWithoutWhatItWasWarmedUpWith(@TempDir Path work) throws Exception {
    JsonNode figures = measure(work, 30, EnumSet.of(Stage.TABLEINATOR));

    assertPositive(figures, "/tableinator/releases_per_s");
  }

  private static JsonNode measure(Path work, int warmUp, Set<Stage> stages) throws Exception {
    BenchmarkRun run =
        BenchmarkRun.of(new BenchmarkRequest(100, warmUp, 7, work, stages, true), news -> {});

    assertThat(run.countsMatch()).as(String.join("\n", run.lines())).isTrue();
    JsonNode figures = JsonMapper.shared().readTree(run.json());
    assertThat(figures.path("counts_match").asBoolean()).isTrue();
    return figures;
  }

  private static void assertPositive(JsonNode figures, String... paths) {
    for (String path : paths) {
      assertThat(figures.at(path).asDouble()).as(path).isPositive();
    }
  }
}
