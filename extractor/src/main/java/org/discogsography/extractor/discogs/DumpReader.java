package org.discogsography.extractor.discogs;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.discogsography.common.messages.DataType;
import org.discogsography.extractor.dumps.ByteBudget;
import org.discogsography.extractor.dumps.DumpException;
import org.discogsography.extractor.dumps.RecordSink;
import org.discogsography.extractor.rules.Findings;
import org.discogsography.extractor.rules.RecordInspection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one dump file with all cores: one thread unpacks, one cuts records, workers parse them, and
 * the caller gets the messages in the order of the file.
 */
public final class DumpReader {

  private static final Logger log = LoggerFactory.getLogger(DumpReader.class);

  /** Part of what decides whether a half-sent file may be continued. */
  public static final int NORMALISER_VERSION = Normaliser.VERSION;

  /** A file with more broken records than this is not a dump that can be trusted. */
  static final int MAX_MALFORMED = 100;

  private static final int MAX_WARNINGS = 10;
  private static final int BATCH_BYTES = 256 << 10;

  private final String file;
  private final DataType type;
  private final ReadLimits limits;
  private final RecordInspection inspection;
  private final RecordParser parser = new RecordParser();
  private final ByteBudget budget;
  private final AtomicLong malformed = new AtomicLong();
  private final AtomicLong leftOut = new AtomicLong();
  private long invalidUtf8;

  /** A reader that judges nothing. */
  public DumpReader(String file, DataType type, ReadLimits limits) {
    this(file, type, limits, RecordInspection.NONE);
  }

  /**
   * A reader that has every record judged before it is normalised.
   *
   * @param inspection hears of each record before the sink gets it
   */
  public DumpReader(String file, DataType type, ReadLimits limits, RecordInspection inspection) {
    this.file = file;
    this.type = type;
    this.limits = limits;
    this.inspection = inspection;
    this.budget = new ByteBudget(limits.queueBytes());
  }

  /** Records dropped because they are broken or have no id. */
  public long malformed() {
    return malformed.get();
  }

  /** Records that are not handed over because the rules or their size forbid it. */
  public long leftOut() {
    return leftOut.get();
  }

  /** Bytes of records that are cut and not handed over yet. */
  public long waitingBytes() {
    return budget.used();
  }

  /**
   * Hands every record of the stream to the sink; closes the stream.
   *
   * @return false if the sink ended the reading
   * @throws DumpException if the file is cut off, corrupt, of another type or has too many broken
   *     records; the good records before that place have been handed over
   */
  public boolean read(InputStream in, RecordSink sink) throws IOException, InterruptedException {
    boolean finished = false;
    try (in;
        Conveyor conveyor = new Conveyor(in)) {
      finished = drain(conveyor, sink);
      if (finished && conveyor.cutter.rootUnclosed()) {
        log.atWarn()
            .setMessage("⚠️ the root element has no end tag, all records were read")
            .addKeyValue("file", file)
            .log();
      }
      return finished;
    } finally {
      summarise();
      inspection.ended(finished);
    }
  }

  private boolean drain(Conveyor conveyor, RecordSink sink)
      throws IOException, InterruptedException {
    while (true) {
      Batch batch = conveyor.take();
      if (batch == null) {
        return true;
      }
      for (ConvertedRecord record : converted(batch)) {
        if (record.invalidUtf8()) {
          warnInvalidUtf8(record);
        }
        if (!handOver(record, sink)) {
          return false;
        }
      }
      conveyor.done(batch);
    }
  }

  private boolean handOver(ConvertedRecord record, RecordSink sink)
      throws IOException, InterruptedException {
    String fault = record.fault();
    byte[] message = record.message();
    Findings findings = record.findings();
    if (fault != null) {
      inspection.malformed(record.position(), fault, record.snippet());
      countMalformed(record);
      return true;
    }
    if (message == null) {
      leftOut.incrementAndGet();
      if (findings != null) {
        inspection.skipped(findings);
      }
      return true;
    }
    inspection.passed(findings);
    return sink.accept(message);
  }

  private List<ConvertedRecord> converted(Batch batch) throws IOException, InterruptedException {
    if (batch.work() == null) {
      return List.of();
    }
    try {
      return batch.work().get();
    } catch (ExecutionException e) {
      throw failed(batch.position(), e.getCause() == null ? e : e.getCause());
    }
  }

