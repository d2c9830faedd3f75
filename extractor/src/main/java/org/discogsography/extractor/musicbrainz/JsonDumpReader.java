package org.discogsography.extractor.musicbrainz;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;
import org.discogsography.extractor.canonical.RecordMessage;
import org.discogsography.extractor.discogs.ReadLimits;
import org.discogsography.extractor.dumps.DumpException;
import org.discogsography.extractor.dumps.DumpFile;
import org.discogsography.extractor.dumps.JsonDump;
import org.discogsography.extractor.dumps.RecordReader;
import org.discogsography.extractor.dumps.RecordSink;
import org.discogsography.extractor.rules.Findings;
import org.discogsography.extractor.rules.RecordInspection;
import org.discogsography.extractor.rules.RecordJudge;
import org.discogsography.extractor.rules.Severity;
import org.discogsography.extractor.rules.Verdict;
import org.discogsography.extractor.rules.Violation;
import org.discogsography.extractor.tree.Fields;
import org.discogsography.extractor.tree.PrettyJson;
import org.jspecify.annotations.Nullable;

/** Reads the dump of one entity and makes a message of each line. */
public final class JsonDumpReader implements RecordReader {

  /** A file with more malformed lines than this is not a dump that can be trusted. */
  static final int MAX_MALFORMED = 1000;

  /** Changes when the same dump gives other messages than before. */
  public static final int NORMALISER_VERSION = Normaliser.VERSION;

  private final DumpFile file;
  private final Entity entity;
  private final RecordInspection inspection;
  private final LineReading<Made> reading;
  private volatile long leftOut;

  /** A reader that judges nothing. */
  public JsonDumpReader(DumpFile file, ReadLimits limits, ArtistMap artists) {
    this(file, limits, artists, RecordInspection.NONE);
  }

  /**
   * A reader that has every line judged before it is normalised: those parts of it that messages or
   * rules need.
   *
   * @param artists the Discogs ids of artists, for relations to them
   * @param inspection hears of each record before the sink gets it
   */
  public JsonDumpReader(
      DumpFile file, ReadLimits limits, ArtistMap artists, RecordInspection inspection) {
    this.file = file;
    this.entity = Entity.of(file.type());
    this.inspection = inspection;
    this.reading =
        new LineReading<>(
            file.name(),
            limits,
            MAX_MALFORMED,
            () -> new MessageMaker(entity, artists, inspection));
  }

  /**
   * What was made of a line.
   *
   * @param message null if the record is left out
   * @param findings what the rules say, null if nothing
   */
  @SuppressWarnings("ArrayRecordComponent") // the bytes are handed on, never compared
  private record Made(byte @Nullable [] message, @Nullable Findings findings) {}

  @Override
  public boolean read(AtomicLong bytesRead, RecordSink sink)
      throws IOException, InterruptedException {
    return read(new JsonDump(file.path(), entity.text()).open(bytesRead), sink);
  }

  /**
   * Hands every record of the lines to the sink; closes the stream.
   *
   * @throws DumpException as {@link #read(AtomicLong, RecordSink)}
   */
  boolean read(InputStream lines, RecordSink sink) throws IOException, InterruptedException {
    boolean finished = false;
    try {
      finished = reading.read(lines, inspected(sink));
      return finished;
    } finally {
      inspection.ended(finished);
    }
  }

  private LineReading.LineSink<Made> inspected(RecordSink sink) {
    return new LineReading.LineSink<>() {
      @Override
      public boolean accept(Made made) throws IOException, InterruptedException {
        byte[] message = made.message();
        Findings findings = made.findings();
        if (message != null) {
          inspection.passed(findings);
          return sink.accept(message);
        }
        leaveOut();
        if (findings != null) {
          inspection.skipped(findings);
        }
        return true;
      }

      @Override
      public void malformed(long position, String fault, String snippet) {
        inspection.malformed(position, fault, snippet);
      }
    };
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // only the reading thread writes
  private void leaveOut() {
    leftOut++;
  }

  @Override
  public long leftOut() {
    return leftOut;
  }

  @Override
  public long malformed() {
    return reading.malformed();
  }

  @Override
  public long waitingBytes() {
    return reading.waitingBytes();
  }

  /** Turns lines into messages: parse, judge and filter, normalise, hash, serialise. */
  private static final class MessageMaker implements LineReading.LineWorker<Made> {

    private final LineParser parser;
    private final Normaliser normaliser;
    private final RecordInspection inspection;
    private final RecordJudge judge;
    private final RecordMessage message = new RecordMessage();

    MessageMaker(Entity entity, ArtistMap artists, RecordInspection inspection) {
      parser = new LineParser(Shape.of(entity, inspection.fields()));
      normaliser = new Normaliser(entity, artists);
      this.inspection = inspection;
      judge = inspection.judge();
    }

    @Override
    public Made line(byte[] bytes, int offset, int length, long position)
        throws MalformedLineException {
      return made(parser.parse(bytes, offset, length), position);
    }

    @Override
    public Made line(InputStream line, long position) throws MalformedLineException {
      return made(parser.parse(line), position);
    }

    private Made made(Fields line, long position) throws MalformedLineException {
      Verdict verdict = judge.judge(line);
      Findings findings =
          verdict.isClean() ? null : findings(line, position, verdict, inspection.keeps(verdict));
      if (verdict.skipped() != null) {
        return new Made(null, findings);
      }
      byte[] bytes = message.of(normaliser.normalise(line));
      if (inspection.fits(bytes.length)) {
        return new Made(bytes, findings);
      }
      Violation violation =
          new Violation(Violation.TOO_LARGE, Severity.ERROR, "", bytes.length + " bytes");
      // a copy of what is too large would be larger still
      return new Made(null, findings(line, position, verdict.with(violation), false));
    }

    private static Findings findings(Fields line, long position, Verdict verdict, boolean kept) {
      String id = line.get("id") instanceof String mbid ? mbid : "unknown";
      return new Findings(id, position, verdict, null, kept ? PrettyJson.of(line) : null);
    }
  }
}
