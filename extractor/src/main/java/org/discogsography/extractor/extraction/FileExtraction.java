package org.discogsography.extractor.extraction;

import java.io.IOException;
import java.time.Clock;
import org.discogsography.common.messages.FileComplete;
import org.discogsography.common.messages.MessageCodec;
import org.discogsography.extractor.dumps.DumpFile;
import org.discogsography.extractor.dumps.RecordReader;
import org.discogsography.extractor.publish.FramePublisher;
import org.discogsography.extractor.publish.PublishException;
import org.discogsography.extractor.state.Marker;
import org.discogsography.extractor.state.MarkerFolder;
import org.discogsography.extractor.state.RecordCounts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes one dump file: its records, and when all are confirmed, its {@code file_complete}.
 *
 * <p>A file that a session before has begun is read from its start all the same, but what was
 * confirmed is not published again.
 */
final class FileExtraction {

  private static final Logger log = LoggerFactory.getLogger(FileExtraction.class);
  private static final long MILESTONE = 100_000;

  private final DumpFile file;
  private final DumpSource source;
  private final Marker marker;
  private final MarkerFolder markers;
  private final FramePublisher publisher;
  private final TypeProgress progress;
  private final ExtractorSettings settings;
  private final StopSignal stop;
  private final Clock clock;
  private final RecordReader reader;
  private final long dealtWith;
  private final long confirmedBefore;

  /** Messages of other files; those that an earlier session sent of this one are none of them. */
  private final long sentBefore;

  private long accepted;
  private long publishedEarlier;
  private long lastSaved;

  /** Notes in the marker that the file is begun. */
  FileExtraction(
      DumpFile file,
      DumpSource source,
      Marker marker,
      FramePublisher publisher,
      TypeProgress progress,
      ExtractorSettings settings,
      StopSignal stop,
      Clock clock) {
    this.file = file;
    this.source = source;
    this.marker = marker;
    this.markers = source.markers();
    this.publisher = publisher;
    this.progress = progress;
    this.settings = settings;
    this.stop = stop;
    this.clock = clock;
    this.dealtWith = marker.startFile(file.name(), source.fingerprint(), clock.instant());
    this.reader = source.reader(marker.version(), file, dealtWith);
    this.confirmedBefore = publisher.confirmedRecords();
    this.sentBefore = publisher.sentMessages() - marker.file(file.name()).batches();
  }

  /**
   * Publishes what is left of the file.
   *
   * @return false if the process was asked to stop before its end
   * @throws IOException if the file cannot be read to its end (what could be read is published), or
   *     if the broker does not take it
   */
  boolean publish() throws IOException, InterruptedException {
    save();
    if (dealtWith > 0) {
      log.atInfo()
          .setMessage("📋 file is continued")
          .addKeyValue("file", file.name())
          .addKeyValue("records_done", dealtWith)
          .log();
    }
    publisher.beginFile(dealtWith);
    progress.waitingBytes(reader::waitingBytes);
    boolean finished;
    try {
      finished = reader.read(progress.bytesRead(), this::accept);
      publisher.flush();
    } catch (PublishException e) {
      throw e;
    } catch (IOException e) {
      // the good records before the fault count
      publisher.flush();
      throw e;
    } finally {
      progress.waitingBytes(() -> 0);
      progress.malformed().addAndGet(reader.malformed());
      progress.skipped().addAndGet(reader.leftOut());
      count();
      save();
    }
    if (finished) {
      RecordCounts counts = counts();
      publisher.control(file.type(), new MessageCodec().encode(fileComplete(counts)));
      marker.completeFile(file.name(), counts, frames(), clock.instant());
      markers.save(marker);
    }
    return finished;
  }

  private boolean accept(byte[] message) throws PublishException, InterruptedException {
    accepted++;
    long place = place();
    if (place <= dealtWith) {
      publishedEarlier++;
      progress.recordEarlier();
    } else {
      publisher.record(file.type(), message, place);
      progress.record();
    }
    if (place - lastSaved >= settings.stateSaveInterval() && place > dealtWith) {
      lastSaved = place;
      count();
      save();
    }
    logProgress();
    return !stop.requested();
  }

  /** Place in the file of the record that was read last, counted from 1. */
  private long place() {
    return accepted + reader.malformed() + reader.leftOut();
  }

  private void logProgress() {
    if (accepted % MILESTONE == 0) {
      log.atInfo()
          .setMessage("📊 records read")
          .addKeyValue("file", file.name())
          .addKeyValue("records", accepted)
          .log();
    } else if (accepted % settings.progressLogInterval() == 0) {
      log.atDebug()
          .setMessage("📊 records read")
          .addKeyValue("file", file.name())
          .addKeyValue("records", accepted)
          .log();
    }
  }

  private FileComplete fileComplete(RecordCounts counts) {
    return new FileComplete(
        file.type(),
        clock.instant(),
        counts.published(),
        file.name(),
        marker.version(),
        source.names().source().text(),
        counts.skipped(),
        counts.malformed());
  }

  /** What an earlier session noted stays until this one has come past it. */
  private void count() {
    if (place() >= dealtWith) {
      marker.countFile(file.name(), counts(), frames(), clock.instant());
    }
  }

  private RecordCounts counts() {
    long confirmed = publisher.confirmedRecords() - confirmedBefore;
    return new RecordCounts(
        place(),
        publishedEarlier + confirmed,
        reader.leftOut(),
        reader.malformed(),
        publisher.confirmedUpTo());
  }

  private long frames() {
    return publisher.sentMessages() - sentBefore;
  }

  /** Losing a checkpoint costs time, not records. */
  private void save() {
    try {
      markers.save(marker);
    } catch (IOException e) {
      log.atWarn()
          .setMessage("⚠️ progress could not be saved")
          .addKeyValue("version", marker.version())
          .addKeyValue("reason", e.getMessage())
          .log();
    }
  }
}
