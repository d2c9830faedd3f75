package org.discogsography.extractor.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.discogsography.common.messages.DataType.ARTISTS;
import static org.discogsography.common.messages.DataType.MASTERS;
import static org.discogsography.common.messages.DataType.RELEASES;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.discogsography.extractor.discogs.DumpReader;
import org.discogsography.extractor.rules.QualityRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Dumps read with rules: what is published, and what is found in the folder of flagged records. */
class FlaggedRecordsTest extends JudgedDumps {

  @Test
  void violationIsListedAndItsRecordKeptAsItStoodInTheDumpAndAfterFilters() throws Exception {
    String record =
        release(
            7,
            "<!-- as is --><title>Salt &amp; Smoke</title>"
                + "<genres><genre>1</genre><genre>Rokc</genre></genres>");
    read(quality(RULES), RELEASES, record + release(8, "<title>Fine</title>"));

    assertThat(published)
        .hasSize(2)
        .first()
        .asString()
        .contains("\"genres\":[\"Rokc\"]", "\"title\":\"Salt & Smoke\"");
    assertThat(files(RELEASES))
        .containsExactly("7.json", "7.xml", "report.json", "report.txt", "violations.jsonl");
    assertThat(folder(RELEASES).resolve("7.xml")).hasContent(record);
    assertThat(folder(RELEASES).resolve("7.json"))
        .hasContent(
            """
            {
              "@id" : "7",
              "title" : "Salt & Smoke",
              "genres" : {
                "genre" : [ "Rokc" ]
              }
            }\
            """);
    assertThat(lines(RELEASES, "violations.jsonl"))
        .singleElement()
        .hasToString(
            "{\"record_id\":\"7\",\"rule\":\"odd-genre\",\"severity\":\"warning\",\"field\":\"genres"
                + ".genre\",\"field_value\":\"Rokc\",\"xml_file\":\"7.xml\",\"json_file\":\"7.json\""
                + ",\"timestamp\":\"2026-11-25T10:00:00Z\"}");
  }

  @Test
  void recordWithSeveralViolationsIsKeptOnce() throws Exception {
    read(
        quality(RULES),
        RELEASES,
        release(7, "<genres><genre>A</genre><genre>B</genre></genres><title/>"));
    assertThat(lines(RELEASES, "violations.jsonl"))
        .extracting(
            line -> line.path("rule").asString() + " " + line.path("field_value").asString())
        .containsExactly("odd-genre A", "odd-genre B", "no-title ");
    assertThat(lines(RELEASES, "violations.jsonl"))
        .allSatisfy(line -> assertThat(line.path("xml_file").asString()).isEqualTo("7.xml"));
    assertThat(report(RELEASES).at("/rules/odd-genre/captured").asInt()).isEqualTo(1);
  }

  @Test
  void violationForInformationGetsALineAndNoCopy() throws Exception {
    read(quality(RULES), RELEASES, release(7, "<title>ab</title>"));
    assertThat(files(RELEASES)).containsExactly("report.json", "report.txt", "violations.jsonl");
    assertThat(lines(RELEASES, "violations.jsonl"))
        .singleElement()
        .satisfies(line -> {
          assertThat(line.path("severity").asString()).isEqualTo("info");
          assertThat(line.path("xml_file").isNull()).isTrue();
          assertThat(line.path("json_file").isNull()).isTrue();
        });
  }

  @Test
  void skippedRecordIsNotPublishedButListedAndKept() throws Exception {
    String junk = artist(5, "<name/><profile>[b]Do not use.[/b]</profile>");
    DumpReader reader =
        read(quality(RULES), ARTISTS, "dump.xml", false, junk + artist(6, "<name>Good</name>"));
    assertThat(published).singleElement().asString().contains("\"id\":\"6\"");
    assertThat(reader.leftOut()).isEqualTo(1);
    assertThat(files(ARTISTS))
        .containsExactly("5.json", "5.xml", "report.json", "report.txt", "skipped.jsonl");
    assertThat(lines(ARTISTS, "skipped.jsonl"))
        .singleElement()
        .hasToString(
            "{\"record_id\":\"5\",\"reason\":\"junk\",\"field\":\"profile\",\"field_value\":\"[b]Do"
                + " not use.[/b]\",\"xml_file\":\"5.xml\",\"json_file\":\"5.json\",\"timestamp\":"
                + "\"2026-11-25T10:00:00Z\"}");
  }

  @Test
  void malformedRecordIsListedWithPositionReasonAndBeginning() throws Exception {
    String broken = "<artist><id>9</id><name>x</nam>" + "y".repeat(600) + "</artist>";
    read(
        quality(RULES),
        ARTISTS,
        artist(1, "<name>One</name>") + broken + "<artist><name>no id</name></artist>");
    List<JsonNode> errors = lines(ARTISTS, "parse_errors.jsonl");
    assertThat(errors).hasSize(2);
    assertThat(errors.get(0).path("position").asInt())
        .isEqualTo("<artists>".length() + artist(1, "<name>One</name>").length());
    assertThat(errors.get(0).path("error").asString()).contains("</nam>");
    assertThat(errors.get(0).path("snippet").asString()).startsWith("<artist><id>9</id>");
    assertThat(errors.get(0).path("snippet").asString().length()).isLessThanOrEqualTo(500);
    assertThat(errors.get(0).path("timestamp").asString()).isEqualTo("2026-11-25T10:00:00Z");
    assertThat(errors.get(1).path("error").asString()).isEqualTo("record without id");
    assertThat(report(ARTISTS).path("malformed").asInt()).isEqualTo(2);
    assertThat(report(ARTISTS).path("rules").isEmpty())
        .as("a record without id is malformed, not a violation")
        .isTrue();
  }

