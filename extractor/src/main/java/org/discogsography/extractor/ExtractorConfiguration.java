package org.discogsography.extractor;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Properties;
import org.discogsography.common.broker.BrokerConnections;
import org.discogsography.common.broker.BrokerSettings;
import org.discogsography.common.messages.Source;
import org.discogsography.common.settings.Settings;
import org.discogsography.extractor.acquisition.AcquisitionSettings;
import org.discogsography.extractor.extraction.DumpSource;
import org.discogsography.extractor.extraction.ExtractionLoop;
import org.discogsography.extractor.extraction.ExtractionRun;
import org.discogsography.extractor.extraction.ExtractorSettings;
import org.discogsography.extractor.extraction.Progress;
import org.discogsography.extractor.extraction.ProgressReporter;
import org.discogsography.extractor.extraction.RunRequests;
import org.discogsography.extractor.extraction.StopSignal;
import org.discogsography.extractor.http.ExtractorServer;
import org.discogsography.extractor.publish.PublishCounters;
import org.discogsography.extractor.publish.PublishSettings;
import org.discogsography.extractor.quality.DataQuality;
import org.discogsography.extractor.rules.QualityRules;
import org.discogsography.extractor.sources.DiscogsSource;
import org.discogsography.extractor.sources.DiscogsWatch;
import org.discogsography.extractor.sources.MusicBrainzSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Puts the extractor together. */
@Configuration(proxyBeanMethods = false)
class ExtractorConfiguration {

  @Bean
  Settings settings(Environment environment) {
    return Settings.from(environment::getProperty);
  }

  @Bean
  ExtractorSettings extractorSettings(Settings settings, Source source) {
    return ExtractorSettings.from(settings, source);
  }

  @Bean
  AcquisitionSettings acquisitionSettings(Settings settings, Source source) {
    return AcquisitionSettings.from(settings, source, serviceVersion());
  }

  @Bean
  DumpSource dumpSource(
      Settings settings,
      ExtractorSettings extractor,
      AcquisitionSettings acquisition,
      DataQuality quality,
      Progress progress,
      StopSignal stop,
      Clock clock) {
    return switch (extractor.names().source()) {
      case DISCOGS ->
          new DiscogsSource(extractor, acquisition, quality, stop, clock, progress::task);
      case MUSICBRAINZ ->
          new MusicBrainzSource(
              extractor,
              acquisition,
              quality,
              new DiscogsWatch(DiscogsWatch.Patience.from(settings), progress, stop),
              progress,
              stop,
              clock);
    };
  }

  @Bean
  QualityRules qualityRules(CommandLine options) {
    return QualityRules.load(options.rules());
  }

  @Bean
  DataQuality dataQuality(
      Settings settings, ExtractorSettings extractor, QualityRules rules, Clock clock) {
    return new DataQuality(
        rules,
        extractor.names().source(),
        extractor.stateFolder(),
        PublishSettings.from(settings).maxMessageBytes(),
        clock);
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  BrokerConnections brokerConnections(Settings settings, ExtractorSettings extractor) {
    return new BrokerConnections(
        BrokerSettings.from(settings), "extractor-" + extractor.names().source());
  }

  @Bean
  Progress progress(ExtractorSettings settings, Clock clock) {
    return new Progress(clock, settings.names().source());
  }

  @Bean
  PublishCounters publishCounters() {
    return new PublishCounters();
  }

  @Bean
  RunRequests runRequests(StopSignal stop) {
    return new RunRequests(stop);
  }

  @Bean
  ProgressReporter progressReporter(Progress progress) {
    return new ProgressReporter(progress);
  }

  @Bean
  ExtractionLoop extractionLoop(
      Settings settings,
      ExtractorSettings extractor,
      DumpSource source,
      BrokerConnections connections,
      PublishCounters counters,
      Progress progress,
      RunRequests requests,
      StopSignal stop,
      Clock clock) {
    ExtractionRun run =
        new ExtractionRun(
            source,
            extractor,
            PublishSettings.from(settings),
            connections,
            counters,
            progress,
            stop,
            clock);
    return new ExtractionLoop(run, extractor, progress, requests, stop, clock);
  }

  @Bean
  ExtractorServer extractorServer(
      ExtractorSettings settings,
      Progress progress,
      RunRequests requests,
      PublishCounters counters,
      BrokerConnections connections,
      Clock clock) {
    return new ExtractorServer(
        settings, progress, requests, counters, connections, serviceVersion(), clock);
  }

  /** The version that the build wrote into the program. */
  static String serviceVersion() {
    Properties build = new Properties();
    try (InputStream in =
        ExtractorConfiguration.class.getResourceAsStream("/META-INF/build-info.properties")) {
      if (in != null) {
        build.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return build.getProperty("build.version", "unknown");
  }
}
