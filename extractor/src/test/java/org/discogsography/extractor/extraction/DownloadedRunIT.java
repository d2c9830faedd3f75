package org.discogsography.extractor.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.discogsography.common.messages.DataType.ARTISTS;
import static org.discogsography.common.messages.DataType.LABELS;
import static org.discogsography.common.messages.DataType.MASTERS;
import static org.discogsography.common.messages.DataType.RELEASES;
import static org.discogsography.extractor.extraction.TestQueues.ids;
import static org.discogsography.testkit.sites.DumpSite.name;
import static org.discogsography.testkit.sites.DumpSite.target;
import static org.discogsography.testkit.sites.TestSite.breakingOff;
import static org.discogsography.testkit.sites.TestSite.status;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.ExtractionComplete;
import org.discogsography.common.messages.PipelineMessage;
import org.discogsography.common.messages.Source;
import org.discogsography.extractor.extraction.Extraction.Outcome;
import org.discogsography.testkit.servers.BackingServers;
import org.discogsography.testkit.servers.Server;
import org.discogsography.testkit.servers.TestRabbit;
import org.discogsography.testkit.sites.DumpSite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs that find and download their dumps on a site of this machine. */
@BackingServers({Server.RABBITMQ})
@Timeout(60)
class DownloadedRunIT {

  private static final String FIRST = "20260301";
  private static final String SECOND = "20260401";

  @TempDir Path folder;

  private final DumpSite site = new DumpSite();
  private final TestQueues queues;
  private final TestRun run;

  DownloadedRunIT(TestRabbit rabbit) {
    this.queues = new TestQueues(rabbit);
    this.run = new TestRun(queues, site.address());
  }

  @BeforeEach
  void offer() throws Exception {
    queues.declare();
    site.offer(FIRST, 30);
  }

  @AfterEach
  void cleanUp() {
    run.close();
    site.close();
    queues.delete();
  }

  @Test
  void newVersionIsNoticedDownloadedThoughInterruptedAndPublished() throws Exception {
    assertThat(run.run(folder)).isEqualTo(Outcome.COMPLETED);
    assertThat(run.view().version()).isEqualTo(FIRST);
    ExtractionComplete first = end(queues.drain(ARTISTS));
    for (DataType type : List.of(LABELS, MASTERS, RELEASES)) {
      assertThat(ids(queues.drain(type))).hasSize(30);
    }
    assertThat(run.run(folder)).isEqualTo(Outcome.COMPLETED);
    assertThat(queues.drain(ARTISTS)).isEmpty();
    assertThat(run.view().records()).isEqualTo(120);
    assertThat(run.view().completedTypes()).hasSize(4);

    site.offer(SECOND, 33);
    byte[] releases = site.content(SECOND, RELEASES);
    String tag = "\"" + DumpSite.sum(releases) + "\"";
    // the first request is for its size
    site.site()
        .first(
            target(name(SECOND, RELEASES)),
            exchange -> status(403).answer(exchange),
            breakingOff(releases, tag, releases.length / 3),
            breakingOff(releases, tag, releases.length / 3));
    assertThat(run.run(folder)).isEqualTo(Outcome.COMPLETED);

    assertThat(run.view().version()).isEqualTo(SECOND);
    assertThat(ids(queues.drain(RELEASES))).hasSize(33);
    ExtractionComplete second = end(queues.drain(ARTISTS));
    assertThat(second.version()).isEqualTo(SECOND);
    assertThat(second.startedAt()).isAfter(first.startedAt());
    assertThat(second.recordCount(RELEASES)).isEqualTo(33);
    JsonNode marker = marker(SECOND);
    assertThat(marker.at("/download_phase/status").asString()).isEqualTo("completed");
    assertThat(marker.at("/download_phase/files_downloaded").asInt()).isEqualTo(4);
    assertThat(
            marker
                .at("/download_phase/downloads_by_file/" + name(SECOND, RELEASES) + "/checksum")
                .asString())
        .isEqualTo(DumpSite.sum(releases));
    assertThat(marker.at("/summary/overall_status").asString()).isEqualTo("completed");
    assertThat(marker.at("/summary/total_duration_seconds").isNumber()).isTrue();
  }

  @Test
  void olderVersionIsNotPublishedOverANewerOneUnlessForced() throws Exception {
    site.offer(SECOND, 33);
    run.run(folder);
    queues.drain(ARTISTS);
    for (DataType type : Source.DISCOGS.types()) {
      site.remove(name(SECOND, type));
    }
    assertThat(run.run(folder)).isEqualTo(Outcome.COMPLETED);
    assertThat(queues.drain(ARTISTS)).isEmpty();
    assertThat(folder.resolve(name(FIRST, ARTISTS))).doesNotExist();
    assertThat(run.view().version()).isEqualTo(SECOND);

    assertThat(run.run(folder, folder, 100, true)).isEqualTo(Outcome.COMPLETED);
    assertThat(end(queues.drain(ARTISTS)).version()).isEqualTo(FIRST);
  }

