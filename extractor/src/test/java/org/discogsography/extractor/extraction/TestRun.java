package org.discogsography.extractor.extraction;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.discogsography.common.broker.Backoff;
import org.discogsography.common.broker.BrokerConnections;
import org.discogsography.common.settings.Settings;
import org.discogsography.extractor.acquisition.AcquisitionSettings;
import org.discogsography.extractor.acquisition.Hasty;
import org.discogsography.extractor.extraction.Extraction.Outcome;
import org.discogsography.extractor.publish.PublishCounters;
import org.discogsography.extractor.publish.PublishSettings;
import org.discogsography.extractor.quality.DataQuality;
import org.discogsography.extractor.rules.QualityRules;
import org.discogsography.extractor.sources.DiscogsSource;
import org.discogsography.extractor.sources.DiscogsWatch;
import org.discogsography.extractor.sources.MusicBrainzSource;
import org.jspecify.annotations.Nullable;

/** Runs extractions of one folder on a real broker, with the patience of a test. */
final class TestRun implements AutoCloseable {

  /** Larger records than this are not published. */
  static final int MAX_MESSAGE_BYTES = 1 << 20;

  final PublishCounters counters = new PublishCounters();
  final StopSignal stop = new StopSignal();

  private final Progress progress;
  private final TestQueues queues;
  private final BrokerConnections connections;
  private final Duration confirm;
  private final @Nullable URI site;
  private QualityRules rules = QualityRules.NONE;

  TestRun(TestQueues queues) {
    this(queues, null);
  }

  /**
   * @param site from which dumps are downloaded, null if they lie in the folder
   */
  TestRun(TestQueues queues, @Nullable URI site) {
    this(queues, queues.connect(), Duration.ofSeconds(5), site);
  }

  /**
   * @param confirm time without a confirm after which everything is sent again
   */
  TestRun(TestQueues queues, BrokerConnections connections, Duration confirm, @Nullable URI site) {
    this.queues = queues;
    this.progress = new Progress(Clock.systemUTC(), queues.source());
    this.connections = connections;
    this.confirm = confirm;
    this.site = site;
  }

  Outcome run(Path folder) throws IOException, InterruptedException {
    return run(folder, folder, 100, false);
  }

  /** Judges the records of later runs by the rules of a file. */
  void rules(Path file) {
    rules = QualityRules.load(file);
  }

  Outcome run(Path dumps, Path state, int frameRecords, boolean force)
      throws IOException, InterruptedException {
    progress.begin(RunRequest.of(force));
    PublishSettings.Timings timings =
        new PublishSettings.Timings(
            confirm,
            new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1)),
            Duration.ofMinutes(2),
            new Backoff(Duration.ofMillis(100), Duration.ofMillis(200)),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5));
    PublishSettings publishing =
        new PublishSettings(frameRecords, 256 << 10, 16, 1 << 20, MAX_MESSAGE_BYTES, timings);
    ExtractorSettings settings =
        TestSettings.of(queues.source(), dumps, state, queues.prefix(), "0", site == null);
    return new ExtractionRun(
            source(settings),
            settings,
            publishing,
            connections,
            counters,
            progress,
            stop,
            Clock.systemUTC())
        .run(force);
  }

  private DumpSource source(ExtractorSettings settings) {
    URI address = site == null ? URI.create("http://localhost/") : site;
    AcquisitionSettings acquisition = new AcquisitionSettings(address, Hasty.POLITENESS, 2);
    DataQuality quality =
        new DataQuality(
            rules, queues.source(), settings.stateFolder(), MAX_MESSAGE_BYTES, Clock.systemUTC());
    return switch (queues.source()) {
      case DISCOGS ->
          new DiscogsSource(
              settings, acquisition, quality, stop, Clock.systemUTC(), progress::task);
      case MUSICBRAINZ ->
          new MusicBrainzSource(
              settings,
              acquisition,
              quality,
              new DiscogsWatch(
                  DiscogsWatch.Patience.from(Settings.from(name -> null)), progress, stop),
              progress,
              stop,
              Clock.systemUTC());
    };
  }

  /** What observers see after the last run. */
  Progress.View view() {
    return progress.view();
  }

  @Override
  public void close() {
    connections.close();
  }
}