  private void countMalformed(ConvertedRecord record) throws DumpException {
    long count = malformed.incrementAndGet();
    if (count <= MAX_WARNINGS) {
      log.atWarn()
          .setMessage("⚠️ malformed record dropped")
          .addKeyValue("file", file)
          .addKeyValue("position", record.position())
          .addKeyValue("reason", record.fault())
          .log();
    }
    if (count > MAX_MALFORMED) {
      throw new DumpException(
          "%s: more than %d malformed records, the last at byte %d: %s"
              .formatted(file, MAX_MALFORMED, record.position(), record.fault()));
    }
  }

  private void warnInvalidUtf8(ConvertedRecord record) {
    if (++invalidUtf8 <= MAX_WARNINGS) {
      log.atWarn()
          .setMessage("⚠️ invalid UTF-8 replaced in a record")
          .addKeyValue("file", file)
          .addKeyValue("position", record.position())
          .log();
    }
  }

  private void summarise() {
    if (malformed.get() > MAX_WARNINGS || invalidUtf8 > MAX_WARNINGS) {
      log.atWarn()
          .setMessage("⚠️ defects in a dump file")
          .addKeyValue("file", file)
          .addKeyValue("malformed", malformed.get())
          .addKeyValue("invalid_utf8", invalidUtf8)
          .log();
    }
  }

  /** What reading runs into beside the faults of a file: above all, too little memory. */
  private DumpException failed(long position, Throwable cause) {
    String advice = cause instanceof OutOfMemoryError ? "; give the program more memory" : "";
    return new DumpException(
        "%s: the record at byte %d or one soon after it cannot be read (%s)%s"
            .formatted(file, position, cause, advice),
        cause);
  }

  /**
   * Records on their way through a worker.
   *
   * @param position of the first of them
   * @param bytes that they hold
   */
  private record Batch(@Nullable Future<List<ConvertedRecord>> work, long position, long bytes) {}

  /** The threads of one reading: a cutter that feeds workers, results in order. */
  private final class Conveyor implements AutoCloseable {

    private static final Batch END = new Batch(null, 0, 0);

    private final RecordCutter cutter;
    private final BlockingQueue<Batch> ordered;
    private final ExecutorService workers;
    private final ThreadLocal<RecordConverter> converter =
        ThreadLocal.withInitial(() -> new RecordConverter(parser, inspection));
    private final Thread cutting;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile @Nullable Throwable failure;

    Conveyor(InputStream in) {
      cutter = new RecordCutter(in, file, type);
      ordered =
          new ArrayBlockingQueue<>(Math.max(2, limits.queueRecords() / limits.batchRecords()));
      ThreadFactory threads = Thread.ofPlatform().daemon().name("parse-", 1).factory();
      workers = Executors.newFixedThreadPool(limits.workers(), threads);
      cutting = Thread.ofPlatform().daemon().name("cut-" + file).start(this::cut);
    }

    private void cut() {
      try {
        try {
          cutAll();
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
          failure = e;
        }
        ordered.put(END);
      } catch (InterruptedException e) {
        // closed by the reader: nobody waits for more
        Thread.currentThread().interrupt();
      }
    }

    private void cutAll() throws IOException, InterruptedException {
      List<CutRecord> records = new ArrayList<>(limits.batchRecords());
      long bytes = 0;
      try {
        for (CutRecord cut = cutter.next(); cut != null; cut = cutter.next()) {
          records.add(cut);
          bytes += cut.xml().length;
          if (records.size() >= limits.batchRecords() || bytes >= BATCH_BYTES) {
            submit(records, bytes);
            records = new ArrayList<>(limits.batchRecords());
            bytes = 0;
          }
        }
      } finally {
        if (!records.isEmpty() && !closed.get()) {
          submit(records, bytes);
        }
      }
    }

    private void submit(List<CutRecord> records, long bytes) throws InterruptedException {
      budget.acquire(bytes);
      long position = records.get(0).position();
      ordered.put(new Batch(workers.submit(() -> convert(records)), position, bytes));
    }

    private List<ConvertedRecord> convert(List<CutRecord> records) {
      RecordConverter own = converter.get();
      List<ConvertedRecord> converted = new ArrayList<>(records.size());
      for (CutRecord cut : records) {
        converted.add(own.convert(cut));
      }
      return converted;
    }

    /** The next batch in order; null at the end of the file. */
    @Nullable Batch take() throws IOException, InterruptedException {
      Batch batch = ordered.take();
      if (batch != END) {
        return batch;
      }
      switch (failure) {
        case null -> {
          return null;
        }
        case IOException e -> throw e;
        case Throwable e -> throw failed(cutter.position(), e);
      }
    }

    void done(Batch batch) {
      budget.release(batch.bytes());
    }

    @Override
    public void close() {
      closed.set(true);
      cutting.interrupt();
      workers.shutdownNow();
    }
  }
}
