package org.discogsography.benchmarks.terminal;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.discogsography.benchmarks.catalogue.CatalogueGenerator;
import org.discogsography.benchmarks.catalogue.CatalogueGenerator.Half;
import org.discogsography.benchmarks.catalogue.GenerationRequest;
import org.discogsography.benchmarks.catalogue.Manifest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes the dumps of a made-up catalogue. */
@Command(
    name = "generate",
    description = {
      "Writes the dumps of a made-up catalogue, of any size and as heavy as the real one.",
      "The same arguments give the same records on every machine."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class GenerateCommand implements Callable<Integer> {

  private static final String FIRST_DATE = "20261101";
  private static final String NEXT_DATE = "20261201";

  @Option(
      names = "--releases",
      paramLabel = "N",
      required = true,
      description = "Number of releases; the real catalogue has 19,000,000.")
  private int releases;

  @Option(names = "--seed", paramLabel = "S", description = "Another seed, another catalogue.")
  private long seed = 1;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Folder for the dumps and the manifest; made if absent.")
  private Path out = Path.of("");

  @Option(
      names = "--date",
      paramLabel = "YYYYMMDD",
      description =
          "Date of the dumps; default: " + FIRST_DATE + ", with --mutate " + NEXT_DATE + ".")
  private @Nullable String date;

  @Option(
      names = "--mutate",
      paramLabel = "P",
      description =
          "Write the next version: P percent of the records changed, P/10 removed, P/10 added.")
  private double mutate;

  @Option(
      names = "--musicbrainz",
      description = "Write the MusicBrainz half too, into the folder musicbrainz below DIR.")
  private boolean musicBrainz;

  @Option(
      names = "--xz",
      description = "Pack the MusicBrainz dumps as the real ones are, which is slow.")
  private boolean packed;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads; default: one per core, at most 8.")
  private int threads = Math.min(8, Runtime.getRuntime().availableProcessors());

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException, InterruptedException {
    long start = System.nanoTime();
    GenerationRequest request = request();
    ProgressLine line = new ProgressLine(spec.commandLine().getErr());
    Manifest manifest = write(request, line);
    line.end();
    report(manifest, (System.nanoTime() - start) / 1e9);
    return 0;
  }

  private Manifest write(GenerationRequest request, ProgressLine line)
      throws IOException, InterruptedException {
    try {
      Half half =
          packed
              ? Half.WITH_MUSICBRAINZ_PACKED
              : musicBrainz ? Half.WITH_MUSICBRAINZ : Half.DISCOGS_ONLY;
      return new CatalogueGenerator(request, threads, line, half).write(out);
    } catch (IOException e) {
      throw new IOException("cannot write: " + e.getMessage(), e);
    }
  }

  private GenerationRequest request() {
    if (threads < 1) {
      throw new ParameterException(spec.commandLine(), "threads must be 1 or more");
    }
    try {
      String day = date != null ? date : mutate > 0 ? NEXT_DATE : FIRST_DATE;
      return new GenerationRequest(releases, seed, mutate, day);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private void report(Manifest manifest, double seconds) {
    PrintWriter terminal = spec.commandLine().getOut();
    long records = 0;
    long bytes = 0;
    for (Manifest.DumpedFile file : manifest.files().values()) {
      terminal.printf(
          Locale.ROOT,
          "%s: %,d records, %,d bytes of XML, %,d compressed%n",
          file.name(),
          file.records(),
          file.bytes(),
          file.compressedBytes());
      records += file.records();
      bytes += file.bytes();
    }
    if (manifest.musicbrainz() != null) {
      for (Manifest.EntityFile file : manifest.musicbrainz().files().values()) {
        terminal.printf(
            Locale.ROOT,
            "MusicBrainz %s: %,d records, %,d bytes of JSON%n",
            file.name(),
            file.records(),
            file.bytes());
        records += file.records();
        bytes += file.bytes();
      }
    }
    terminal.printf(
        Locale.ROOT,
        "%,d records in %.1f s: %,.0f records/s, %,.1f MB/s; %s holds what to expect%n",
        records,
        seconds,
        records / seconds,
        bytes / seconds / 1e6,
        out.resolve(Manifest.FILE_NAME));
    terminal.flush();
  }
}
