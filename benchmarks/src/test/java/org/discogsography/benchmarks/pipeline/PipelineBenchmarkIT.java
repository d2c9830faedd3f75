package org.discogsography.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumSet;
import org.discogsography.benchmarks.pipeline.BenchmarkRequest.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PipelineBenchmarkIT {

  @Test
  void smallCatalogueIsMeasuredFromTheDumpsToBothStoresAndCountedThere(@TempDir Path work)
      throws Exception {
    BenchmarkRun run =
        BenchmarkRun.of(
            new BenchmarkRequest(100, 30, 7, work, EnumSet.allOf(Stage.class), true), news -> {});

    assertThat(run.countsMatch()).as(String.join("\n", run.lines())).isTrue();
    JsonNode figures = JsonMapper.shared().readTree(run.json());
    assertThat(figures.path("releases").asInt()).isBetween(90, 100);
    assertThat(figures.path("broker").asString()).isIn("rabbitmq", "qpid");
    assertThat(figures.path("counts_match").asBoolean()).isTrue();
    for (String figure :
        new String[] {
          "/extractor/releases_mb_per_s_1",
          "/extractor/releases_mb_per_s_2",
          "/extractor/releases_rules_per_s_1",
          "/extractor/releases_rules_per_s_2",
          "/extractor/musicbrainz_release_groups_per_s_2",
          "/initial/releases_per_s",
          "/initial/artists_per_s",
          "/initial/labels_per_s",
          "/initial/masters_per_s",
          "/initial/releases_per_s_by_consumer/tableinator",
          "/reimport/releases_per_s",
          "/update/releases_per_s",
          "/disk_mb_per_million_releases/postgres",
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
          "/brainzgraphinator/matched_artists_per_s",
          "/brainzgraphinator/releases_per_s",
          "/brainztableinator/artists_per_s",
          "/brainztableinator/releases_per_s"
        }) {
      assertThat(figures.at(figure).asDouble()).as(figure).isPositive();
    }
    assertThat(figures.path("musicbrainz_reimport").has("matched_artists_per_s")).isFalse();
    if (ProcessFigures.available()) {
      for (String process :
          new String[] {
            "extractor",
            "graphinator",
            "tableinator",
            "extractor-musicbrainz",
            "brainzgraphinator",
            "brainztableinator"
          }) {
        assertThat(figures.path("memory_mb").path(process).asDouble()).as(process).isPositive();
      }
      assertThat(figures.at("/initial/releases_cpu_micros/tableinator").asDouble()).isPositive();
      assertThat(figures.at("/musicbrainz/artists_cpu_micros/brainzgraphinator").asDouble())
          .isPositive();
    }
  }
}