  @Test
  void failedDownloadFailsTheRunAndTheNextOneGoesOn() throws Exception {
    site.site().put(target(name(FIRST, MASTERS)), status(404));
    assertThatThrownBy(() -> run.run(folder)).hasMessageContaining(name(FIRST, MASTERS));
    JsonNode marker = marker(FIRST);
    assertThat(marker.at("/download_phase/status").asString()).isEqualTo("failed");
    assertThat(marker.at("/download_phase/files_downloaded").asInt()).isEqualTo(2);
    assertThat(marker.at("/download_phase/errors/0").asString()).contains("answered 404");
    assertThat(marker.at("/summary/overall_status").asString()).isEqualTo("failed");
    assertThat(queues.drain(ARTISTS)).isEmpty();

    site.offer(FIRST, 30);
    assertThat(run.run(folder)).isEqualTo(Outcome.COMPLETED);
    assertThat(ids(queues.drain(MASTERS))).hasSize(30);
  }

  @Test
  void bytesPublishedAnewBeforeTheVersionIsCompleteRequeueOnlyTheirFile() throws Exception {
    run.run(folder);
    for (DataType type : Source.DISCOGS.types()) {
      queues.drain(type);
    }
    unfinish();
    site.put(FIRST, LABELS, DumpSite.dump(LABELS, 31, "corrected"));
    site.remove("discogs_" + FIRST + "_CHECKSUM.txt");
    Files.delete(folder.resolve(name(FIRST, LABELS)));

    assertThat(run.run(folder)).isEqualTo(Outcome.COMPLETED);

    assertThat(ids(queues.drain(LABELS))).hasSize(31);
    assertThat(queues.drain(ARTISTS))
        .singleElement()
        .isInstanceOfSatisfying(
            ExtractionComplete.class, end -> assertThat(end.recordCount(LABELS)).isEqualTo(31));
  }

  @Test
  void bytesDownloadedAgainUnchangedRequeueNothing() throws Exception {
    run.run(folder);
    for (DataType type : Source.DISCOGS.types()) {
      queues.drain(type);
    }
    unfinish();
    Files.delete(folder.resolve(name(FIRST, LABELS)));
    assertThat(run.run(folder)).isEqualTo(Outcome.COMPLETED);
    assertThat(folder.resolve(name(FIRST, LABELS))).exists();
    assertThat(queues.drain(LABELS)).singleElement().isInstanceOf(ExtractionComplete.class);
  }

  @Test
  void onlyTheNewestVersionsStayOnDisk() throws Exception {
    for (String date : List.of(FIRST, SECOND, "20260501")) {
      site.offer(date, 30);
      assertThat(run.run(folder)).isEqualTo(Outcome.COMPLETED);
    }
    assertThat(folder.resolve(name(FIRST, RELEASES))).doesNotExist();
    assertThat(folder.resolve(name(SECOND, RELEASES))).exists();
    assertThat(folder.resolve(".extraction_status_" + FIRST + ".json")).exists();
  }

  @Test
  void dumpThatShrinksIsLoadedWithAWarning() throws Exception {
    run.run(folder);
    site.offer(SECOND, 10);
    assertThat(run.run(folder)).isEqualTo(Outcome.COMPLETED);
    assertThat(run.view().warnings()).anyMatch(one -> one.contains("artists: 10 records"));
    assertThat(folder.resolve("flagged/" + FIRST + "/warnings.txt")).doesNotExist();
    assertThat(folder.resolve("flagged/" + SECOND + "/warnings.txt"))
        .content()
        .contains("artists: 10 records, version " + FIRST);
  }

  /** As if the process had ended before it told the consumers. */
  private void unfinish() throws IOException {
    Path path = folder.resolve(".extraction_status_" + FIRST + ".json");
    String json = Files.readString(path);
    Files.writeString(
        path,
        json.replaceFirst(
            "\"overall_status\" : \"completed\"", "\"overall_status\" : \"in_progress\""));
  }

  private JsonNode marker(String version) throws IOException {
    return JsonMapper.shared()
        .readTree(Files.readString(folder.resolve(".extraction_status_" + version + ".json")));
  }

  private static ExtractionComplete end(List<PipelineMessage> messages) {
    return (ExtractionComplete) messages.get(messages.size() - 1);
  }
}
