package org.discogsography.extractor.sources;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.discogsography.common.messages.TopologyNames;
import org.discogsography.extractor.acquisition.AcquisitionSettings;
import org.discogsography.extractor.acquisition.PoliteClient;
import org.discogsography.extractor.acquisition.Retention;
import org.discogsography.extractor.discogs.DumpReader;
import org.discogsography.extractor.dumps.DumpFile;
import org.discogsography.extractor.dumps.DumpFolder;
import org.discogsography.extractor.dumps.RecordReader;
import org.discogsography.extractor.dumps.RecordSink;
import org.discogsography.extractor.extraction.DumpOffer;
import org.discogsography.extractor.extraction.DumpSource;
import org.discogsography.extractor.extraction.ExtractorSettings;
import org.discogsography.extractor.extraction.StopSignal;
import org.discogsography.extractor.quality.DataQuality;
import org.discogsography.extractor.rules.RecordInspection;
import org.discogsography.extractor.state.MarkerFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The monthly dumps of Discogs. */
public final class DiscogsSource implements DumpSource, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(DiscogsSource.class);

  private static final Pattern DATED = Pattern.compile("discogs_(\\d{8})_.+");
  private static final Pattern PART =
      Pattern.compile("discogs_(\\d{8})_.+\\.xml\\.gz\\.part(?:\\.state)?");

  private final ExtractorSettings settings;
  private final AcquisitionSettings acquisition;
  private final DataQuality quality;
  private final StopSignal stop;
  private final Clock clock;
  private final MarkerFolder markers;
  private final PoliteClient client;

  /**
   * @param task is told what is waited for, in words for observers
   */
  public DiscogsSource(
      ExtractorSettings settings,
      AcquisitionSettings acquisition,
      DataQuality quality,
      StopSignal stop,
      Clock clock,
      Consumer<String> task) {
    this.settings = settings;
    this.acquisition = acquisition;
    this.quality = quality;
    this.stop = stop;
    this.clock = clock;
    this.markers = MarkerFolder.ofDiscogs(settings.stateFolder(), clock);
    this.client = new PoliteClient(acquisition.politeness(), stop, clock, task);
  }

  @Override
  public TopologyNames names() {
    return settings.names();
  }

  @Override
  public MarkerFolder markers() {
    return markers;
  }

  @Override
  public DumpOffer newest() throws IOException, InterruptedException {
    quality.beginRun();
    if (settings.offline()) {
      return new LocalDump(new DumpFolder(settings.root()).newest(), stop);
    }
    DiscogsListing listing = new DiscogsListing(client, acquisition.site(), clock);
    return new DiscogsDownload(listing.newest(), client, settings.root(), stop);
  }

  @Override
  public RecordReader reader(String version, DumpFile file, long confirmed) {
    RecordInspection inspection = quality.inspect(version, file.type(), file.name(), confirmed > 0);
    DumpReader reader = new DumpReader(file.name(), file.type(), settings.limits(), inspection);
    return new RecordReader() {
      @Override
      public boolean read(AtomicLong bytesRead, RecordSink sink)
          throws IOException, InterruptedException {
        return reader.read(file.open(bytesRead), sink);
      }

      @Override
      public long malformed() {
        return reader.malformed();
      }

      @Override
      public long leftOut() {
        return reader.leftOut();
      }

      @Override
      public long waitingBytes() {
        return reader.waitingBytes();
      }
    };
  }

  @Override
  public String fingerprint() {
    return "discogs-" + quality.fingerprint(DumpReader.NORMALISER_VERSION);
  }

  @Override
  public void report(String version, List<String> warnings) {
    quality.report(version, warnings);
  }

  /** Only what was downloaded is deleted; what somebody laid into the folder stays. */
  @Override
  public void cleanUp(String completed) throws IOException {
    if (settings.offline()) {
      return;
    }
    DownloadNotes notes = DownloadNotes.of(settings.root());
    Map<String, List<String>> byVersion =
        notes.files().stream()
            .filter(name -> DATED.matcher(name).matches())
            .collect(Collectors.groupingBy(DiscogsSource::dateOf));
    for (String version :
        Retention.beyond(byVersion.keySet(), acquisition.keepVersions(), completed)) {
      List<String> names = new ArrayList<>(byVersion.get(version));
      names.add("discogs_" + version + "_CHECKSUM.txt");
      for (String name : names) {
        Files.deleteIfExists(settings.root().resolve(name));
      }
      notes.remove(names);
      log.atInfo()
          .setMessage("🧹 files of an older version are deleted")
          .addKeyValue("version", version)
          .addKeyValue("files", names)
          .log();
    }
    deletePartsBefore(completed);
  }

  /** What came of a version that was never complete: no run goes on with it any more. */
  private void deletePartsBefore(String completed) throws IOException {
    List<Path> parts;
    try (Stream<Path> files = Files.list(settings.root())) {
      parts =
          files
              .filter(file -> PART.matcher(file.getFileName().toString()).matches())
              .filter(file -> dateOf(file.getFileName().toString()).compareTo(completed) < 0)
              .toList();
    }
    for (Path part : parts) {
      Files.deleteIfExists(part);
      log.atInfo()
          .setMessage("🧹 part of an older version is deleted")
          .addKeyValue("file", part.getFileName())
          .log();
    }
  }

  private static String dateOf(String name) {
    return name.substring("discogs_".length(), name.indexOf('_', "discogs_".length()));
  }

  @Override
  public void close() {
    client.close();
  }
}
