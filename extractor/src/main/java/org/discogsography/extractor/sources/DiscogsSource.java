package org.discogsography.extractor.sources;

import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import org.discogsography.common.messages.TopologyNames;
import org.discogsography.extractor.discogs.DumpReader;
import org.discogsography.extractor.dumps.DumpFile;
import org.discogsography.extractor.dumps.DumpFolder;
import org.discogsography.extractor.dumps.RecordReader;
import org.discogsography.extractor.dumps.RecordSink;
import org.discogsography.extractor.extraction.DumpOffer;
import org.discogsography.extractor.extraction.DumpSource;
import org.discogsography.extractor.extraction.ExtractorSettings;
import org.discogsography.extractor.extraction.StopSignal;
import org.discogsography.extractor.state.MarkerFolder;

/** The monthly dumps of Discogs. */
public final class DiscogsSource implements DumpSource {

  private final ExtractorSettings settings;
  private final StopSignal stop;
  private final MarkerFolder markers;

  public DiscogsSource(ExtractorSettings settings, StopSignal stop, Clock clock) {
    this.settings = settings;
    this.stop = stop;
    this.markers = MarkerFolder.ofDiscogs(settings.stateFolder(), clock);
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
    return new LocalDump(new DumpFolder(settings.root()).newest(), stop);
  }

  @Override
  public RecordReader reader(String version, DumpFile file, long confirmed) {
    DumpReader reader = new DumpReader(file.name(), file.type(), settings.limits());
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
      public long waitingBytes() {
        return reader.waitingBytes();
      }
    };
  }

  @Override
  public String fingerprint() {
    return "discogs-" + DumpReader.NORMALISER_VERSION;
  }

  @Override
  public void cleanUp(String completed) {
    // what lies in the folder was laid there by somebody and stays
  }
}
