package org.discogsography.benchmarks.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.discogsography.benchmarks.catalogue.CatalogueGenerator;
import org.discogsography.benchmarks.catalogue.CatalogueGenerator.Half;
import org.discogsography.benchmarks.catalogue.GenerationRequest;
import org.discogsography.localstack.servers.Checkout;

/**
 * A benchmark that has run.
 *
 * @param lines the figures for people
 * @param json the figures for programs
 * @param countsMatch whether both stores held what was generated after every stage
 */
public record BenchmarkRun(List<String> lines, String json, boolean countsMatch) {

  private static final String WARM_UP_DATE = "20261001";
  private static final String FIRST_DATE = "20261101";
  private static final String NEXT_DATE = "20261201";
  private static final double CHANGED_PERCENT = 5;

  public BenchmarkRun {
    lines = List.copyOf(lines);
  }

  /**
   * Generates two editions of a catalogue and measures with them.
   *
   * @param news told what is being done
   * @throws IOException if a process does not start, or records do not arrive
   */
  public static BenchmarkRun of(BenchmarkRequest request, Consumer<String> news)
      throws IOException, InterruptedException, SQLException {
    Path first = request.work().resolve("dumps-1");
    Path next = request.work().resolve("dumps-2");
    boolean musicBrainz = request.takes(Branch.MUSICBRAINZ);
    Half half = musicBrainz ? Half.WITH_MUSICBRAINZ : Half.DISCOGS_ONLY;
    generate(request.releases(), request.seed(), 0, FIRST_DATE, first, half, news);
    generate(
        request.releases(),
        request.seed(),
        CHANGED_PERCENT,
        NEXT_DATE,
        next,
        Half.DISCOGS_ONLY,
        news);
    Editions editions =
        new Editions(
            GeneratedDumps.firstEdition(first),
            GeneratedDumps.laterEdition(next),
            musicBrainz ? Optional.of(GeneratedDumps.ofMusicBrainz(first)) : Optional.empty(),
            warmUp(request, half, news));
    Results results = new PipelineBenchmark(Checkout.root(), request, editions, news).run();
    return new BenchmarkRun(results.lines(), results.json(), results.flag("counts_match"));
  }

  private static Optional<WarmUp> warmUp(BenchmarkRequest request, Half half, Consumer<String> news)
      throws IOException, InterruptedException {
    if (request.warmUp() == 0) {
      return Optional.empty();
    }
    Path small = request.work().resolve("dumps-0");
    generate(request.warmUp(), request.seed() + 1, 0, WARM_UP_DATE, small, half, news);
    Map<Branch, GeneratedDumps> dumps = new EnumMap<>(Branch.class);
    dumps.put(Branch.DISCOGS, GeneratedDumps.firstEdition(small));
    if (half != Half.DISCOGS_ONLY) {
      dumps.put(Branch.MUSICBRAINZ, GeneratedDumps.ofMusicBrainz(small));
    }
    return Optional.of(new WarmUp(dumps));
  }

  private static void generate(
      int releases,
      long seed,
      double mutated,
      String date,
      Path folder,
      Half half,
      Consumer<String> news)
      throws IOException, InterruptedException {
    news.accept("generating the catalogue of " + date);
    new CatalogueGenerator(
            new GenerationRequest(releases, seed, mutated, date),
            Runtime.getRuntime().availableProcessors(),
            (what, written, expected, bytes) -> {},
            half)
        .write(folder);
  }
}
