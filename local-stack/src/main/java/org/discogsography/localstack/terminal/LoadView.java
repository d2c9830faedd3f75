package org.discogsography.localstack.terminal;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.discogsography.localstack.load.LoadStatus;
import org.discogsography.localstack.load.LoadStatus.DownloadStatus;
import org.discogsography.localstack.load.LoadStatus.TypeStatus;
import org.jspecify.annotations.Nullable;

/**
 * Shows a load: bars that are drawn over on a terminal, else a plain line when something has
 * changed, at most every five seconds.
 */
final class LoadView {

  private static final int BAR = 24;
  private static final int MEGABYTE = 1_000_000;
  private static final Duration PLAIN_PERIOD = Duration.ofSeconds(5);

  private final PrintStream out;
  private final boolean bars;
  private final Map<String, Instant> begun = new HashMap<>();
  private int drawn;
  private Instant lastPlain = Instant.EPOCH;
  private @Nullable String lastText;

  LoadView(PrintStream out, boolean bars) {
    this.out = out;
    this.bars = bars;
  }

  void show(LoadStatus status, Instant now) {
    if (bars) {
      draw(status, now);
    } else {
      print(status, now);
    }
  }

  private void draw(LoadStatus status, Instant now) {
    StringBuilder text = new StringBuilder();
    if (drawn > 0) {
      text.append("\033[").append(drawn).append('A');
    }
    for (TypeStatus type : status.types()) {
      text.append("\r\033[K").append(line(type, now)).append('\n');
    }
    if (status.download() != null) {
      text.append("\r\033[K").append(line(status.download())).append('\n');
    }
    text.append("\r\033[K").append(stage(status)).append('\n');
    // a line of the download that is gone is drawn over by what comes after it
    text.append("\033[J");
    drawn = status.types().size() + (status.download() == null ? 1 : 2);
    out.print(text);
    out.flush();
  }

  private void print(LoadStatus status, Instant now) {
    StringBuilder text = new StringBuilder(stage(status));
    if (status.download() != null) {
      text.append("; ").append(numbers(status.download()));
    }
    for (TypeStatus type : status.types()) {
      text.append("; %s %,d".formatted(type.type(), type.extracted()));
      if (type.bytesTotal() > 0) {
        text.append(" (%d %%)".formatted(percent(type)));
      }
    }
    String line = text.toString();
    boolean due = lastPlain.plus(PLAIN_PERIOD).isBefore(now) || status.state().isFinal();
    if (due && !line.equals(lastText)) {
      out.println(line);
      lastPlain = now;
      lastText = line;
    }
  }

  private static String line(DownloadStatus download) {
    int percent = percent(download.bytes(), download.total());
    return "%-9s %s %3d %%  %s".formatted("download", bar(percent), percent, numbers(download));
  }

  private static String numbers(DownloadStatus download) {
    StringBuilder text = new StringBuilder("%,d MB".formatted(download.bytes() / MEGABYTE));
    if (download.total() > 0) {
      text.append(" of %,d MB".formatted(download.total() / MEGABYTE));
    }
    if (download.perSecond() > 0) {
      text.append("  %.1f MB/s".formatted((double) download.perSecond() / MEGABYTE));
    }
    if (download.secondsLeft() != null) {
      text.append("  ETA ").append(clock(download.secondsLeft()));
    }
    return text.toString();
  }

  private static String bar(int percent) {
    int full = percent * BAR / 100;
    return "█".repeat(full) + "░".repeat(BAR - full);
  }

  private String line(TypeStatus type, Instant now) {
    int percent = percent(type);
    StringBuilder text = new StringBuilder();
    text.append(
        "%-17s %s %3d %%  %,12d records"
            .formatted(type.type(), bar(percent), percent, type.extracted()));
    if (type.extracted() > 0 && !type.completed()) {
      Duration spent = Duration.between(begun.computeIfAbsent(type.type(), key -> now), now);
      if (spent.toMillis() > 1_000) {
        text.append("  %,9d/s".formatted(type.extracted() * 1_000 / spent.toMillis()));
        if (type.bytesRead() > 0) {
          long left = spent.toSeconds() * (type.bytesTotal() - type.bytesRead()) / type.bytesRead();
          text.append("  ETA ").append(clock(left));
        }
      }
    }
    return text.toString();
  }

  private static int percent(TypeStatus type) {
    if (type.completed()) {
      return 100;
    }
    return percent(type.bytesRead(), type.bytesTotal());
  }

  private static int percent(long part, long whole) {
    return whole <= 0 ? 0 : (int) Math.min(100, part * 100 / whole);
  }

  static String clock(long seconds) {
    return seconds >= 3_600
        ? "%d:%02d:%02d".formatted(seconds / 3_600, seconds / 60 % 60, seconds % 60)
        : "%d:%02d".formatted(seconds / 60, seconds % 60);
  }

  private static String stage(LoadStatus status) {
    String reason = status.reason() == null ? "" : ": " + status.reason();
    String text =
        switch (status.state()) {
          case STARTING -> "looking for dumps";
          case DOWNLOADING -> "downloading the dumps";
          case EXTRACTING -> "reading the dumps";
          case WRITING -> "writing to the stores";
          case POST_IMPORT -> "working on the graph after the import";
          case LOADED -> "loaded";
          case FAILED -> "the load failed";
        };
    return (status.version() == null ? text : status.version() + " " + text) + reason;
  }
}
