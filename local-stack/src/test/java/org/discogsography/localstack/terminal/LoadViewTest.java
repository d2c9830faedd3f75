package org.discogsography.localstack.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.discogsography.localstack.load.LoadStatus;
import org.discogsography.localstack.load.LoadStatus.DownloadStatus;
import org.discogsography.localstack.load.LoadStatus.State;
import org.discogsography.localstack.load.LoadStatus.TypeStatus;
import org.junit.jupiter.api.Test;

class LoadViewTest {

  private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  private static LoadStatus extracting(long records, long bytesRead) {
    return new LoadStatus(
        State.EXTRACTING,
        "20261101",
        null,
        List.of(new TypeStatus("artists", records, bytesRead, 1_000, false, 0, 0)),
        Map.of());
  }

  private String shown() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void barShowsShareRateAndTimeLeft() {
    LoadView view = new LoadView(out, true);

    view.show(extracting(10, 10), START);
    view.show(extracting(2_000, 250), START.plusSeconds(10));

    assertThat(shown()).contains("25 %").contains("200/s").contains("ETA 0:30");
  }

  @Test
  void barIsDrawnOverTheOneBefore() {
    LoadView view = new LoadView(out, true);

    view.show(extracting(1, 1), START);
    assertThat(shown()).doesNotContain("\033[2A");
    view.show(extracting(2, 2), START.plusSeconds(1));

    assertThat(shown()).contains("\033[2A");
  }

  @Test
  void fileGetsPlainLinesWithoutControlCharacters() {
    LoadView view = new LoadView(out, false);

    view.show(extracting(10, 10), START);
    view.show(extracting(20, 20), START.plusSeconds(1));
    view.show(extracting(30, 500), START.plusSeconds(10));

    assertThat(shown()).doesNotContain("\033").contains("artists 30 (50 %)");
    assertThat(shown().lines()).hasSize(2);
  }

  @Test
  void downloadHasABarOfItsOwnWithRateAndTimeLeft() {
    LoadView view = new LoadView(out, true);

    view.show(downloading(), START);
    assertThat(shown()).contains("download").contains("50 %").contains("5,500 MB of 11,000 MB");
    assertThat(shown()).contains("20.0 MB/s").contains("ETA 4:35");
    view.show(extracting(1, 1), START.plusSeconds(1));

    assertThat(shown()).contains("\033[3A");
  }

  @Test
  void fileGetsThePlainNumbersOfADownload() {
    LoadView view = new LoadView(out, false);

    view.show(downloading(), START);

    assertThat(shown())
        .contains("20261101 downloading the dumps: downloading x.gz; 5,500 MB of 11,000 MB");
  }

  private static LoadStatus downloading() {
    return new LoadStatus(
        State.DOWNLOADING,
        "20261101",
        "downloading x.gz",
        new DownloadStatus("x.gz", 5_500_000_000L, 11_000_000_000L, 20_000_000, 275L),
        List.of(new TypeStatus("artists", 0, 0, 0, false, 0, 0)),
        Map.of());
  }

  @Test
  void failureIsShownWithItsReason() {
    LoadView view = new LoadView(out, false);

    view.show(new LoadStatus(State.FAILED, "20261101", "file is cut", List.of(), Map.of()), START);

    assertThat(shown()).contains("20261101 the load failed: file is cut");
  }
}
