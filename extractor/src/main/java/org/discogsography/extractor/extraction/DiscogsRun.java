package org.discogsography.extractor.extraction;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.discogsography.common.broker.BrokerConnections;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.ExtractionComplete;
import org.discogsography.common.messages.MessageCodec;
import org.discogsography.extractor.dumps.DumpFile;
import org.discogsography.extractor.dumps.DumpFolder;
import org.discogsography.extractor.dumps.DumpVersion;
import org.discogsography.extractor.dumps.PublishedChecksums;
import org.discogsography.extractor.publish.FramePublisher;
import org.discogsography.extractor.publish.PublishCounters;
import org.discogsography.extractor.publish.PublishException;
import org.discogsography.extractor.publish.PublishSettings;
import org.discogsography.extractor.quality.DataQuality;
import org.discogsography.extractor.rules.RecordInspection;
import org.discogsography.extractor.state.FileProgress;
import org.discogsography.extractor.state.Marker;
import org.discogsography.extractor.state.MarkerFolder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run over the Discogs dumps: choose the version, decide what is left to do, publish the files
 * one after another with all cores, tell every consumer that the version is complete.
 */
public final class DiscogsRun implements Extraction {

  private static final Logger log = LoggerFactory.getLogger(DiscogsRun.class);

  private final ExtractorSettings settings;
  private final PublishSettings publishing;
  private final BrokerConnections connections;
  private final PublishCounters counters;
  private final DataQuality quality;
  private final Progress progress;
  private final StopSignal stop;
  private final Clock clock;
  private final MarkerFolder markers;

  public DiscogsRun(
      ExtractorSettings settings,
      PublishSettings publishing,
      BrokerConnections connections,
      PublishCounters counters,
      DataQuality quality,
      Progress progress,
      StopSignal stop,
      Clock clock) {
    this.settings = settings;
    this.publishing = publishing;
    this.connections = connections;
    this.counters = counters;
    this.quality = quality;
    this.progress = progress;
    this.stop = stop;
    this.clock = clock;
    this.markers = new MarkerFolder(settings.stateFolder(), clock);
  }

  /** What is known of the files before they are read. */
  private record Inspection(Map<String, String> checksums, Map<String, String> faults) {}

  @Override
  public Outcome run(boolean force) throws IOException, InterruptedException {
    markers.check();
    quality.beginRun();
    progress.task("looking for dumps in " + settings.discogsRoot());
    DumpVersion dump = new DumpFolder(settings.discogsRoot()).newest();
    progress.version(dump.version());
    for (DumpFile file : dump.files()) {
      progress.type(file.type()).bytesTotal().addAndGet(file.size());
    }
    Inspection inspection = inspect(dump);
    if (stop.requested()) {
      return Outcome.STOPPED;
    }
    MarkerFolder.Decision decision = markers.decide(dump.version(), inspection.checksums, force);
    log.atInfo()
        .setMessage(
            switch (decision) {
              case NOTHING -> "📋 version is already loaded, nothing to do";
              case RESUME -> "📋 version is continued";
              case START -> "🆕 version is loaded from the start";
            })
        .addKeyValue("version", dump.version())
        .addKeyValue("files", dump.files().size())
        .log();
    Marker marker =
        decision == MarkerFolder.Decision.START
            ? new Marker(dump.version())
            : markers.load(dump.version()).orElseGet(() -> new Marker(dump.version()));
    if (decision == MarkerFolder.Decision.NOTHING) {
      for (DumpFile file : dump.files()) {
        countEarlier(file, marker.file(file.name()));
        progress.type(file.type()).complete();
      }
      return Outcome.COMPLETED;
    }
    marker.begin(dump, inspection.checksums, clock.instant());
    markers.save(marker);
    try (FramePublisher publisher =
        new FramePublisher(connections, settings.names(), publishing, counters, stop::requested)) {
      progress.task("connecting to the broker");
      publisher.open();
      return publish(dump, inspection, marker, publisher);
    } catch (PublishException e) {
      if (stop.requested()) {
        log.atWarn().setMessage("🛑 " + e.getMessage()).log();
        return Outcome.STOPPED;
      }
      marker.fail(String.valueOf(e.getMessage()));
      markers.save(marker);
      throw e;
    }
  }

  private Inspection inspect(DumpVersion dump) {
    PublishedChecksums published = new PublishedChecksums(dump);
    Inspection inspection = new Inspection(new LinkedHashMap<>(), new LinkedHashMap<>());
    for (DumpFile file : dump.files()) {
      progress.task("checking " + file.name());
      try {
        String checksum = file.checksum(stop::requested);
        inspection.checksums.put(file.name(), checksum);
        String expected = published.of(file.name());
        if (expected != null && !expected.equals(checksum)) {
          inspection.faults.put(
              file.name(),
              "%s: SHA-256 %s differs from the published %s; fetch the file again"
                  .formatted(file.name(), checksum, expected));
        }
      } catch (IOException e) {
        inspection.faults.put(file.name(), file.name() + ": cannot be read: " + e.getMessage());
      }
    }
    return inspection;
  }

