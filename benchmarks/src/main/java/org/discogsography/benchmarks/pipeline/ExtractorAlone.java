package org.discogsography.benchmarks.pipeline;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.Source;
import org.discogsography.extractor.discogs.DumpReader;
import org.discogsography.extractor.discogs.ReadLimits;
import org.discogsography.extractor.dumps.DumpFile;
import org.discogsography.extractor.dumps.RecordSink;
import org.discogsography.extractor.musicbrainz.ArtistMap;
import org.discogsography.extractor.musicbrainz.JsonDumpReader;
import org.discogsography.extractor.quality.DataQuality;
import org.discogsography.extractor.rules.QualityRules;
import org.discogsography.extractor.rules.RecordInspection;

/**
 * Reads a dump file with the extractor's reader and drops the messages: the speed of unpacking,
 * cutting, parsing, normalising, hashing and serialising alone, and of judging if there are rules.
 * Runs as a process of its own and prints a line for each file and number of workers: type,
 * workers, records, bytes and nanoseconds of the last of several passes. The bytes of Discogs dumps
 * are those of the XML, those of MusicBrainz dumps those on disk.
 */
public final class ExtractorAlone {

  private static final int PASSES = 2;
  private static final int MOST_WORKERS = 2;
  private static final int BATCH_RECORDS = 100;
  private static final int QUEUE_RECORDS = 5_000;
  private static final long QUEUE_BYTES = 64L << 20;

  private ExtractorAlone() {}

  /**
   * Arguments: source, the rules file by which records of Discogs are judged or an empty text, then
   * type and path of each file.
   *
   * @throws IOException if a file cannot be read to its end
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    boolean musicBrainz = arguments[0].equals(Source.MUSICBRAINZ.text());
    QualityRules rules = QualityRules.load(arguments[1].isEmpty() ? null : Path.of(arguments[1]));
    for (int i = 2; i < arguments.length; i += 2) {
      Path path = Path.of(arguments[i + 1]);
      DumpFile file = new DumpFile(path, DataType.of(arguments[i]), Files.size(path));
      for (int workers = 1; workers <= MOST_WORKERS; workers++) {
        System.out.println(
            "%s %d %s".formatted(file.type(), workers, read(file, workers, rules, musicBrainz)));
      }
    }
  }

  private static String read(DumpFile file, int workers, QualityRules rules, boolean musicBrainz)
      throws IOException, InterruptedException {
    ReadLimits limits = new ReadLimits(workers, BATCH_RECORDS, QUEUE_RECORDS, QUEUE_BYTES);
    Path findings = file.path().resolveSibling("findings");
    DataQuality quality =
        new DataQuality(rules, Source.DISCOGS, findings, Integer.MAX_VALUE, Clock.systemUTC());
    String figures = "";
    for (int pass = 0; pass < PASSES; pass++) {
      AtomicLong bytes = new AtomicLong();
      long[] records = {0};
      RecordSink count =
          message -> {
            records[0]++;
            return true;
          };
      long start = System.nanoTime();
      long malformed =
          musicBrainz
              ? readMusicBrainz(file, limits, bytes, count)
              : readDiscogs(file, limits, quality, bytes, count);
      long nanos = System.nanoTime() - start;
      if (malformed > 0) {
        throw new IOException("%s: %d malformed records".formatted(file.name(), malformed));
      }
      figures = "%d %d %d".formatted(records[0], bytes.get(), nanos);
    }
    return figures;
  }

  private static long readDiscogs(
      DumpFile file, ReadLimits limits, DataQuality quality, AtomicLong bytes, RecordSink sink)
      throws IOException, InterruptedException {
    RecordInspection inspection = quality.inspect("benchmark", file.type(), file.name(), false);
    DumpReader reader = new DumpReader(file.name(), file.type(), limits, inspection);
    reader.read(new Counted(file.open(new AtomicLong()), bytes), sink);
    return reader.malformed();
  }

  private static long readMusicBrainz(
      DumpFile file, ReadLimits limits, AtomicLong bytes, RecordSink sink)
      throws IOException, InterruptedException {
    JsonDumpReader reader = new JsonDumpReader(file, limits, new ArtistMap());
    reader.read(bytes, sink);
    return reader.malformed();
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
