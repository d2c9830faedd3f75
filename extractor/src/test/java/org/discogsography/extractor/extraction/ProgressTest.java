package org.discogsography.extractor.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.Source;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private Instant now = Instant.parse("2026-04-02T10:00:00Z");
  private final Progress progress = new Progress(clock(), Source.DISCOGS);

  private Clock clock() {
    InstantSource source = () -> now;
    return source.withZone(ZoneOffset.UTC);
  }

  @Test
  void nothingIsForetoldBeforeAnythingIsRead() {
    progress.begin(RunRequest.of(false));
    assertThat(progress.view().recordsPerSecond()).isNull();
    progress.fileStarted(DataType.ARTISTS, "a.xml");
    now = now.plusSeconds(10);
    assertThat(progress.view().recordsPerSecond()).isZero();
    assertThat(progress.view().secondsLeft()).isNull();
  }

  @Test
  void rateAndTimeLeftCountOnlyThisRun() {
    progress.begin(RunRequest.of(false));
    TypeProgress artists = progress.type(DataType.ARTISTS);
    artists.bytesTotal().set(5_000);
    artists.add(1_000, 0, 0, 1_000);
    now = now.plusSeconds(100);
    progress.fileStarted(DataType.ARTISTS, "b.xml");
    now = now.plusSeconds(10);
    artists.records().addAndGet(250);
    artists.bytesRead().addAndGet(1_000);
    assertThat(progress.view().records()).isEqualTo(1_250);
    assertThat(progress.view().recordsPerSecond()).isEqualTo(25);
    assertThat(progress.view().secondsLeft()).isEqualTo(30);
  }

  @Test
  void finishedRunForetellsNothing() {
    progress.begin(RunRequest.of(false));
    progress.fileStarted(DataType.ARTISTS, "a.xml");
    progress.type(DataType.ARTISTS).bytesRead().set(10);
    now = now.plusSeconds(10);
    progress.end(ExtractionStatus.COMPLETED);
    assertThat(progress.view().recordsPerSecond()).isNull();
    assertThat(progress.view().secondsLeft()).isNull();
  }

  @Test
  void downloadTellsRateAndTimeLeftOfWhatCameInThisRun() {
    progress.begin(RunRequest.of(false));
    assertThat(progress.view().fetching()).isNull();
    progress.toFetch(5_000);
    progress.fetching("here.gz");
    progress.verified(1_000);
    progress.fetching("coming.gz");
    progress.received("coming.gz", 500, 4_000);
    now = now.plusSeconds(10);
    progress.received("coming.gz", 1_500, 4_000);
    Fetching fetching = Objects.requireNonNull(progress.view().fetching());
    assertThat(fetching.file()).isEqualTo("coming.gz");
    assertThat(fetching.bytes()).isEqualTo(2_500);
    assertThat(fetching.share()).isEqualTo(0.5);
    assertThat(fetching.bytesPerSecond()).isEqualTo(100);
    assertThat(fetching.secondsLeft()).isEqualTo(25);
    assertThat(progress.view().task()).isEqualTo("downloading coming.gz");
    progress.fetched();
    assertThat(progress.view().fetching()).isNull();
  }

  @Test
  void downloadThatIsBegunAnewCountsWhatComesAgain() {
    progress.begin(RunRequest.of(false));
    progress.fetching("a.gz");
    progress.received("a.gz", 0, 100);
    progress.received("a.gz", 60, 100);
    progress.received("a.gz", 0, 100);
    progress.received("a.gz", 40, 100);
    Fetching fetching = Objects.requireNonNull(progress.view().fetching());
    assertThat(fetching.fetchedNow()).isEqualTo(100);
    assertThat(fetching.fileBytes()).isEqualTo(40);
  }

  @Test
  void typeThatIsReadAndSilentIsStalledUnlessItIsComplete() throws Exception {
    progress.begin(RunRequest.of(false));
    for (DataType type : List.of(DataType.ARTISTS, DataType.LABELS, DataType.MASTERS)) {
      progress.fileStarted(type, type + ".xml");
      progress.type(type).record();
    }
    progress.fileEnded(DataType.LABELS, "labels.xml", false);
    progress.type(DataType.MASTERS).complete();
    Thread.sleep(5);
    assertThat(ProgressReporter.stalled(progress.view(), 0.001)).containsExactly("artists");
    assertThat(ProgressReporter.stalled(progress.view(), 120)).isEmpty();
  }

  @Test
  void dumpThatShrinksOrDoublesIsDoubted() {
    Map<DataType, Long> before = Map.of(DataType.ARTISTS, 1_000L, DataType.LABELS, 0L);
    assertThat(doubts(before, 900)).isEmpty();
    assertThat(doubts(before, 1_500)).isEmpty();
    assertThat(doubts(before, 899))
        .singleElement()
        .asString()
        .contains("artists: 899 records, version 20260301 had 1,000");
    assertThat(doubts(before, 1_501)).hasSize(1);
    assertThat(Soundness.doubts("bytes", "20260301", before, Map.of())).hasSize(1);
  }

  private static List<String> doubts(Map<DataType, Long> before, long artists) {
    return Soundness.doubts(
        "records", "20260301", before, Map.of(DataType.ARTISTS, artists, DataType.LABELS, 7L));
  }
}
