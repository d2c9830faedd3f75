package org.discogsography.extractor.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
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
}
