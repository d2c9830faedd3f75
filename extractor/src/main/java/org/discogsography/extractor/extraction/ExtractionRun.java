package org.discogsography.extractor.extraction;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.discogsography.common.broker.BrokerConnections;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.ExtractionComplete;
import org.discogsography.common.messages.MessageCodec;
import org.discogsography.common.messages.TopologyNames;
import org.discogsography.extractor.dumps.DumpFile;
import org.discogsography.extractor.dumps.FetchedDump;
import org.discogsography.extractor.publish.FramePublisher;
import org.discogsography.extractor.publish.PublishCounters;
import org.discogsography.extractor.publish.PublishException;
import org.discogsography.extractor.publish.PublishSettings;
import org.discogsography.extractor.state.FileProgress;
import org.discogsography.extractor.state.Marker;
import org.discogsography.extractor.state.MarkerFolder;
import org.discogsography.extractor.state.MarkerFolder.Decision;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run over the dumps of a source: choose the version, decide what is left to do, fetch the
 * files, publish those that are pending one after another, tell every consumer that the version is
 * complete.
 */
public final class ExtractionRun implements Extraction {

  private static final Logger log = LoggerFactory.getLogger(ExtractionRun.class);

  private final DumpSource source;
  private final TopologyNames names;
  private final ExtractorSettings settings;
  private final PublishSettings publishing;
  private final BrokerConnections connections;
  private final PublishCounters counters;
  private final Progress progress;
  private final StopSignal stop;
  private final Clock clock;
  private final MarkerFolder markers;

  public ExtractionRun(
      DumpSource source,
      ExtractorSettings settings,
      PublishSettings publishing,
      BrokerConnections connections,
      PublishCounters counters,
      Progress progress,
      StopSignal stop,
      Clock clock) {
    this.source = source;
    this.names = source.names();
    this.settings = settings;
    this.publishing = publishing;
    this.connections = connections;
    this.counters = counters;
    this.progress = progress;
    this.stop = stop;
    this.clock = clock;
    this.markers = source.markers();
  }

  @Override
  public boolean awaitTurn() throws InterruptedException {
    return source.awaitTurn();
  }

  @Override
  public Outcome run(boolean force) throws IOException, InterruptedException {
    markers.check();
    progress.task("looking for dumps");
    DumpOffer offer = source.newest();
    progress.version(offer.version());
    if (!force && !offer.byHand() && isOlderThanComplete(offer.version())) {
      return Outcome.COMPLETED;
    }
    return offer.byHand() ? runByHand(offer, force) : runFetched(offer, force);
  }

  /** An older dump would overwrite newer rows, and the purge behind it would delete valid ones. */
  private boolean isOlderThanComplete(String version) {
    Optional<Marker> newest = markers.newestComplete();
    boolean older = newest.isPresent() && version.compareTo(newest.get().version()) < 0;
    if (older) {
      log.atWarn()
          .setMessage("⏭️ the newest version that is offered is older than what is loaded")
          .addKeyValue("offered", version)
          .addKeyValue("loaded", newest.get().version())
          .log();
      showDone(newest.get());
    }
    return older;
  }

  /** Files that somebody laid there may have changed, so they are looked at in any case. */
  private Outcome runByHand(DumpOffer offer, boolean force)
      throws IOException, InterruptedException {
    FetchedDump fetched = fetch(offer, null);
    if (stop.requested()) {
      return Outcome.STOPPED;
    }
    Decision decision = markers.decide(offer.version(), force);
    Marker marker = marker(offer.version(), decision);
    if (decision == Decision.NOTHING && !marker.holds(fetched.checksums())) {
      decision = Decision.START;
      marker = new Marker(offer.version());
    }
    announce(decision, offer.version());
    if (decision == Decision.NOTHING) {
      showDone(marker);
      return Outcome.COMPLETED;
    }
    marker.startDownload(fetched.dump().files().size(), clock.instant());
    for (DumpFile file : fetched.dump().files()) {
      marker.downloaded(file, fetched.checksum(file), clock.instant());
    }
    return publishAll(fetched, marker);
  }

  private Outcome runFetched(DumpOffer offer, boolean force)
      throws IOException, InterruptedException {
    Decision decision = markers.decide(offer.version(), force);
    Marker marker = marker(offer.version(), decision);
    announce(decision, offer.version());
    if (decision == Decision.NOTHING) {
      showDone(marker);
      return Outcome.COMPLETED;
    }
    marker.startDownload(names.source().types().size(), clock.instant());
    markers.save(marker);
    FetchedDump fetched;
    try {
      fetched = fetch(offer, marker);
    } catch (IOException e) {
      if (!stop.requested()) {
        marker.failDownload(String.valueOf(e.getMessage()));
      }
      markers.save(marker);
      throw e;
    }
    if (stop.requested()) {
      return Outcome.STOPPED;
    }
    return publishAll(fetched, marker);
  }

  private FetchedDump fetch(DumpOffer offer, @Nullable Marker marker)
      throws IOException, InterruptedException {
    try {
      return offer.fetch(new FetchProgress(progress, marker, markers, clock));
    } finally {
      progress.fetched();
    }
  }

  private Marker marker(String version, Decision decision) {
    return decision == Decision.START
        ? new Marker(version)
        : markers.load(version).orElseGet(() -> new Marker(version));
  }

  private static void announce(Decision decision, String version) {
    log.atInfo()
        .setMessage(
            switch (decision) {
              case NOTHING -> "📋 version is already loaded, nothing to do";
              case RESUME -> "📋 version is continued";
              case START -> "🆕 version is loaded from the start";
            })
        .addKeyValue("version", version)
        .log();
  }