  private Outcome publish(
      DumpVersion dump, Inspection inspection, Marker marker, FramePublisher publisher)
      throws IOException, InterruptedException {
    boolean failed = false;
    for (DumpFile file : dump.files()) {
      if (!marker.pending().contains(file.name())) {
        countEarlier(file, marker.file(file.name()));
        completeType(dump, marker, file.type());
      } else if (stop.requested()) {
        return Outcome.STOPPED;
      } else {
        String fault = inspection.faults.get(file.name());
        if (fault == null && !publishFile(dump, file, marker, publisher)) {
          if (stop.requested()) {
            return Outcome.STOPPED;
          }
          failed = true;
        } else if (fault != null) {
          fail(marker, file, fault, null);
          failed = true;
        }
      }
    }
    if (failed) {
      markers.save(marker);
      return Outcome.FAILED;
    }
    marker.completeProcessing(clock.instant());
    markers.save(marker);
    progress.task("telling the consumers that the version is complete");
    broadcast(marker, publisher);
    marker.completeExtraction();
    markers.save(marker);
    log.atInfo()
        .setMessage("🎉 version is published")
        .addKeyValue("version", marker.version())
        .addKeyValue("records", marker.recordCounts())
        .log();
    return Outcome.COMPLETED;
  }

  /** False if the file failed or was interrupted. */
  private boolean publishFile(
      DumpVersion dump, DumpFile file, Marker marker, FramePublisher publisher)
      throws PublishException, InterruptedException {
    TypeProgress type = progress.type(file.type());
    progress.fileStarted(file.type(), file.name());
    log.atInfo()
        .setMessage("📄 reading a dump file")
        .addKeyValue("file", file.name())
        .addKeyValue("data_type", file.type().text())
        .addKeyValue("bytes", file.size())
        .log();
    boolean done = false;
    try {
      RecordInspection judged = quality.inspect(dump.version(), file.type(), file.name(), false);
      done =
          new FileExtraction(file, marker, markers, publisher, judged, type, settings, stop, clock)
              .publish();
      if (done) {
        FileProgress counts = marker.file(file.name());
        log.atInfo()
            .setMessage("✅ dump file is published")
            .addKeyValue("file", file.name())
            .addKeyValue("records", counts.published())
            .addKeyValue("skipped", counts.skipped())
            .addKeyValue("malformed", counts.malformed())
            .log();
        completeType(dump, marker, file.type());
      }
    } catch (PublishException e) {
      if (!stop.requested()) {
        fail(marker, file, file.name() + ": " + e.getMessage(), e);
      }
      throw e;
    } catch (IOException e) {
      fail(marker, file, String.valueOf(e.getMessage()), e);
    } finally {
      progress.fileEnded(file.type(), file.name(), done);
    }
    return done;
  }

  private void fail(Marker marker, DumpFile file, String reason, @Nullable Exception cause) {
    String named = reason.startsWith(file.name()) ? reason : file.name() + ": " + reason;
    marker.failFile(file.name(), named);
    progress.error(named);
    log.atError()
        .setMessage("❌ dump file failed")
        .addKeyValue("file", file.name())
        .addKeyValue("reason", named)
        .setCause(cause instanceof PublishException ? cause : null)
        .log();
  }

  private void countEarlier(DumpFile file, FileProgress earlier) {
    TypeProgress type = progress.type(file.type());
    type.add(earlier.published(), earlier.skipped(), earlier.malformed(), file.size());
  }

  private void completeType(DumpVersion dump, Marker marker, DataType type) {
    boolean all =
        dump.files().stream()
            .filter(file -> file.type() == type)
            .noneMatch(file -> marker.pending().contains(file.name()));
    if (all) {
      progress.type(type).complete();
    }
  }

  /** Tells every exchange; all are attempted even if one fails. */
  private void broadcast(Marker marker, FramePublisher publisher)
      throws PublishException, InterruptedException {
    Instant startedAt = marker.startedAt();
    byte[] message =
        new MessageCodec()
            .encode(
                new ExtractionComplete(
                    marker.version(),
                    clock.instant(),
                    startedAt,
                    marker.recordCounts(),
                    settings.names().source().text()));
    PublishException failure = null;
    for (DataType type : settings.names().source().types()) {
      try {
        publisher.control(type, message);
      } catch (PublishException e) {
        publisher.discard();
        failure = e;
        progress.error("extraction_complete to " + type + ": " + e.getMessage());
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
