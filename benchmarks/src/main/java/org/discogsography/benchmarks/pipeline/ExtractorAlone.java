package org.discogsography.benchmarks.pipeline;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.Source;
import org.discogsography.extractor.discogs.DumpReader;
import org.discogsography.extractor.discogs.ReadLimits;
import org.discogsography.extractor.dumps.DumpFile;
import org.discogsography.extractor.musicbrainz.ArtistMap;
import org.discogsography.extractor.musicbrainz.JsonDumpReader;
import org.discogsography.extractor.quality.DataQuality;
import org.discogsography.extractor.rules.QualityRules;

/**
 * Reads a dump file with the extractor's reader and drops the messages: the speed of unpacking,
 * cutting, parsing, normalising, hashing and serialising alone, and of judging if there are rules.
 * Runs as a process of its own and prints one line: records, bytes, nanoseconds and processor
 * nanoseconds of the last of several passes. The bytes of Discogs dumps are those of the XML, those
 * of MusicBrainz dumps those on disk.
 */
public final class ExtractorAlone {

  private static final int BATCH_RECORDS = 100;
  private static final int QUEUE_RECORDS = 5_000;
  private static final long QUEUE_BYTES = 64L << 20;

  private ExtractorAlone() {}

  /**
   * Arguments: source, file, type, worker threads, passes, and for Discogs the rules file if
   * records are to be judged.
   *
   * @throws IOException if the file cannot be read to its end
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    boolean musicBrainz = arguments[0].equals(Source.MUSICBRAINZ.text());
    Path path = Path.of(arguments[1]);
    DumpFile file = new DumpFile(path, DataType.of(arguments[2]), Files.size(path));
    ReadLimits limits =
        new ReadLimits(Integer.parseInt(arguments[3]), BATCH_RECORDS, QUEUE_RECORDS, QUEUE_BYTES);
    QualityRules rules = QualityRules.load(arguments.length > 5 ? Path.of(arguments[5]) : null);
    Path findings = path.resolveSibling("findings");
    DataQuality quality =
        new DataQuality(rules, Source.DISCOGS, findings, Integer.MAX_VALUE, Clock.systemUTC());
    String figures = "";
    for (int pass = 0; pass < Integer.parseInt(arguments[4]); pass++) {
      figures = musicBrainz ? readMusicBrainz(file, limits) : read(file, limits, quality);
    }
    System.out.println(figures);
  }

  private static String read(DumpFile file, ReadLimits limits, DataQuality quality)
      throws IOException, InterruptedException {
    AtomicLong bytes = new AtomicLong();
    long[] records = {0};
    long start = System.nanoTime();
    long cpuStart = cpuNanos();
    DumpReader reader =
        new DumpReader(
            file.name(),
            file.type(),
            limits,
            quality.inspect("benchmark", file.type(), file.name(), false));
    reader.read(
        new Counted(file.open(new AtomicLong()), bytes),
        message -> {
          records[0]++;
          return true;
        });
    long nanos = System.nanoTime() - start;
    if (reader.malformed() > 0) {
      throw new IOException("%s: %d malformed records".formatted(file.name(), reader.malformed()));
    }
    return "%d %d %d %d".formatted(records[0], bytes.get(), nanos, cpuNanos() - cpuStart);
  }

  private static long cpuNanos() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean machine
        ? machine.getProcessCpuTime()
        : 0;
  }

  private static String readMusicBrainz(DumpFile file, ReadLimits limits)
      throws IOException, InterruptedException {
    AtomicLong bytes = new AtomicLong();
    long[] records = {0};
    long cpuStart = cpuNanos();
    long start = System.nanoTime();
    JsonDumpReader reader = new JsonDumpReader(file, limits, new ArtistMap());
    reader.read(
        bytes,
        message -> {
          records[0]++;
          return true;
        });
    long nanos = System.nanoTime() - start;
    if (reader.malformed() > 0) {
      throw new IOException("%s: %d malformed records".formatted(file.name(), reader.malformed()));
    }
    return "%d %d %d %d".formatted(records[0], bytes.get(), nanos, cpuNanos() - cpuStart);
  }

  private static final class Counted extends FilterInputStream {

    private final AtomicLong bytes;

    Counted(InputStream in, AtomicLong bytes) {
      super(in);
      this.bytes = bytes;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = super.read(buffer, offset, length);
      bytes.addAndGet(Math.max(0, count));
      return count;
    }
  }
}
