package org.discogsography.extractor.quality;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.discogsography.common.messages.DataType.ARTISTS;
import static org.discogsography.common.messages.DataType.LABELS;
import static org.discogsography.common.messages.DataType.MASTERS;
import static org.discogsography.common.messages.DataType.RELEASES;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.Source;
import org.discogsography.extractor.discogs.DumpReader;
import org.discogsography.extractor.discogs.ReadLimits;
import org.discogsography.extractor.dumps.DumpException;
import org.discogsography.extractor.rules.QualityRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Dumps read with rules: what is published, and what is found in the folder of flagged records. */
class FlaggedRecordsTest {

  private static final String RULES =
      """
      skip_records:
        artists:
          - {field: profile, contains: do not use, reason: junk}
      filters:
        releases:
          - {field: genres.genre, remove_matching: ^\\d+$, reason: number}
          - {field: released, nullify_when: {type: range, below: 1860}, reason: too early}
      rules:
        artists:
          - {name: no-name, field: name, condition: required, severity: error}
        labels:
          - {name: no-name, field: name, condition: required, severity: error}
        releases:
          - {name: odd-genre, field: genres.genre, condition: {type: enum, values: [Rock]}, severity: warning}
          - {name: no-title, field: title, condition: required, severity: error}
          - {name: short-title, field: title, condition: {type: length, min: 3}, severity: info}
      """;

  private static final int MAX_MESSAGE_BYTES = 10_000;
  private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

  @TempDir private Path root;

  private final List<String> published = new ArrayList<>();