  /** Observers see the numbers of what is loaded also when there is nothing to do. */
  private void showDone(Marker marker) {
    progress.version(marker.version());
    Map<DataType, Long> sizes = marker.sizes();
    marker
        .recordCounts()
        .forEach((type, records) -> {
          TypeProgress one = progress.type(type);
          long size = sizes.getOrDefault(type, 0L);
          one.bytesTotal().addAndGet(size);
          one.add(records, 0, 0, size);
          one.complete();
        });
  }

  private Outcome publishAll(FetchedDump fetched, Marker marker)
      throws IOException, InterruptedException {
    marker.completeDownload(clock.instant());
    for (DumpFile file : fetched.dump().files()) {
      progress.type(file.type()).bytesTotal().addAndGet(file.size());
    }
    doubt("bytes", markers.newestComplete(), Marker::sizes, marker);
    marker.startProcessing(fetched.dump(), clock.instant());
    markers.save(marker);
    if (!marker.pending().isEmpty() && !prepare(fetched, marker)) {
      return Outcome.STOPPED;
    }
    try (FramePublisher publisher =
        new FramePublisher(connections, names, publishing, counters, stop::requested)) {
      progress.task("connecting to the broker");
      publisher.open();
      return publish(fetched, marker, publisher);
    } catch (PublishException e) {
      if (stop.requested()) {
        log.atWarn().setMessage("🛑 " + e.getMessage()).log();
        return Outcome.STOPPED;
      }
      marker.failPublishing(String.valueOf(e.getMessage()));
      markers.save(marker);
      throw e;
    }
  }

  /** False if it was ended by a stop. */
  private boolean prepare(FetchedDump fetched, Marker marker)
      throws IOException, InterruptedException {
    try {
      return source.prepare(fetched);
    } catch (IOException e) {
      if (!stop.requested()) {
        marker.failProcessing(String.valueOf(e.getMessage()));
        markers.save(marker);
      }
      throw e;
    }
  }

  /** What looks odd is loaded all the same, but not in silence. */
  private void doubt(
      String what,
      Optional<Marker> before,
      Function<Marker, Map<DataType, Long>> counts,
      Marker marker) {
    List<String> doubts =
        before
            .filter(other -> !other.version().equals(marker.version()))
            .map(other ->
                Soundness.doubts(what, other.version(), counts.apply(other), counts.apply(marker)))
            .orElse(List.of());
    for (String doubt : doubts) {
      progress.warning(doubt);
      log.atWarn()
          .setMessage("⚠️ the dump differs much from the one before")
          .addKeyValue("version", marker.version())
          .addKeyValue("doubt", doubt)
          .log();
    }
    if (!doubts.isEmpty()) {
      source.report(marker.version(), progress.view().warnings());
    }
  }

  private Outcome publish(FetchedDump fetched, Marker marker, FramePublisher publisher)
      throws IOException, InterruptedException {
    boolean failed = false;
    for (DumpFile file : fetched.dump().files()) {
      if (!marker.pending().contains(file.name())) {
        countEarlier(file, marker.file(file.name()));
        completeType(fetched, marker, file.type());
      } else if (stop.requested()) {
        return Outcome.STOPPED;
      } else {
        String fault = fetched.faults().get(file.name());
        if (fault == null && !publishFile(fetched, file, marker, publisher)) {
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
    doubt("records", markers.newestComplete(), Marker::recordCounts, marker);
    progress.task("telling the consumers that the version is complete");
    broadcast(marker, publisher);
    marker.completeExtraction(clock.instant());
    markers.save(marker);
    log.atInfo()
        .setMessage("🎉 version is published")
        .addKeyValue("version", marker.version())
        .addKeyValue("records", marker.recordCounts())
        .log();
    cleanUp(marker.version());
    return Outcome.COMPLETED;
  }

  /** What cannot be deleted costs space, not records. */
  private void cleanUp(String version) {
    try {
      source.cleanUp(version);
    } catch (IOException e) {
      log.atWarn()
          .setMessage("⚠️ files of older versions could not be deleted")
          .addKeyValue("version", version)
          .addKeyValue("reason", e.getMessage())
          .log();
    }
  }

  /** False if the file failed or was interrupted. */
  private boolean publishFile(
      FetchedDump fetched, DumpFile file, Marker marker, FramePublisher publisher)
      throws PublishException, InterruptedException {
    progress.fileStarted(file.type(), file.name());
    log.atInfo()
        .setMessage("📄 reading a dump file")
        .addKeyValue("file", file.name())
        .addKeyValue("data_type", file.type().text())
        .addKeyValue("bytes", file.size())
        .log();
    boolean done = false;
    try {
      done =
          new FileExtraction(
                  file,
                  source,
                  marker,
                  publisher,
                  progress.type(file.type()),
                  settings,
                  stop,
                  clock)
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
        completeType(fetched, marker, file.type());
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

  private void completeType(FetchedDump fetched, Marker marker, DataType type) {
    boolean all =
        fetched.dump().files().stream()
            .filter(file -> file.type() == type)
            .noneMatch(file -> marker.pending().contains(file.name()));
    if (all) {
      progress.type(type).complete();
    }
  }

  /** Tells every exchange; all are attempted even if one fails. */
  private void broadcast(Marker marker, FramePublisher publisher)
      throws PublishException, InterruptedException {
    byte[] message =
        new MessageCodec()
            .encode(
                new ExtractionComplete(
                    marker.version(),
                    clock.instant(),
                    marker.startedAt(),
                    marker.recordCounts(),
                    names.source().text()));
    PublishException failure = null;
    for (DataType type : names.source().types()) {
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
