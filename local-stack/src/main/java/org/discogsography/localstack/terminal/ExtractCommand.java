package org.discogsography.localstack.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.discogsography.localstack.servers.Checkout;
import org.discogsography.localstack.servers.Neo4jServer;
import org.discogsography.localstack.stack.StackException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the extractor alone, without servers. */
@Command(
    name = "extract",
    description = {
      "Reads and judges dumps without publishing or writing anything, and prints what was found.",
      "Exit status 1 if a dump cannot be read to its end."
    },
    mixinStandardHelpOptions = true)
final class ExtractCommand implements Callable<Integer> {

  @Option(
      names = "--dry-run",
      description = "Publish nothing; a load that publishes is started with up.")
  private boolean dryRun;

  @ArgGroup private Dumps dumps = new Dumps();

  /** One run reads the dumps of one source. */
  private static final class Dumps {

    @Option(
        names = "--discogs",
        paramLabel = "DIR",
        description = "Folder with Discogs dumps; default: the bundled sample catalogue.")
    private @Nullable Path discogs;

    @Option(
        names = "--musicbrainz",
        paramLabel = "DIR",
        description = "Folder with MusicBrainz dumps, to be read instead.")
    private @Nullable Path musicbrainz;
  }

  @Option(
      names = "--rules",
      paramLabel = "FILE",
      description = "Data-quality rules; default: deploy/extractor/extraction-rules.yaml.")
  private @Nullable Path rules;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!dryRun) {
      throw new ParameterException(
          spec.commandLine(), "extract needs --dry-run; a load that publishes is started with up");
    }
    Path root = Checkout.root();
    Path musicbrainz = dumps.musicbrainz;
    Path discogs = dumps.discogs == null ? root.resolve(UpCommand.CATALOGUE) : dumps.discogs;
    if (musicbrainz == null) {
      DumpFolders.verifyDiscogs(discogs);
    }
    Path jar = root.resolve("extractor").resolve("target").resolve("extractor-app.jar");
    if (!Files.isRegularFile(jar)) {
      throw new StackException(
          jar + " is missing; build the project first: ./mvnw -DskipTests package");
    }
    ProcessBuilder extractor =
        new ProcessBuilder(
            List.of(
                Neo4jServer.java(),
                "-Xmx640m",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "--enable-native-access=ALL-UNNAMED",
                "-Dslf4j.internal.verbosity=ERROR",
                "-jar",
                jar.toString(),
                "--dry-run",
                "--source",
                musicbrainz == null ? "discogs" : "musicbrainz"));
    Path file = rules == null ? Checkout.defaultRules(root) : rules;
    extractor
        .environment()
        .putAll(
            Map.of(
                musicbrainz == null ? "DISCOGS_ROOT" : "MUSICBRAINZ_ROOT",
                (musicbrainz == null ? discogs : musicbrainz).toAbsolutePath().toString(),
                "DATA_QUALITY_RULES",
                file.toAbsolutePath().toString()));
    return extractor.inheritIO().start().waitFor();
  }
}
