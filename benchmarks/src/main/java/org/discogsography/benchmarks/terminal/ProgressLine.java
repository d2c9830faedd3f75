package org.discogsography.benchmarks.terminal;

import java.io.PrintWriter;
import java.util.Locale;
import org.discogsography.benchmarks.catalogue.GenerationProgress;
import org.jspecify.annotations.Nullable;

/** Shows on one line of the terminal how far the writing is; rewritten once a second. */
final class ProgressLine implements GenerationProgress {

  private static final long PERIOD_NANOS = 1_000_000_000L;

  private final PrintWriter terminal;
  private @Nullable String current;
  private long startOfFile;
  private long lastShown = System.nanoTime();
  private boolean shown;

  ProgressLine(PrintWriter terminal) {
    this.terminal = terminal;
  }

  @Override
  public void written(String records, long written, long expected, long bytes) {
    long now = System.nanoTime();
    if (!records.equals(current)) {
      current = records;
      startOfFile = now;
    }
    if (now - lastShown < PERIOD_NANOS || written == 0) {
      return;
    }
    lastShown = now;
    shown = true;
    double seconds = Math.max((now - startOfFile) / 1e9, 1e-3);
    long left = Math.round(seconds * Math.max(expected - written, 0) / written);
    terminal.printf(
        Locale.ROOT,
        "\r%s: %,d of %,d (%d %%), %,.0f records/s, %,.0f MB/s, %d:%02d:%02d left   ",
        records,
        written,
        expected,
        100 * written / expected,
        written / seconds,
        bytes / seconds / 1e6,
        left / 3600,
        left / 60 % 60,
        left % 60);
    terminal.flush();
  }

  /** Leaves the line. */
  void end() {
    if (shown) {
      terminal.println();
      terminal.flush();
    }
  }
}
