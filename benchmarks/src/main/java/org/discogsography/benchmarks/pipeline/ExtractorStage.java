package org.discogsography.benchmarks.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import org.discogsography.common.messages.DataType;
import org.discogsography.localstack.servers.Checkout;

/** Measures the extractor alone, into nothing: both halves, and releases with the default rules. */
final class ExtractorStage {

  private static final String STAGE = "extractor";

  private final Results results;
  private final Consumer<String> news;

  /**
   * @param news told what is being done
   */
  ExtractorStage(Results results, Consumer<String> news) {
    this.results = results;
    this.news = news;
  }

  void measure(Editions editions) throws IOException, InterruptedException {
    news.accept("extractor alone, Discogs");
    for (ReadSpeed speed : ReadSpeed.measure(Branch.DISCOGS, files(editions.first()), null)) {
      report(speed, "", "%6.1f MB/s of XML".formatted(speed.megabytesPerSecond()));
    }
    news.accept("extractor alone, releases with rules");
    Path releases = editions.first().file(DataType.RELEASES);
    Path rules = Checkout.defaultRules(Checkout.root());
    // what the rules cost where records are large and rules are many
    for (ReadSpeed speed :
        ReadSpeed.measure(Branch.DISCOGS, Map.of(DataType.RELEASES, releases), rules)) {
      results.put(STAGE, "releases_rules_per_s_" + speed.workers(), speed.recordsPerSecond());
      line("releases", speed, "with the default rules");
    }
    news.accept("extractor alone, MusicBrainz");
    GeneratedDumps musicBrainz = editions.first(Branch.MUSICBRAINZ);
    for (ReadSpeed speed : ReadSpeed.measure(Branch.MUSICBRAINZ, files(musicBrainz), null)) {
      report(speed, "musicbrainz_", "%6.1f MB/s of JSON".formatted(speed.megabytesPerSecond()));
    }
  }

  private static Map<DataType, Path> files(GeneratedDumps dumps) {
    Map<DataType, Path> files = new EnumMap<>(DataType.class);
    dumps.types().forEach(type -> files.put(type, dumps.file(type)));
    return files;
  }

  private void report(ReadSpeed speed, String prefix, String bytes) {
    String type = prefix + speed.type().text().replace('-', '_');
    results.put(STAGE, type + "_mb_per_s_" + speed.workers(), speed.megabytesPerSecond());
    results.put(STAGE, type + "_per_s_" + speed.workers(), speed.recordsPerSecond());
    line(type, speed, bytes);
  }

  private void line(String type, ReadSpeed speed, String remark) {
    results.line(
        "%-12s %-26s %,9.0f/s  %s, %d worker(s)"
            .formatted(STAGE, type, speed.recordsPerSecond(), remark, speed.workers()));
  }
}
