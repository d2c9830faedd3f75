package org.discogsography.extractor.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.discogsography.common.messages.DataRecord;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.ExtractionComplete;
import org.discogsography.common.messages.FileComplete;
import org.discogsography.common.messages.PipelineMessage;
import org.discogsography.common.messages.Source;
import org.discogsography.extractor.extraction.Extraction.Outcome;
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

/** Runs over MusicBrainz dumps on a real broker. */
@BackingServers({Server.RABBITMQ})
@Timeout(120)
class MusicBrainzRunIT {

  private static final String VERSION = "20261104-001002";
  private static final String SINGER = "11111111-1111-4111-8111-111111111111";
  private static final String BAND = "22222222-2222-4222-8222-222222222222";
  private static final String LABEL = "33333333-3333-4333-8333-333333333333";
  private static final String GROUP = "44444444-4444-4444-8444-444444444444";
  private static final String RELEASE = "55555555-5555-4555-8555-555555555555";

  @TempDir Path root;

  private final TestQueues queues;
  private final TestRun run;

  MusicBrainzRunIT(TestRabbit rabbit) {
    this.queues = new TestQueues(rabbit, Source.MUSICBRAINZ);
    this.run = new TestRun(queues);
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
  void allEntitiesAreReadInOrderAndRelationsKnowTheArtistsOfDiscogs() throws Exception {
    file(
        "artist",
        """
        {'id':'%s','name':'Singer','relations':[
        {'type':'member of band','target-type':'artist','direction':'forward','artist':{'id':'%s'}}]}
        """
            .formatted(SINGER, BAND),
        """
        {'id':'%s','name':'Band','relations':[
        {'type':'discogs','target-type':'url','url':{'resource':'https://www.discogs.com/artist/7'}}]}
        """
            .formatted(BAND));
    file("label", "{'id':'%s','name':'Label'}".formatted(LABEL));
    file("release-group", "{'id':'%s','title':'Group'}".formatted(GROUP), "no JSON");
    file("release", "{'id':'%s','title':'Release'}".formatted(RELEASE));

    assertThat(run.run(root)).isEqualTo(Outcome.COMPLETED);

    List<PipelineMessage> artists = queues.drain(DataType.ARTISTS);
    assertThat(TestQueues.ids(artists)).containsExactly(SINGER, BAND);
    JsonNode singer = JsonMapper.shared().readTree(((DataRecord) artists.getFirst()).json());
    assertThat(singer.get("relations").get(0).get("target_discogs_artist_id").asInt()).isEqualTo(7);
    List<PipelineMessage> groups = queues.drain(DataType.RELEASE_GROUPS);
    assertThat(groups).hasSize(3);
    FileComplete file = (FileComplete) groups.get(1);
    assertThat(file.dataType()).isEqualTo(DataType.RELEASE_GROUPS);
    assertThat(file.totalProcessed()).isEqualTo(1);
    assertThat(file.malformed()).isEqualTo(1);
    assertThat(file.version()).isEqualTo(VERSION);
    assertThat(file.source()).isEqualTo("musicbrainz");
    ExtractionComplete complete = (ExtractionComplete) groups.get(2);
    assertThat(complete.source()).isEqualTo("musicbrainz");
    assertThat(complete.recordCounts())
        .isEqualTo(
            Map.of(
                DataType.ARTISTS, 2L,
                DataType.LABELS, 1L,
                DataType.RELEASE_GROUPS, 1L,
                DataType.RELEASES, 1L));
    assertThat(TestQueues.ids(queues.drain(DataType.LABELS))).containsExactly(LABEL);
    assertThat(TestQueues.ids(queues.drain(DataType.RELEASES))).containsExactly(RELEASE);
    assertThat(root.resolve(VERSION).resolve(".mb_extraction_status_" + VERSION + ".json"))
        .exists();

    assertThat(run.run(root)).isEqualTo(Outcome.COMPLETED);
    assertThat(queues.drain(DataType.ARTISTS)).isEmpty();
  }

  @Test
  void cutFileFailsTheRunAndTheNextRunReadsOnlyWhatIsMissing() throws Exception {
    file("artist", "{'id':'%s','name':'Singer'}".formatted(SINGER));
    Path label = root.resolve(VERSION).resolve("label.jsonl.xz");
    Files.write(label, new byte[] {(byte) 0xFD, '7', 'z', 'X', 'Z', 0, 0, 4});

    assertThat(run.run(root)).isEqualTo(Outcome.FAILED);
    assertThat(run.view().error()).startsWith("label.jsonl.xz: xz data is cut off at byte 8");
    assertThat(queues.drain(DataType.ARTISTS)).hasSize(2);

    Files.delete(label);
    file("label", "{'id':'%s','name':'Label'}".formatted(LABEL));
    assertThat(run.run(root)).isEqualTo(Outcome.COMPLETED);
    List<PipelineMessage> labels = queues.drain(DataType.LABELS);
    assertThat(TestQueues.ids(labels)).containsExactly(LABEL);
    ExtractionComplete complete = (ExtractionComplete) labels.getLast();
    assertThat(complete.recordCounts())
        .isEqualTo(Map.of(DataType.ARTISTS, 1L, DataType.LABELS, 1L));
  }

  @Test
  void nothingIsReadWhileTheArtistsCannotBe() throws Exception {
    file("label", "{'id':'%s','name':'Label'}".formatted(LABEL));
    Path folder = root.resolve(VERSION);
    Path cut = folder.resolve("artist.jsonl.xz");
    Files.write(cut, new byte[] {(byte) 0xFD, '7', 'z', 'X', 'Z', 0, 0, 4});
    assertThatThrownBy(() -> run.run(root)).hasMessageContaining("artist.jsonl.xz: xz data is cut");
    Files.delete(cut);
    file("artist", "{'id':'%s','name':'Singer'}".formatted(SINGER));
    Path checksums = folder.resolve("SHA256SUMS");
    Files.writeString(checksums, "0".repeat(64) + " *artist.jsonl\n");
    assertThatThrownBy(() -> run.run(root)).hasMessageContaining("differs from the published");

    assertThat(queues.drain(DataType.LABELS)).isEmpty();
    JsonNode marker =
        JsonMapper.shared()
            .readTree(
                Files.readString(folder.resolve(".mb_extraction_status_" + VERSION + ".json")));
    assertThat(marker.at("/summary/overall_status").asString()).isEqualTo("failed");
    assertThat(marker.at("/processing_phase/errors")).hasSize(2);

    Files.delete(checksums);
    assertThat(run.run(root)).isEqualTo(Outcome.COMPLETED);
    assertThat(queues.drain(DataType.LABELS)).hasSize(3);
  }

  private void file(String entity, String... lines) throws IOException {
    Path folder = Files.createDirectories(root.resolve(VERSION));
    StringBuilder content = new StringBuilder();
    for (String line : lines) {
      content.append(line.replace("\n", "").replace('\'', '"')).append('\n');
    }
    Files.writeString(folder.resolve(entity + ".jsonl"), content);
  }
}
