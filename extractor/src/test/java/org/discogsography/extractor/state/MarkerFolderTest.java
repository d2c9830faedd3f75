package org.discogsography.extractor.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.discogsography.common.messages.DataType;
import org.discogsography.extractor.dumps.DumpFile;
import org.discogsography.extractor.dumps.DumpVersion;
import org.discogsography.extractor.state.MarkerFolder.Decision;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MarkerFolderTest {

  private static final Map<String, String> SUMS = Map.of("a.xml", "11", "l.xml", "22");
  private static final RecordCounts COUNTS = new RecordCounts(12, 10, 0, 2);

  @TempDir Path folder;
  private Instant now = Instant.parse("2026-04-02T10:00:00Z");
  private MarkerFolder markers;

  @BeforeEach
  void open() {
    InstantSource source = () -> now;
    Clock clock = source.withZone(ZoneOffset.UTC);
    markers = new MarkerFolder(folder, clock);
  }

  @Test
  void versionWithoutMarkerIsStarted() {
    assertThat(markers.decide("20260401", SUMS, false)).isEqualTo(Decision.START);
  }

  @Test
  void completeVersionWithTheSameFilesHasNothingToDo() throws IOException {
    complete("20260401");
    assertThat(markers.decide("20260401", SUMS, false)).isEqualTo(Decision.NOTHING);
  }

  @Test
  void forceStartsACompleteVersionAgain() throws IOException {
    complete("20260401");
    assertThat(markers.decide("20260401", SUMS, true)).isEqualTo(Decision.START);
  }

  @Test
  void completeVersionWithOtherBytesIsStarted() throws IOException {
    complete("20260401");
    assertThat(markers.decide("20260401", Map.of("a.xml", "11", "l.xml", "99"), false))
        .isEqualTo(Decision.START);
  }

  @Test
  void completeVersionWithAnotherFileIsStarted() throws IOException {
    complete("20260401");
    assertThat(
            markers.decide("20260401", Map.of("a.xml", "11", "l.xml", "22", "m.xml", "33"), false))
        .isEqualTo(Decision.START);
    assertThat(markers.decide("20260401", Map.of("a.xml", "11"), false)).isEqualTo(Decision.START);
  }

  @Test
  void olderVersionIsStartedAfterANewerOneWasPublished() throws IOException {
    complete("20260301");
    complete("20260401");
    assertThat(markers.decide("20260301", SUMS, false)).isEqualTo(Decision.START);
    assertThat(markers.decide("20260401", SUMS, false)).isEqualTo(Decision.NOTHING);
  }

  @Test
  void unfinishedVersionIsStartedAfterAnotherWasTouched() throws IOException {
    Marker first = begun("20260301");
    markers.save(first);
    later();
    markers.save(begun("20260401"));
    assertThat(markers.decide("20260301", SUMS, false)).isEqualTo(Decision.START);
    assertThat(markers.decide("20260401", SUMS, false)).isEqualTo(Decision.RESUME);
  }

  @Test
  void resumedVersionKeepsItsStartAndItsCompletedFiles() throws IOException {
    Instant start = now;
    Marker first = begun("20260401");
    first.startFile("a.xml", now);
    first.completeFile("a.xml", COUNTS, 1, now);
    first.startFile("l.xml", now);
    first.failFile("l.xml", "l.xml: cut off at byte 5");
    markers.save(first);
    later();
    assertThat(markers.decide("20260401", SUMS, false)).isEqualTo(Decision.RESUME);
    Marker resumed = markers.load("20260401").orElseThrow();
    resumed.begin(dump("20260401"), SUMS, now);
    assertThat(resumed.startedAt()).isEqualTo(start);
    assertThat(resumed.pending()).containsExactly("l.xml");
    assertThat(resumed.file("l.xml").published()).isZero();
    assertThat(resumed.recordCounts())
        .isEqualTo(Map.of(DataType.ARTISTS, 10L, DataType.LABELS, 0L));
  }

  @Test
  void completedFileWithOtherBytesIsPendingAgain() throws IOException {
    Marker marker = begun("20260401");
    for (String name : List.of("a.xml", "l.xml")) {
      marker.startFile(name, now);
      marker.completeFile(name, COUNTS, 1, now);
    }
    markers.save(marker);
    Marker resumed = markers.load("20260401").orElseThrow();
    resumed.begin(dump("20260401"), Map.of("a.xml", "11", "l.xml", "99"), now);
    assertThat(resumed.pending()).containsExactly("l.xml");
  }

  @Test
  void allFilesDoneWithoutBroadcastLeavesOnlyTheBroadcast() throws IOException {
    Marker marker = begun("20260401");
    for (String name : List.of("a.xml", "l.xml")) {
      marker.startFile(name, now);
      marker.completeFile(name, COUNTS, 1, now);
    }
    marker.completeProcessing(now);
    markers.save(marker);
    assertThat(markers.decide("20260401", SUMS, false)).isEqualTo(Decision.RESUME);
    Marker resumed = markers.load("20260401").orElseThrow();
    resumed.begin(dump("20260401"), SUMS, now);
    assertThat(resumed.pending()).isEmpty();
    assertThat(resumed.recordCounts())
        .isEqualTo(Map.of(DataType.ARTISTS, 10L, DataType.LABELS, 10L));
  }

  @Test
  void damagedMarkerCountsAsAbsent() throws IOException {
    Files.writeString(folder.resolve(".extraction_status_20260401.json"), "{\"metadata_ver");
    assertThat(markers.load("20260401")).isEmpty();
    assertThat(markers.decide("20260401", SUMS, false)).isEqualTo(Decision.START);
  }

  @Test
  void markerCutAnywhereStartsFresh() throws IOException {
    complete("20260401");
    Path path = folder.resolve(".extraction_status_20260401.json");
    byte[] whole = Files.readString(path).strip().getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length < whole.length; length++) {
      Files.write(path, Arrays.copyOf(whole, length));
      assertThat(markers.decide("20260401", SUMS, false)).isEqualTo(Decision.START);
    }
  }

  @Test
  void markerOfAnOlderProgramLoads() throws IOException {
    Files.writeString(
        folder.resolve(".extraction_status_20260401.json"),
        """
        {"current_version": "20260401", "novelty": 1,
         "processing_phase": {"status": "in_progress", "started_at": "2026-04-02T10:00:00Z",
           "progress_by_file": {"a.xml": {"status": "completed", "messages_published": 5}}},
         "summary": {"overall_status": "in_progress"}}
        """);
    Marker marker = markers.load("20260401").orElseThrow();
    assertThat(marker.startedAt()).isEqualTo(now);
    assertThat(marker.file("a.xml").published()).isEqualTo(5);
  }

  @Test
  void markerFileHasTheAgreedFields() throws IOException {
    complete("20260401");
    JsonNode json =
        JsonMapper.shared()
            .readTree(Files.readString(folder.resolve(".extraction_status_20260401.json")));
    assertThat(json.at("/metadata_version").asString()).isEqualTo("1.0");
    assertThat(json.at("/current_version").asString()).isEqualTo("20260401");
    assertThat(json.at("/download_phase/downloads_by_file/a.xml/checksum").asString())
        .isEqualTo("11");
    assertThat(json.at("/processing_phase/status").asString()).isEqualTo("completed");
    assertThat(json.at("/processing_phase/files_processed").asInt()).isEqualTo(2);
    assertThat(json.at("/processing_phase/records_extracted").asInt()).isEqualTo(20);
    JsonNode file = json.at("/processing_phase/progress_by_file/a.xml");
    assertThat(file.at("/status").asString()).isEqualTo("completed");
    assertThat(file.at("/messages_published").asInt()).isEqualTo(10);
    assertThat(file.at("/records_parsed").asInt()).isEqualTo(12);
    assertThat(file.at("/records_malformed").asInt()).isEqualTo(2);
    assertThat(file.at("/source_checksum").asString()).isEqualTo("11");
    assertThat(json.at("/publishing_phase/messages_published").asInt()).isEqualTo(20);
    assertThat(json.at("/publishing_phase/batches_sent").asInt()).isEqualTo(2);
    assertThat(json.at("/summary/overall_status").asString()).isEqualTo("completed");
    assertThat(json.at("/summary/files_by_type/labels").asString()).isEqualTo("completed");
    assertThat(Files.list(folder)).hasSize(1);
  }

  private void complete(String version) throws IOException {
    Marker marker = begun(version);
    for (String name : List.of("a.xml", "l.xml")) {
      marker.startFile(name, now);
      marker.completeFile(name, COUNTS, 1, now);
    }
    marker.completeProcessing(now);
    marker.completeExtraction();
    later();
    markers.save(marker);
  }

  private Marker begun(String version) {
    Marker marker = new Marker(version);
    marker.begin(dump(version), SUMS, now);
    return marker;
  }

  private void later() {
    now = now.plusSeconds(60);
  }

  private DumpVersion dump(String version) {
    return new DumpVersion(
        version,
        List.of(
            new DumpFile(folder.resolve("a.xml"), DataType.ARTISTS, 100),
            new DumpFile(folder.resolve("l.xml"), DataType.LABELS, 50)),
        folder);
  }
}
