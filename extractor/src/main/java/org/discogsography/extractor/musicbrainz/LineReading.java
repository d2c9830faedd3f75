package org.discogsography.extractor.musicbrainz;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.discogsography.extractor.discogs.ReadLimits;
import org.discogsography.extractor.dumps.ByteBudget;
import org.discogsography.extractor.dumps.Conveyor;
import org.discogsography.extractor.dumps.DumpException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.exc.JacksonIOException;

/**
 * Reads the lines of one file with all cores: one thread unpacks, one cuts, workers deal with the
 * lines, and the caller gets what they make of them in the order of the file.
 *
 * @param <T> what is made of a line
 */
final class LineReading<T> {

  private static final Logger log = LoggerFactory.getLogger(LineReading.class);

  private static final int MAX_WARNINGS = 10;
  private static final int SNIPPET = 500;

  /** No character takes more bytes. */
  private static final int SNIPPET_BYTES = 4 * SNIPPET;

  private final String file;
  private final ReadLimits limits;
  private final int mostMalformed;
  private final ThreadLocal<LineWorker<T>> workers;
  private final ByteBudget budget;
  private long lines;
  private volatile long malformed;

  /** Makes something of a line. Each thread has one. */
  interface LineWorker<T> {

    /**
     * What becomes of a line, null if nothing does.
     *
     * @param position of its first byte in the unpacked file
     * @throws DumpException if it cannot be dealt with and must not be passed over
     */
    @Nullable T line(byte[] bytes, int offset, int length, long position)
        throws MalformedLineException, DumpException;

    /**
     * What becomes of a line that is too long to be held, null if nothing does.
     *
     * @param position of its first byte in the unpacked file
     * @throws DumpException if it cannot be dealt with and must not be passed over
     */
    @Nullable T line(InputStream line, long position) throws MalformedLineException, DumpException;
  }

  /** Takes what was made of the lines. */
  interface LineSink<T> {

    /** Takes one; false ends the reading. */
    boolean accept(T made) throws IOException, InterruptedException;

    /**
     * Hears of a line that is dropped.
     *
     * @param position of its first byte in the unpacked file
     * @param snippet how it begins, empty if it is too long to be held
     */
    default void malformed(long position, String fault, String snippet) {
      // most only count them
    }
  }

  /**
   * What became of a line.
   *
   * @param number of the line in its block, from 0
   * @param position of its first byte in the unpacked file
   * @param made null if it is malformed
   * @param fault why it is malformed, null if it is not
   * @param snippet how a malformed line begins
   */
  private record Line<T>(
      int number, long position, @Nullable T made, @Nullable String fault, String snippet) {}

  private record Lines<T>(int count, List<Line<T>> lines) {}

  /** How it goes on after a block. */
  private enum Handover {
    GOES_ON,

    /** There are no more. */
    FINISHED,

    /** The sink wants no more. */
    ENDED
  }

  /**
   * @param mostMalformed one malformed line more fails the file
   */
  LineReading(String file, ReadLimits limits, int mostMalformed, Supplier<LineWorker<T>> workers) {
    this.file = file;
    this.limits = limits;
    this.mostMalformed = mostMalformed;
    this.workers = ThreadLocal.withInitial(workers);
    this.budget = new ByteBudget(limits.queueBytes());
  }

  /** Lines dropped because they are malformed. */
  long malformed() {
    return malformed;
  }

  /** Bytes of lines that are cut and not handed over yet. */
  long waitingBytes() {
    return budget.used();
  }

  /**
   * Hands what is made of the lines to the sink; closes the stream.
   *
   * @return false if the sink ended the reading
   * @throws DumpException if the file cannot be read to its end or has too many malformed lines;
   *     the good lines before that place have been handed over
   */
  boolean read(InputStream in, LineSink<T> sink) throws IOException, InterruptedException {
    try (in;
        Conveyor<Lines<T>> conveyor =
            new Conveyor<>(
                file,
                "line",
                limits.workers(),
                limits.queueRecords() / limits.batchRecords(),
                budget,
                new Cutting(in))) {
      Handover handover;
      do {
        handover = handOver(conveyor.next(), sink);
      } while (handover == Handover.GOES_ON);
      return handover == Handover.FINISHED;
    } finally {
      if (malformed > MAX_WARNINGS) {
        log.atWarn()
            .setMessage("⚠️ malformed lines in a dump file")
            .addKeyValue("file", file)
            .addKeyValue("malformed", malformed)
            .log();
      }
    }
  }