  private DataQuality quality(String rules) {
    try {
      Path file = Files.createTempFile(root, "rules", ".yaml");
      return quality(QualityRules.load(Files.writeString(file, rules)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private DataQuality quality(QualityRules rules) {
    return new DataQuality(
        rules, Source.DISCOGS, root, MAX_MESSAGE_BYTES, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private void read(DataQuality quality, DataType type, String records) throws Exception {
    read(quality, type, "dump.xml", false, records);
  }

  private DumpReader read(
      DataQuality quality, DataType type, String file, boolean resumed, String records)
      throws Exception {
    return readXml(quality, type, file, resumed, "<%s>%s</%s>".formatted(type, records, type));
  }

  private DumpReader readXml(
      DataQuality quality, DataType type, String file, boolean resumed, String xml)
      throws Exception {
    DumpReader reader =
        new DumpReader(
            file,
            type,
            new ReadLimits(2, 100, 1_000, 16 << 20),
            quality.inspect("20260401", type, file, resumed));
    reader.read(
        new ByteArrayInputStream(xml.getBytes(UTF_8)),
        message -> published.add(new String(message, UTF_8)));
    return reader;
  }

  private Path folder(DataType type) {
    return root.resolve("flagged").resolve("20260401").resolve(type.text());
  }

  private List<String> files(DataType type) throws IOException {
    try (Stream<Path> files = Files.list(folder(type))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private List<JsonNode> lines(DataType type, String file) throws IOException {
    return Files.readAllLines(folder(type).resolve(file)).stream()
        .map(line -> JsonMapper.shared().readTree(line))
        .toList();
  }

  private JsonNode report(DataType type) throws IOException {
    return JsonMapper.shared().readTree(Files.readString(folder(type).resolve("report.json")));
  }

  private String text(DataType type) throws IOException {
    return Files.readString(folder(type).resolve("report.txt"));
  }

  private static String artist(int id, String rest) {
    return "<artist><id>%d</id>%s</artist>".formatted(id, rest);
  }

  private static String release(int id, String rest) {
    return "<release id=\"%d\">%s</release>".formatted(id, rest);
  }

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

  @Test
  void anotherReadingFromTheStartReplacesEverything() throws Exception {
    read(quality(RULES), ARTISTS, artist(1, "") + artist(2, ""));
    read(quality(RULES), ARTISTS, artist(2, "") + artist(3, "<name>Three</name>"));
    assertThat(files(ARTISTS))
        .containsExactly("2.json", "2.xml", "report.json", "report.txt", "violations.jsonl");
    assertThat(lines(ARTISTS, "violations.jsonl")).hasSize(1);
    assertThat(report(ARTISTS).at("/rules/no-name/errors").asInt()).isEqualTo(1);
    read(quality(QualityRules.NONE), ARTISTS, artist(1, ""));
    assertThat(files(ARTISTS)).isEmpty();
  }

  @Test
  void resumedFileGoesOnWhereItsReportEndsAndCountsNothingTwice() throws Exception {
    String first =
        IntStream.rangeClosed(1, 40).mapToObj(id -> artist(id, "")).collect(Collectors.joining());
    String rest =
        IntStream.rangeClosed(41, 60).mapToObj(id -> artist(id, "")).collect(Collectors.joining());
    DataQuality quality = quality(RULES);
    assertThatThrownBy(() ->
            readXml(quality, ARTISTS, "dump.xml", false, "<artists>" + first + "<artist><id>"))
        .isInstanceOf(DumpException.class);
    assertThat(report(ARTISTS).path("complete").asBoolean()).isFalse();
    assertThat(text(ARTISTS)).contains("not read to its end");
    // written after the last report, by a process that was killed then
    Files.writeString(
        folder(ARTISTS).resolve("violations.jsonl"), "{\"half", StandardOpenOption.APPEND);
    String head = Files.readAllLines(folder(ARTISTS).resolve("violations.jsonl")).getFirst();

    read(quality, ARTISTS, "dump.xml", true, first + rest);
    List<JsonNode> lines = lines(ARTISTS, "violations.jsonl");
    assertThat(lines)
        .extracting(line -> line.path("record_id").asInt())
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 60).boxed().toList());
    assertThat(lines.getFirst()).hasToString(head);
    assertThat(report(ARTISTS).path("total").asInt()).isEqualTo(60);
    assertThat(report(ARTISTS).at("/rules/no-name/errors").asInt()).isEqualTo(60);
    assertThat(files(ARTISTS)).contains("1.xml", "60.xml");
    assertThat(report(ARTISTS).path("complete").asBoolean()).isTrue();
  }

  @Test
  void resumedFileWhoseReportIsGoneIsCountedFromItsStart() throws Exception {
    read(quality(RULES), ARTISTS, artist(1, "") + artist(2, ""));
    Files.writeString(folder(ARTISTS).resolve("report.json"), "{\"files\": [");
    read(quality(RULES), ARTISTS, "dump.xml", true, artist(1, "") + artist(2, ""));
    assertThat(lines(ARTISTS, "violations.jsonl")).hasSize(2);
    Files.delete(folder(ARTISTS).resolve("violations.jsonl"));
    read(quality(RULES), ARTISTS, "dump.xml", true, artist(1, "") + artist(2, ""));
    assertThat(lines(ARTISTS, "violations.jsonl")).hasSize(2);
    assertThat(report(ARTISTS).at("/rules/no-name/errors").asInt()).isEqualTo(2);
  }

  @Test
  void severalFilesOfATypeShareOneReport() throws Exception {
    DataQuality quality = quality(RULES);
    read(
        quality,
        ARTISTS,
        "a.xml",
        false,
        artist(1, "") + artist(2, "<profile>do not use</profile>"));
    read(quality, ARTISTS, "b.xml", false, artist(3, ""));
    read(quality, ARTISTS, "c.xml", false, artist(4, ""));
    assertThat(report(ARTISTS).path("total").asInt()).isEqualTo(4);
    // b is read again from its start
    read(quality, ARTISTS, "b.xml", false, artist(5, "") + artist(6, ""));
    assertThat(lines(ARTISTS, "violations.jsonl"))
        .extracting(line -> line.path("record_id").asInt())
        .containsExactly(1, 4, 5, 6);
    assertThat(lines(ARTISTS, "skipped.jsonl")).hasSize(1);
    assertThat(report(ARTISTS).at("/rules/no-name/errors").asInt()).isEqualTo(4);
    assertThat(report(ARTISTS).path("total").asInt()).isEqualTo(5);
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
