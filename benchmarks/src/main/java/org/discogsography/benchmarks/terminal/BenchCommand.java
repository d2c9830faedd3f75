package org.discogsography.benchmarks.terminal;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.discogsography.benchmarks.pipeline.BenchmarkRequest;
import org.discogsography.benchmarks.pipeline.BenchmarkRequest.Stage;
import org.discogsography.benchmarks.pipeline.BenchmarkRun;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures the pipeline on this machine. */
@Command(
    name = "bench",
    description = {
      "Measures the pipeline on servers of its own: the extractor alone, the first load of Discogs",
      "and of MusicBrainz, each consumer alone, the same dumps again, a newer version, memory and",
      "disk."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class BenchCommand implements Callable<Integer> {

  private static final int COUNTS_DIFFER = 1;

  @Option(
      names = "--releases",
      paramLabel = "N",
      description = "Releases of the catalogue; the other types follow in proportion.")
  private int releases = 50_000;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      description = "Releases of the catalogue that warms up each stack; 0 for none.")
  private int warmUp = 40_000;

  @Option(names = "--seed", paramLabel = "S", description = "Seed of the catalogue.")
  private long seed = 1;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures as JSON.")
  private @Nullable Path json;

  @Option(
      names = "--work",
      paramLabel = "DIR",
      description = "Folder for dumps and servers; default: a temporary one.")
  private @Nullable Path work;

  @Option(
      names = "--stages",
      split = ",",
      paramLabel = "NAME",
      description = {
        "What to measure, of ${COMPLETION-CANDIDATES};",
        "default: the extractor and the pipeline of Discogs, to end within ten minutes on two cores."
      })
  private Set<Stage> stages = EnumSet.range(Stage.EXTRACTOR, Stage.TABLEINATOR);

  @Option(
      names = "--one-stack",
      description =
          "All stages on the same servers and services, emptied in between: a quick check of the"
              + " program; the figures of a stage show what was run before it.")
  private boolean oneStack;

  @Option(names = "--keep", description = "Leave the folder when done.")
  private boolean keep;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException, InterruptedException, SQLException {
    if (releases < 1) {
      throw new ParameterException(spec.commandLine(), "--releases must be 1 or more");
    }
    if (warmUp < 0) {
      throw new ParameterException(spec.commandLine(), "--warm-up must be 0 or more");
    }
    PrintWriter out = spec.commandLine().getOut();
    Path folder = work == null ? Files.createTempDirectory("discogsography-bench-") : work;
    long start = System.nanoTime();
    try {
      BenchmarkRun run =
          BenchmarkRun.of(
              new BenchmarkRequest(releases, warmUp, seed, folder, stages, oneStack),
              news -> {
                out.printf("%7s  %s%n", since(start), news);
                out.flush();
              });
      out.println();
      run.lines().forEach(out::println);
      out.printf("measured in %s with %,d releases%n", since(start), releases);
      if (json != null) {
        Files.writeString(json, run.json() + "\n");
      }
      out.flush();
      return run.countsMatch() ? 0 : COUNTS_DIFFER;
    } finally {
      if (!keep) {
        deleteTree(folder);
      }
    }
  }

  private static String since(long start) {
    return "%.1f s".formatted(Duration.ofNanos(System.nanoTime() - start).toMillis() / 1e3);
  }

  private static void deleteTree(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