  /** In a method of its own, so that nobody holds the block while the next one is made. */
  private Handover handOver(@Nullable Lines<T> block, LineSink<T> sink)
      throws IOException, InterruptedException {
    if (block == null) {
      return Handover.FINISHED;
    }
    for (Line<T> line : block.lines) {
      if (line.made == null) {
        sink.malformed(line.position, String.valueOf(line.fault), line.snippet);
        countMalformed(line);
      } else if (!sink.accept(line.made)) {
        return Handover.ENDED;
      }
    }
    lines += block.count;
    return Handover.GOES_ON;
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // only the reading thread writes
  private void countMalformed(Line<T> line) throws DumpException {
    malformed++;
    long number = lines + line.number + 1;
    if (malformed <= MAX_WARNINGS) {
      log.atWarn()
          .setMessage("⚠️ malformed line dropped")
          .addKeyValue("file", file)
          .addKeyValue("line", number)
          .addKeyValue("position", line.position)
          .addKeyValue("reason", line.fault)
          .log();
    }
    if (malformed > mostMalformed) {
      throw new DumpException(
          "%s: more than %d malformed lines, the last is line %d at byte %d: %s"
              .formatted(file, mostMalformed, number, line.position, line.fault));
    }
  }

  /** Cuts blocks of lines and lets the workers deal with them. */
  private final class Cutting implements Conveyor.Cutter<Lines<T>> {

    private final LineCutter cutter;

    Cutting(InputStream in) {
      cutter = new LineCutter(in);
    }

    @Override
    public void cutInto(Conveyor<Lines<T>> conveyor) throws IOException, InterruptedException {
      for (LineCutter.Block cut = cutter.next(); cut != null; cut = cutter.next()) {
        add(conveyor, cut);
      }
    }

    private void add(Conveyor<Lines<T>> conveyor, LineCutter.Block block)
        throws IOException, InterruptedException {
      InputStream rest = block.rest();
      if (rest == null) {
        conveyor.add(() -> lines(block), block.position(), block.length());
      } else {
        // what is made of it can be as large as it is: nothing else is on its way meanwhile
        long alone = budget.acquireAlone();
        Line<T> line = longLine(block, rest);
        List<Line<T>> lines = line == null ? List.of() : List.of(line);
        conveyor.addMade(new Lines<>(1, lines), block.position(), alone);
      }
    }

    @Override
    public long position() {
      return cutter.position();
    }

    private Lines<T> lines(LineCutter.Block block) throws DumpException {
      LineWorker<T> worker = workers.get();
      List<Line<T>> made = new ArrayList<>();
      byte[] bytes = block.bytes();
      int number = 0;
      int start = 0;
      while (start < block.length()) {
        int lineEnd = ByteSearch.find('\n', bytes, start, block.length());
        if (!isBlank(bytes, start, lineEnd)) {
          Line<T> line = line(worker, block, number, start, lineEnd);
          if (line != null) {
            made.add(line);
          }
        }
        start = lineEnd + 1;
        number++;
      }
      return new Lines<>(number, made);
    }

    private @Nullable Line<T> line(
        LineWorker<T> worker, LineCutter.Block block, int number, int start, int lineEnd)
        throws DumpException {
      long position = block.position() + start;
      try {
        T made = worker.line(block.bytes(), start, lineEnd - start, position);
        return made == null ? null : new Line<>(number, position, made, null, "");
      } catch (MalformedLineException e) {
        String snippet = snippet(block.bytes(), start, lineEnd);
        return new Line<>(number, position, null, e.getMessage(), snippet);
      }
    }

    private @Nullable Line<T> longLine(LineCutter.Block block, InputStream rest)
        throws IOException {
      try {
        T made = workers.get().line(block.longLine(rest), block.position());
        return made == null ? null : new Line<>(0, block.position(), made, null, "");
      } catch (MalformedLineException e) {
        return new Line<>(0, block.position(), null, e.getMessage(), "");
      } catch (JacksonIOException e) {
        throw e.getCause();
      }
    }
  }

  private static String snippet(byte[] bytes, int start, int end) {
    int length = Math.min(end - start, SNIPPET_BYTES);
    String text = new String(bytes, start, length, StandardCharsets.UTF_8);
    return text.substring(0, Math.min(text.length(), SNIPPET));
  }

  private static boolean isBlank(byte[] bytes, int start, int end) {
    for (int i = start; i < end; i++) {
      if (bytes[i] > ' ' || bytes[i] < 0) {
        return false;
      }
    }
    return true;
  }
}
