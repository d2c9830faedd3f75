package org.discogsography.extractor.sources;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.TopologyNames;
import org.discogsography.extractor.acquisition.AcquisitionSettings;
import org.discogsography.extractor.acquisition.PoliteClient;
import org.discogsography.extractor.acquisition.Retention;
import org.discogsography.extractor.dumps.DumpException;
import org.discogsography.extractor.dumps.DumpFile;
import org.discogsography.extractor.dumps.FetchedDump;
import org.discogsography.extractor.dumps.MusicBrainzFolder;
import org.discogsography.extractor.dumps.RecordReader;
import org.discogsography.extractor.extraction.DumpOffer;
import org.discogsography.extractor.extraction.DumpSource;
import org.discogsography.extractor.extraction.ExtractorSettings;
import org.discogsography.extractor.extraction.Progress;
import org.discogsography.extractor.extraction.StopSignal;
import org.discogsography.extractor.musicbrainz.ArtistMap;
import org.discogsography.extractor.musicbrainz.ArtistMapReader;
import org.discogsography.extractor.musicbrainz.JsonDumpReader;
import org.discogsography.extractor.quality.DataQuality;
import org.discogsography.extractor.rules.RecordInspection;
import org.discogsography.extractor.state.Marker;
import org.discogsography.extractor.state.MarkerFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The JSON dumps of MusicBrainz, made twice a week. */
public final class MusicBrainzSource implements DumpSource, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(MusicBrainzSource.class);

  private final ExtractorSettings settings;
  private final AcquisitionSettings acquisition;
  private final DataQuality quality;
  private final DiscogsWatch discogs;
  private final Progress progress;
  private final StopSignal stop;
  private final MarkerFolder markers;
  private final PoliteClient client;
  private ArtistMap artists = new ArtistMap();

  public MusicBrainzSource(
      ExtractorSettings settings,
      AcquisitionSettings acquisition,
      DataQuality quality,
      DiscogsWatch discogs,
      Progress progress,
      StopSignal stop,
      Clock clock) {
    this.settings = settings;
    this.acquisition = acquisition;
    this.quality = quality;
    this.discogs = discogs;
    this.progress = progress;
    this.stop = stop;
    this.markers = MarkerFolder.ofMusicBrainz(settings.stateFolder(), clock);
    this.client = new PoliteClient(acquisition.politeness(), stop, clock, progress::task);
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
  public boolean awaitTurn() throws InterruptedException {
    return discogs.awaitQuiet();
  }

  @Override
  public DumpOffer newest() throws IOException, InterruptedException {
    quality.beginRun();
    if (settings.offline()) {
      return new LocalDump(new MusicBrainzFolder(settings.root()).newest(), stop);
    }
    String loaded = markers.newestComplete().map(Marker::version).orElse("");
    MusicBrainzListing.Version offered =
        new MusicBrainzListing(client, acquisition.site()).newest(loaded);
    return new MusicBrainzDownload(offered, client, settings.root(), stop);
  }

  /**
   * Notes which artist of Discogs each artist is: any record can be related to any artist. Nothing
   * is read while the artists cannot be: what lacked its relations would count as published.
   */
  @Override
  public boolean prepare(FetchedDump dump) throws IOException, InterruptedException {
    artists = new ArtistMap();
    for (DumpFile file : dump.dump().files()) {
      if (file.type() == DataType.ARTISTS) {
        String fault = dump.faults().get(file.name());
        if (fault != null) {
          throw new DumpException(fault);
        }
        if (!readMap(file)) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean readMap(DumpFile file) throws IOException, InterruptedException {
    AtomicLong bytesRead = new AtomicLong();
    ArtistMap map = artists;
    String task = "noting which artists are at Discogs, from " + file.name();
    progress.task(task);
    boolean finished =
        new ArtistMapReader(file, settings.limits())
            .read(
                bytesRead,
                map,
                () -> {
                  if (map.size() % 10_000 == 0) {
                    long percent = bytesRead.get() * 100 / Math.max(1, file.size());
                    progress.task(task + " (" + percent + " %)");
                  }
                  return !stop.requested();
                });
    if (finished) {
      log.atInfo()
          .setMessage("📋 artists with a Discogs page are known")
          .addKeyValue("file", file.name())
          .addKeyValue("artists", map.size())
          .log();
    }
    return finished;
  }

  @Override
  public RecordReader reader(String version, DumpFile file, long confirmed) {
    RecordInspection inspection = quality.inspect(version, file.type(), file.name(), confirmed > 0);
    return new JsonDumpReader(file, settings.limits(), artists, inspection);
  }

  @Override
  public String fingerprint() {
    return "musicbrainz-" + quality.fingerprint(JsonDumpReader.NORMALISER_VERSION);
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
    List<String> versions = new ArrayList<>();
    for (String version : new MusicBrainzFolder(settings.root()).versions()) {
      if (!MusicBrainzDownload.downloaded(settings.root().resolve(version)).isEmpty()) {
        versions.add(version);
      }
    }
    for (String version : Retention.beyond(versions, acquisition.keepVersions(), completed)) {
      List<Path> files = MusicBrainzDownload.downloaded(settings.root().resolve(version));
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
      log.atInfo()
          .setMessage("🧹 files of an older version are deleted")
          .addKeyValue("version", version)
          .addKeyValue("files", files.stream().map(Path::getFileName).toList())
          .log();
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
