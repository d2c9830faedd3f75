package org.discogsography.extractor.musicbrainz;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;
import org.discogsography.extractor.canonical.RecordMessage;
import org.discogsography.extractor.canonical.WrittenList;
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

  /** A message is held twice for a moment, beside all else. */
  private static final int SHARE_OF_MEMORY = 4;

  /** Bytes of the largest message that is made. */
  private static final long LARGEST_HELD = Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY;

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
            () -> new MessageMaker(file.name(), entity, artists, inspection));
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

    private static final String RELATIONS = "relations";

    private final String file;
    private final Shape shape;
    private final Relations relations;
    private final LineParser parser;
    private final Normaliser normaliser;
    private final RecordInspection inspection;
    private final RecordJudge judge;
    private final RecordMessage message = new RecordMessage();
    private final WrittenList written = new WrittenList(LARGEST_HELD);

    MessageMaker(String file, Entity entity, ArtistMap artists, RecordInspection inspection) {
      this.file = file;
      this.inspection = inspection;
      shape = Shape.of(entity, inspection.fields());
      relations = new Relations(entity, artists, written);
      // only rules want to see all relations of a line at once
      boolean judged =
          inspection.fields().stream().anyMatch(path -> path.getFirst().equals(RELATIONS));
      parser = new LineParser(shape, judged ? null : relations);
      normaliser = new Normaliser(entity, relations);
      judge = inspection.judge();
    }

    @Override
    public Made line(byte[] bytes, int offset, int length, long position)
        throws MalformedLineException, DumpException {
      relations.begin();
      Fields line = parser.parse(bytes, offset, length);
      Verdict verdict = judge.judge(line);
      boolean kept = isKept(verdict);
      if (kept && line.has(RELATIONS) && line.get(RELATIONS) == null) {
        // a copy for a look has them, too
        Fields again = new LineParser(shape).parse(bytes, offset, length);
        line.put(RELATIONS, again.get(RELATIONS));
      }
      return made(line, position, verdict, kept);
    }

    @Override
    public Made line(InputStream stream, long position)
        throws MalformedLineException, DumpException {
      relations.begin();
      Fields line = parser.parse(stream);
      Verdict verdict = judge.judge(line);
      return made(line, position, verdict, isKept(verdict));
    }

    private boolean isKept(Verdict verdict) {
      return !verdict.isClean() && inspection.keeps(verdict);
    }

    private Made made(Fields line, long position, Verdict verdict, boolean kept)
        throws MalformedLineException, DumpException {
      Findings findings = verdict.isClean() ? null : findings(line, position, verdict, kept);
      if (verdict.skipped() != null) {
        return new Made(null, findings);
      }
      Fields record = normaliser.normalise(line);
      long least = written.length();
      if (!fits(least)) {
        return tooLarge(line, position, verdict, "more than " + least + " bytes");
      }
      if (least > LARGEST_HELD) {
        throw new DumpException(
            ("%s: the line at byte %d makes a message of more than %d MB, for which %d MB of heap"
                    + " are too little; give the program %d MB (-Xmx)")
                .formatted(
                    file,
                    position,
                    least >> 20,
                    Runtime.getRuntime().maxMemory() >> 20,
                    SHARE_OF_MEMORY * (least >> 20) + 1));
      }
      byte[] bytes = message.of(record);
      return fits(bytes.length)
          ? new Made(bytes, findings)
          : tooLarge(line, position, verdict, bytes.length + " bytes");
    }

    private boolean fits(long bytes) {
      return inspection.fits((int) Math.min(bytes, Integer.MAX_VALUE));
    }

    /** Left out, and no copy kept: it would be larger still. */
    private static Made tooLarge(Fields line, long position, Verdict verdict, String size) {
      Violation violation = new Violation(Violation.TOO_LARGE, Severity.ERROR, "", size);
      return new Made(null, findings(line, position, verdict.with(violation), false));
    }

    private static Findings findings(Fields line, long position, Verdict verdict, boolean kept) {
      String id = line.get("id") instanceof String mbid ? mbid : "unknown";
      return new Findings(id, position, verdict, null, kept ? PrettyJson.of(line) : null);
    }
  }
}
