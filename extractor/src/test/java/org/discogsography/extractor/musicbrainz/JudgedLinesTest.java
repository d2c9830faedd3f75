package org.discogsography.extractor.musicbrainz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.Source;
import org.discogsography.extractor.dumps.DumpFile;
import org.discogsography.extractor.quality.DataQuality;
import org.discogsography.extractor.rules.QualityRules;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Lines of MusicBrainz dumps under the rules that Discogs records are under. */
class JudgedLinesTest {

  private static final int MAX_MESSAGE_BYTES = 1_000;

  private static final String RELATIONS =
      "'relations':[{'type':'vocal','target-type':'recording','direction':'forward',"
          + "'recording':{'id':'%s'}}]".formatted(Lines.OTHER_MBID);

  @TempDir private Path folder;
  private final List<JsonNode> messages = new ArrayList<>();
  private JsonDumpReader reader;

  @BeforeEach
  void judge() throws Exception {
    judge(
        """
        skip_records:
          artists:
            - field: name
              contains: junk
              reason: junk entry
        rules:
          artists:
            - name: missing-type
              field: type
              condition: {type: required}
              severity: warning
            - name: long-annotation
              field: annotation
              condition: {type: length, max: 3}
              severity: info
        """);
  }

  private void judge(String text) throws Exception {
    Path rules = folder.resolve("rules.yaml");
    Files.writeString(rules, text);
    DataQuality quality =
        new DataQuality(
            QualityRules.load(rules),
            Source.MUSICBRAINZ,
            folder,
            MAX_MESSAGE_BYTES,
            Clock.systemUTC());
    Path file = Path.of("artist");
    reader =
        new JsonDumpReader(
            new DumpFile(file, DataType.ARTISTS, 0),
            Lines.LIMITS,
            new ArtistMap(),
            quality.inspect("20261121-000000", DataType.ARTISTS, "artist", false));
  }

  @Test
  void skippedAndTooLargeLinesAreLeftOutAndAllIsReported() throws Exception {
    read(
        Lines.line("'name':'Nina Simone'"),
        Lines.line("'name':'some Junk'"),
        Lines.line("'name':'" + "x".repeat(MAX_MESSAGE_BYTES) + "','type':'Person'"),
        "{no json");

    assertThat(messages).extracting(message -> message.path("name").asString()).hasSize(1);
    assertThat(messages.getFirst().path("name").asString()).isEqualTo("Nina Simone");
    assertThat(reader.leftOut()).isEqualTo(2);
    assertThat(reader.malformed()).isEqualTo(1);
    JsonNode report = report();
    assertThat(report.path("total").asInt()).isEqualTo(4);
    assertThat(report.path("published").asInt()).isEqualTo(1);
    assertThat(report.path("malformed").asInt()).isEqualTo(1);
    assertThat(report.at("/rules/missing-type/warnings").asInt()).isEqualTo(1);
    assertThat(report.at("/rules/message-too-large/errors").asInt()).isEqualTo(1);
    assertThat(Files.readString(flagged("skipped.jsonl"))).contains("junk entry", Lines.MBID);
    assertThat(Files.readString(flagged("parse_errors.jsonl"))).contains("{no json");
  }

  @Test
  void partThatNoMessageNeedsIsJudgedAllTheSame() throws Exception {
    read(Lines.line("'name':'Nina Simone','type':'Person','annotation':'long'"));

    assertThat(report().at("/rules/long-annotation/info").asInt()).isEqualTo(1);
    assertThat(messages.getFirst().has("annotation")).isFalse();
  }

  @Test
  void copyOfAnOddLineHasItsRelationsThoughNoRuleLooksAtThem() throws Exception {
    read(Lines.line("'name':'Nina Simone'," + RELATIONS + ",'gender':'Female'"));

    assertThat(messages.getFirst().at("/relations/0/type").asString()).isEqualTo("vocal");
    JsonNode copy = JsonMapper.shared().readTree(Files.readString(flagged(Lines.MBID + ".json")));
    assertThat(copy.propertyNames()).containsExactly("id", "name", "relations", "gender");
    assertThat(copy.at("/relations/0/recording/id").asString()).isEqualTo(Lines.OTHER_MBID);
  }

  @Test
  void rulesCanLookAtRelationsAndFiltersCanTakeThem() throws Exception {
    judge(
        """
        rules:
          artists:
            - name: odd-relation
              field: relations.type
              condition: {type: enum, values: [instrument]}
              severity: warning
        filters:
          artists:
            - field: relations.direction
              remove_matching: '^for'
              reason: nobody needs it
        """);

    read(Lines.line("'name':'Nina Simone'," + RELATIONS));

    assertThat(report().at("/rules/odd-relation/warnings").asInt()).isEqualTo(1);
    JsonNode relation = messages.getFirst().at("/relations/0");
    assertThat(relation.path("target_mbid").asString()).isEqualTo(Lines.OTHER_MBID);
    assertThat(relation.path("direction").isNull()).isTrue();
  }

  private void read(String... lines) throws Exception {
    reader.read(
        new ByteArrayInputStream(String.join("\n", lines).getBytes(UTF_8)),
        message -> messages.add(JsonMapper.shared().readTree(message)));
  }

  private JsonNode report() throws Exception {
    return JsonMapper.shared().readTree(Files.readString(flagged("report.json")));
  }

  private Path flagged(String name) {
    return folder.resolve("flagged/20261121-000000/artists").resolve(name);
  }
}