  @Test
  void recordTooLargeForTheBrokerIsAnErrorAndItsTextIsKept() throws Exception {
    String large = artist(3, "<name>" + "x".repeat(MAX_MESSAGE_BYTES) + "</name>");
    for (QualityRules rules : List.of(QualityRules.NONE, QualityRules.load(rulesFile()))) {
      published.clear();
      read(quality(rules), ARTISTS, artist(1, "<name>One</name>") + large);
      assertThat(published).hasSize(1);
      assertThat(folder(ARTISTS).resolve("3.xml")).hasContent(large);
      assertThat(lines(ARTISTS, "violations.jsonl"))
          .singleElement()
          .satisfies(line -> {
            assertThat(line.path("rule").asString()).isEqualTo("message-too-large");
            assertThat(line.path("severity").asString()).isEqualTo("error");
            assertThat(line.path("field_value").asString()).matches("10\\d\\d\\d bytes");
            assertThat(line.path("json_file").isNull()).isTrue();
          });
      assertThat(report(ARTISTS).path("skipped").toString()).isEqualTo("{\"message-too-large\":1}");
      assertThat(report(ARTISTS).path("published").asInt()).isEqualTo(1);
    }
  }

  private Path rulesFile() throws IOException {
    return Files.writeString(root.resolve("all.yaml"), RULES);
  }

  @Test
  void copiesOfARuleAreBoundedAndCountingGoesOn() throws Exception {
    int count = FileQuality.MOST_COPIES + 1_500;
    StringBuilder records = new StringBuilder();
    for (int id = 1; id <= count; id++) {
      records.append(release(id, "<title>abc</title><genres><genre>x</genre></genres>"));
    }
    records.append(release(count + 1, "<genres><genre>x</genre></genres>"));
    read(quality(RULES), RELEASES, records.toString());
    assertThat(report(RELEASES).at("/rules/odd-genre/warnings").asInt()).isEqualTo(count + 1);
    assertThat(lines(RELEASES, "violations.jsonl")).hasSize(count + 2);
    assertThat(files(RELEASES).stream().filter(file -> file.endsWith(".xml")))
        .hasSize(FileQuality.MOST_COPIES + 1)
        .as("kept because of another rule")
        .contains(count + 1 + ".xml");
    assertThat(
            lines(RELEASES, "violations.jsonl")
                .get(FileQuality.MOST_COPIES)
                .path("xml_file")
                .isNull())
        .isTrue();
  }

  @Test
  void longValuesAreCutInLists() throws Exception {
    read(
        quality(
            "rules: {artists: [{name: r, field: name, condition: {type: length, max: 3}, severity:"
                + " info}]}"),
        ARTISTS,
        artist(1, "<name>" + "x".repeat(999) + "🤘 and more</name>"));
    assertThat(lines(ARTISTS, "violations.jsonl").getFirst().path("field_value").asString())
        .isEqualTo("x".repeat(999) + "…");
  }

  @Test
  void folderThatCannotBeMadeStopsNothing() throws Exception {
    Files.writeString(root.resolve("flagged"), "a file where a folder should be");
    DumpReader reader =
        read(
            quality(RULES),
            ARTISTS,
            "dump.xml",
            false,
            artist(1, "").repeat(50) + "<artist/>" + artist(2, "<profile>do not use</profile>"));
    assertThat(published).hasSize(50);
    assertThat(reader.malformed()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "../up/7, __up_7",
    "a..b, a_b",
    "..., ___",
    "5, 5",
    "x y/z, x_y_z",
    ".hidden, __hidden",
    "report, _report",
    "Größe, Gr__e"
  })
  void fileNamesDoNoHarm(String id, String name) {
    assertThat(FlaggedFolder.fileName(id)).isEqualTo(name);
    assertThat(FlaggedFolder.fileName(id) + ".xml").doesNotContain("..", "/");
  }

  @Test
  void idThatIsAPathStaysInTheFolder() throws Exception {
    read(quality(RULES), RELEASES, "<release id=\"../up/7\"><title/></release>");
    assertThat(files(RELEASES)).contains("__up_7.xml", "__up_7.json");
    assertThat(lines(RELEASES, "violations.jsonl").getFirst().path("record_id").asString())
        .isEqualTo("../up/7");
  }

  @Test
  void mastersWithoutRulesOfTheirOwnPassUnchanged() throws Exception {
    String record = "<master id=\"1\"><title>T</title><year>0312</year></master>";
    read(quality(RULES), MASTERS, record);
    read(quality(QualityRules.NONE), MASTERS, record);
    assertThat(published).hasSize(2);
    assertThat(published.get(0)).isEqualTo(published.get(1)).contains("\"sha256\":\"");
  }
}
