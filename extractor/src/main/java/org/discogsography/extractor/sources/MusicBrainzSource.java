package org.discogsography.extractor.sources;

import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.TopologyNames;
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
import org.discogsography.extractor.state.MarkerFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The JSON dumps of MusicBrainz, made twice a week. */
public final class MusicBrainzSource implements DumpSource {

  private static final Logger log = LoggerFactory.getLogger(MusicBrainzSource.class);

  private final ExtractorSettings settings;
  private final DiscogsWatch discogs;
  private final Progress progress;
  private final StopSignal stop;
  private final MarkerFolder markers;
  private ArtistMap artists = new ArtistMap();

  public MusicBrainzSource(
      ExtractorSettings settings,
      DiscogsWatch discogs,
      Progress progress,
      StopSignal stop,
      Clock clock) {
    this.settings = settings;
    this.discogs = discogs;
    this.progress = progress;
    this.stop = stop;
    this.markers = MarkerFolder.ofMusicBrainz(settings.stateFolder(), clock);
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
    return new LocalDump(new MusicBrainzFolder(settings.root()).newest(), stop);
  }

  /** Notes which artist of Discogs each artist is: any record can be related to any artist. */
  @Override
  public boolean prepare(FetchedDump dump) throws IOException, InterruptedException {
    artists = new ArtistMap();
    for (DumpFile file : dump.dump().files()) {
      if (file.type() == DataType.ARTISTS && !dump.faults().containsKey(file.name())) {
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
    return new JsonDumpReader(file, settings.limits(), artists);
  }

  @Override
  public String fingerprint() {
    return "musicbrainz-" + JsonDumpReader.NORMALISER_VERSION;
  }

  @Override
  public void cleanUp(String completed) {
    // what lies in the folder was laid there by somebody and stays
  }
}
