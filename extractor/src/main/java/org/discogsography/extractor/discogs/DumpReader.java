package org.discogsography.extractor.discogs;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.discogsography.common.messages.DataType;
import org.discogsography.extractor.dumps.ByteBudget;
import org.discogsography.extractor.dumps.Conveyor;
import org.discogsography.extractor.dumps.DumpException;
import org.discogsography.extractor.dumps.RecordSink;
import org.discogsography.extractor.rules.Findings;
import org.discogsography.extractor.rules.RecordInspection;
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
    Cutting cutting = new Cutting(in);
    try (in;
        Conveyor<List<ConvertedRecord>> conveyor =
            new Conveyor<>(
                file,
                "record",
                limits.workers(),
                limits.queueRecords() / limits.batchRecords(),
                budget,
                cutting)) {
      finished = drain(conveyor, sink);
      if (finished && cutting.cutter.rootUnclosed()) {
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

  private boolean drain(Conveyor<List<ConvertedRecord>> conveyor, RecordSink sink)
      throws IOException, InterruptedException {
    List<ConvertedRecord> batch;
    while ((batch = conveyor.next()) != null) {
      for (ConvertedRecord record : batch) {
        if (record.invalidUtf8()) {
          warnInvalidUtf8(record);
        }
        if (!handOver(record, sink)) {
          return false;
        }
      }
    }
    return true;
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

  /** Cuts records and lets the workers convert them. */
  private final class Cutting implements Conveyor.Cutter<List<ConvertedRecord>> {

    private final RecordCutter cutter;
    private final ThreadLocal<RecordConverter> converter =
        ThreadLocal.withInitial(() -> new RecordConverter(parser, inspection));

    Cutting(InputStream in) {
      cutter = new RecordCutter(in, file, type);
    }

    @Override
    public void cutInto(Conveyor<List<ConvertedRecord>> conveyor)
        throws IOException, InterruptedException {
      List<CutRecord> records = new ArrayList<>(limits.batchRecords());
      long bytes = 0;
      try {
        for (CutRecord cut = cutter.next(); cut != null; cut = cutter.next()) {
          records.add(cut);
          bytes += cut.xml().length;
          if (records.size() >= limits.batchRecords() || bytes >= BATCH_BYTES) {
            add(conveyor, records, bytes);
            records = new ArrayList<>(limits.batchRecords());
            bytes = 0;
          }
        }
      } finally {
        if (!records.isEmpty() && !conveyor.isClosed()) {
          add(conveyor, records, bytes);
        }
      }
    }

    private void add(Conveyor<List<ConvertedRecord>> conveyor, List<CutRecord> records, long bytes)
        throws InterruptedException {
      conveyor.add(() -> convert(records), records.getFirst().position(), bytes);
    }

    private List<ConvertedRecord> convert(List<CutRecord> records) {
      RecordConverter own = converter.get();
      List<ConvertedRecord> converted = new ArrayList<>(records.size());
      for (CutRecord cut : records) {
        converted.add(own.convert(cut));
      }
      return converted;
    }

    @Override
    public long position() {
      return cutter.position();
    }
  }
}
