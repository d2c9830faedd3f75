package org.discogsography.extractor.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.discogsography.common.messages.DataType.ARTISTS;
import static org.discogsography.common.messages.DataType.LABELS;
import static org.discogsography.common.messages.DataType.RELEASES;
import static org.discogsography.extractor.extraction.TestQueues.ids;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.discogsography.common.messages.ExtractionComplete;
import org.discogsography.common.messages.FileComplete;
import org.discogsography.common.messages.PipelineMessage;
import org.discogsography.extractor.extraction.Extraction.Outcome;
import org.discogsography.testkit.dumps.RealExcerpts;
import org.discogsography.testkit.servers.BackingServers;
import org.discogsography.testkit.servers.Server;
import org.discogsography.testkit.servers.TestRabbit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs with the rules that compose and {@code up} use: what arrives, what is counted, what is kept.
 */
@BackingServers({Server.RABBITMQ})
@Timeout(60)
class QualityRunIT {

  @TempDir Path folder;

  private final TestQueues queues;
  private final TestRun run;

  QualityRunIT(TestRabbit rabbit) {
    queues = new TestQueues(rabbit);
    run = new TestRun(queues);
    run.rules(RealExcerpts.checkout().resolve(Path.of("deploy/extractor/extraction-rules.yaml")));
  }

  @BeforeEach
  void declareQueues() throws Exception {
    queues.declare();
  }

  @AfterEach
  void deleteQueues() {
    run.close();
    queues.delete();
  }

  @Test
  void skippedRecordsAreNeitherPublishedNorCountedAsExtracted() throws Exception {
    Dumps.write(
        folder,
        ARTISTS,
        Dumps.record(ARTISTS, 1, "One")
            + "<artist><id>2</id><profile>DO NOT USE</profile></artist>"
            + "<artist><name>No id</name></artist>"
            + Dumps.record(ARTISTS, 4, "Four"));
    assertThat(run.run(folder)).isEqualTo(Outcome.COMPLETED);
    List<PipelineMessage> artists = queues.drain(ARTISTS);
    assertThat(ids(artists)).containsExactly("1", "4");
    assertThat(artists.get(2))
        .isInstanceOfSatisfying(
            FileComplete.class,
            message -> {
              assertThat(message.totalProcessed()).isEqualTo(2);
              assertThat(message.skipped()).isEqualTo(1);
              assertThat(message.malformed()).isEqualTo(1);
            });
    assertThat(artists.get(3))
        .isInstanceOfSatisfying(
            ExtractionComplete.class,
            message -> assertThat(message.recordCount(ARTISTS)).isEqualTo(2));
    JsonNode file =
        JsonMapper.shared()
            .readTree(Files.readString(folder.resolve(".extraction_status_20260401.json")))
            .at("/processing_phase/progress_by_file/discogs_20260401_artists.xml");
    assertThat(file.path("records_parsed").asInt()).isEqualTo(4);
    assertThat(file.path("records_extracted").asInt()).isEqualTo(2);
    assertThat(file.path("records_skipped").asInt()).isEqualTo(1);
    assertThat(file.path("records_malformed").asInt()).isEqualTo(1);
    assertThat(run.view().types())
        .hasEntrySatisfying(ARTISTS, type -> assertThat(type.skipped()).hasValue(1));
  }

  @Test
  void filteredRecordsArriveWithoutWhatWasFilteredAndTheReportLiesBesideTheMarker()
      throws Exception {
    Dumps.write(
        folder,
        RELEASES,
        "<release id=\"1\"><title>T</title><genres><genre>1</genre></genres>"
            + "<released>0312-05-00</released></release>");
    Dumps.write(folder, LABELS, "<label><id>5</id></label>");
    assertThat(run.run(folder)).isEqualTo(Outcome.COMPLETED);
    String release = new String(queues.drainJson(RELEASES).getFirst(), StandardCharsets.UTF_8);
    assertThat(release).contains("\"title\":\"T\"").doesNotContain("genres", "released");
    Path flagged = folder.resolve("flagged").resolve(Dumps.VERSION);
    assertThat(flagged.resolve("releases/report.txt"))
        .content()
        .contains("Filtered, released: impossible year: 1");
    assertThat(flagged.resolve("labels/violations.jsonl"))
        .content()
        .contains("\"rule\":\"empty-label-name\"");
    assertThat(flagged.resolve("labels/5.xml")).hasContent("<label><id>5</id></label>");
    assertThat(ids(queues.drain(LABELS))).containsExactly("5");
  }

  @Test
  void filesThatCannotBeWrittenStopNothing() throws Exception {
    Files.writeString(folder.resolve("flagged"), "in the way");
    Dumps.write(folder, LABELS, "<label><id>5</id></label>");
    assertThat(run.run(folder)).isEqualTo(Outcome.COMPLETED);
    assertThat(ids(queues.drain(LABELS))).containsExactly("5");
  }
}
