package org.discogsography.extractor.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.discogsography.common.messages.DataType.ARTISTS;

import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.discogsography.extractor.dumps.DumpException;
import org.discogsography.extractor.rules.QualityRules;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What becomes of earlier findings when a dump is read again, goes on, or is one of several. */
class RepeatedReadingTest extends JudgedDumps {

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
}
