package org.discogsography.extractor.quality;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.Source;
import org.discogsography.extractor.discogs.DumpReader;
import org.discogsography.extractor.discogs.ReadLimits;
import org.discogsography.extractor.dumps.DumpFile;
import org.discogsography.extractor.dumps.DumpFolder;
import org.discogsography.extractor.dumps.DumpVersion;
import org.discogsography.extractor.dumps.MusicBrainzFolder;
import org.discogsography.extractor.dumps.RecordSink;
import org.discogsography.extractor.musicbrainz.ArtistMap;
import org.discogsography.extractor.musicbrainz.JsonDumpReader;
import org.discogsography.extractor.rules.QualityRules;

/**
 * Parses and judges the dumps of a folder without publishing or writing anything, and prints what
 * it found as a table.
 */
public final class DryRun {

  private static final int READ = 0;
  private static final int UNREADABLE = 1;
  private static final long NEWS_NANOS = Duration.ofSeconds(10).toNanos();

  private final Source source;
  private final Path folder;
  private final QualityRules rules;
  private final ReadLimits limits;
  private final int maxMessageBytes;
  private final int year;

  private final Map<DataType, Tally> tallies = new EnumMap<>(DataType.class);
  private final List<String> failures = new ArrayList<>();

  /**
   * @param source whose dumps are read
   * @param folder with the dumps
   * @param maxMessageBytes of a message that the broker takes
   */
  public DryRun(
      Source source,
      Path folder,
      QualityRules rules,
      ReadLimits limits,
      int maxMessageBytes,
      Clock clock) {
    this.source = source;
    this.folder = folder;
    this.rules = rules;
    this.limits = limits;
    this.maxMessageBytes = maxMessageBytes;
    this.year = clock.instant().atZone(ZoneOffset.UTC).getYear();
  }

  /**
   * Reads everything.
   *
   * @param out gets the table
   * @param news gets what happens meanwhile, and the files that cannot be read, with the position
   * @return exit status: 0 if every dump could be read to its end, else 1
   */
  public int run(PrintStream out, PrintStream news) throws InterruptedException {
    DumpVersion dump;
    try {
      dump =
          switch (source) {
            case DISCOGS -> new DumpFolder(folder).newest();
            case MUSICBRAINZ -> new MusicBrainzFolder(folder).newest();
          };
    } catch (IOException e) {
      news.println("extractor: " + e.getMessage());
      return UNREADABLE;
    }
    for (DumpFile file : dump.files()) {
      news.println("reading " + file.name());
      read(file, news);
    }
    out.println(new QualityTable(dump.version(), tallies).text());
    failures.forEach(failure -> news.println("extractor: " + failure));
    return failures.isEmpty() ? READ : UNREADABLE;
  }

  private void read(DumpFile file, PrintStream news) throws InterruptedException {
    FileQuality quality =
        new FileQuality(
            file.name(), rules.of(file.type(), year), maxMessageBytes, true, null, new Tally());
    AtomicLong bytesRead = new AtomicLong();
    long[] next = {System.nanoTime() + NEWS_NANOS};
    try {
      read(
          file,
          quality,
          bytesRead,
          message -> {
            long now = System.nanoTime();
            if (now > next[0]) {
              next[0] = now + NEWS_NANOS;
              long percent = file.size() == 0 ? 100 : bytesRead.get() * 100 / file.size();
              news.println("  %,d records, %d %%".formatted(quality.tally().total, percent));
            }
            return true;
          });
    } catch (IOException e) {
      String reason = String.valueOf(e.getMessage());
      failures.add(reason.startsWith(file.name()) ? reason : file.name() + ": " + reason);
    }
    tallies.computeIfAbsent(file.type(), any -> new Tally()).add(quality.tally());
  }

  private void read(DumpFile file, FileQuality quality, AtomicLong bytesRead, RecordSink sink)
      throws IOException, InterruptedException {
    switch (source) {
      case DISCOGS ->
          new DumpReader(file.name(), file.type(), limits, quality)
              .read(file.open(bytesRead), sink);
      // which artists are at Discogs is seen in messages alone, and these are dropped
      case MUSICBRAINZ ->
          new JsonDumpReader(file, limits, new ArtistMap(), quality).read(bytesRead, sink);
    }
  }
}
