package org.discogsography.extractor.quality;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.discogsography.common.messages.DataType.ARTISTS;
import static org.discogsography.common.messages.DataType.LABELS;
import static org.discogsography.common.messages.DataType.RELEASES;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.discogsography.extractor.discogs.DumpReader;
import org.discogsography.extractor.discogs.ReadLimits;
import org.discogsography.extractor.rules.QualityRules;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the reports of a type say about its records. */
class QualityReportTest extends JudgedDumps {

  @Test
  void reportCountsByReasonFilterAndRule() throws Exception {
    read(
        quality(RULES),
        RELEASES,
        release(1, "<title>ab</title><released>0312-05-00</released>")
            + release(2, "<title>Good</title><genres><genre>1</genre><genre>2</genre></genres>")
            + release(3, "<title/><genres><genre>Jazz</genre></genres>")
            + "<release><title>no id</title></release>");
    JsonNode report = report(RELEASES);
    assertThat(report.path("source").asString()).isEqualTo("discogs");
    assertThat(report.path("version").asString()).isEqualTo("20260401");
    assertThat(report.path("type").asString()).isEqualTo("releases");
    assertThat(report.path("total").asInt()).isEqualTo(4);
    assertThat(report.path("published").asInt()).isEqualTo(3).isEqualTo(published.size());
    assertThat(report.path("malformed").asInt()).isEqualTo(1);
    assertThat(report.path("complete").asBoolean()).isTrue();
    assertThat(report.path("skipped").isEmpty()).isTrue();
    assertThat(report.path("filtered").toString())
        .isEqualTo("{\"released: too early\":1,\"genres.genre: number\":2}");
    assertThat(report.at("/rules/odd-genre/warnings").asInt()).isEqualTo(1);
    assertThat(report.at("/rules/no-title/errors").asInt()).isEqualTo(1);
    assertThat(report.at("/rules/short-title/info").asInt()).isEqualTo(1);
    assertThat(text(RELEASES))
        .contains("Data quality of discogs 20260401, releases")
        .contains("Filtered, genres.genre: number: 2")
        .contains("Violations: 1 errors and 1 warnings in 4 records; 1 for information")
        .contains("1 errors, 0 warnings, 0 info; for example 3")
        .containsSubsequence("no-title", "odd-genre", "short-title")
        .contains("0 errors, 1 warnings, 0 info; for example 3 'Jazz'");
  }

  @Test
  void reportNamesTheFirstHundredSkippedRecords() throws Exception {
    String records =
        IntStream.rangeClosed(1, 130)
            .mapToObj(id -> artist(id, "<profile>do not use</profile>"))
            .collect(Collectors.joining());
    read(quality(RULES), ARTISTS, records);
    assertThat(report(ARTISTS).path("skipped").toString()).isEqualTo("{\"junk\":130}");
    assertThat(text(ARTISTS))
        .contains("Skipped, junk: 130")
        .contains("ids: 1, 2, 3,", " 99, 100, ...")
        .doesNotContain("101");
  }

  @Test
  void cleanTypeSaysSo() throws Exception {
    read(quality(RULES), ARTISTS, artist(1, "<name>One</name>"));
    assertThat(files(ARTISTS)).containsExactly("report.json", "report.txt");
    assertThat(text(ARTISTS)).contains("Clean: nothing was skipped or filtered");
    assertThat(report(ARTISTS).path("total").asInt()).isEqualTo(1);
  }

  @Test
  void withoutRulesACleanTypeHasNoFolder() throws Exception {
    read(quality(QualityRules.NONE), ARTISTS, artist(1, ""));
    assertThat(root.resolve("flagged")).doesNotExist();
    assertThat(published).hasSize(1);
  }

  @Test
  void typesHaveReportsOfTheirOwn() throws Exception {
    DataQuality quality = quality(RULES);
    Thread labels =
        Thread.ofPlatform()
            .start(() -> {
              try {
                read(quality, LABELS, "<label><id>1</id></label>".repeat(300));
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            });
    List<String> mine = new ArrayList<>();
    DumpReader reader =
        new DumpReader(
            "a.xml",
            ARTISTS,
            new ReadLimits(2, 100, 1_000, 16 << 20),
            quality.inspect("20260401", ARTISTS, "a.xml", false));
    reader.read(
        new ByteArrayInputStream(
            ("<artists>" + artist(1, "").repeat(200) + "</artists>").getBytes(UTF_8)),
        message -> mine.add(new String(message, UTF_8)));
    labels.join();
    assertThat(report(ARTISTS).at("/rules/no-name/errors").asInt()).isEqualTo(200);
    assertThat(report(LABELS).at("/rules/no-name/errors").asInt()).isEqualTo(300);
  }
}
