package org.discogsography.extractor.extraction;

import java.io.IOException;
import java.time.Clock;
import org.discogsography.common.messages.FileComplete;
import org.discogsography.common.messages.MessageCodec;
import org.discogsography.extractor.discogs.DumpReader;
import org.discogsography.extractor.dumps.DumpFile;
import org.discogsography.extractor.publish.FramePublisher;
import org.discogsography.extractor.publish.PublishException;
import org.discogsography.extractor.rules.RecordInspection;
import org.discogsography.extractor.state.Marker;
import org.discogsography.extractor.state.MarkerFolder;
import org.discogsography.extractor.state.RecordCounts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes one dump file: its records, and when all are confirmed, its {@code file_complete}. */
final class FileExtraction {

  private static final Logger log = LoggerFactory.getLogger(FileExtraction.class);
  private static final long MILESTONE = 100_000;

  private final DumpFile file;
  private final Marker marker;
  private final MarkerFolder markers;
  private final FramePublisher publisher;
  private final TypeProgress progress;
  private final ExtractorSettings settings;
  private final StopSignal stop;
  private final Clock clock;
  private final DumpReader reader;
  private final long confirmedBefore;
  private final long sentBefore;
  private long accepted;

  FileExtraction(
      DumpFile file,
      Marker marker,
      MarkerFolder markers,
      FramePublisher publisher,
      RecordInspection inspection,
      TypeProgress progress,
      ExtractorSettings settings,
      StopSignal stop,
      Clock clock) {
    this.file = file;
    this.marker = marker;
    this.markers = markers;
    this.publisher = publisher;
    this.progress = progress;
    this.settings = settings;
    this.stop = stop;
    this.clock = clock;
    this.reader = new DumpReader(file.name(), file.type(), settings.limits(), inspection);
    this.confirmedBefore = publisher.confirmedRecords();
    this.sentBefore = publisher.sentMessages();
  }

  /**
   * Publishes the file from its start.
   *
   * @return false if the process was asked to stop before its end
   * @throws IOException if the file cannot be read to its end (what could be read is published), or
   *     if the broker does not take it
   */
  boolean publish() throws IOException, InterruptedException {
    marker.startFile(file.name(), clock.instant());
    save();
    progress.waitingBytes(reader::waitingBytes);
    boolean finished;
    try {
      finished = reader.read(file.open(progress.bytesRead()), this::accept);
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
      marker.countFile(file.name(), counts(), frames(), clock.instant());
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
    publisher.record(file.type(), message);
    progress.record();
    if (accepted % settings.stateSaveInterval() == 0) {
      marker.countFile(file.name(), counts(), frames(), clock.instant());
      save();
    }
    logProgress();
    return !stop.requested();
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
        settings.names().source().text(),
        counts.skipped(),
        counts.malformed());
  }

  private RecordCounts counts() {
    long confirmed = publisher.confirmedRecords() - confirmedBefore;
    long parsed = accepted + reader.leftOut() + reader.malformed();
    return new RecordCounts(parsed, confirmed, reader.leftOut(), reader.malformed());
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
