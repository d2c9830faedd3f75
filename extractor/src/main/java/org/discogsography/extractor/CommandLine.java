package org.discogsography.extractor;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.function.Function;
import org.discogsography.common.messages.Source;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks for; it goes before the environment.
 *
 * @param action what to do at all
 * @param source whose dumps are read
 * @param force whether the first run publishes everything again
 */
record CommandLine(Action action, Source source, boolean force) {

  static final String USAGE =
      """
      Usage: extractor [--source discogs|musicbrainz] [-f | --force-reprocess] [--help] [--version]

      Downloads the newest dumps of Discogs to DISCOGS_ROOT, or those of MusicBrainz to
      MUSICBRAINZ_ROOT, or reads those that lie there if DUMP_OFFLINE is true, and publishes every
      record to RabbitMQ.

        --source <discogs|musicbrainz>   source of the dumps (EXTRACTOR_SOURCE, default discogs)
        -f, --force-reprocess            publish everything again in the first run (FORCE_REPROCESS)
        --help                           print this text
        --version                        print the version
      """;

  /** What a command line can ask for. */
  enum Action {
    RUN,
    HELP,
    VERSION
  }

  /** The command line is wrong; its text says how. */
  static final class UsageException extends Exception {
    UsageException(String message) {
      super(message);
    }
  }

  /**
   * Reads the arguments and the variables that stand for them.
   *
   * @param environment looks a variable up, null if it is not set
   */
  static CommandLine parse(String[] args, Function<String, @Nullable String> environment)
      throws UsageException {
    String source = text(environment.apply("EXTRACTOR_SOURCE"), "discogs");
    @Nullable Boolean force = null;
    Iterator<String> rest = Arrays.asList(args).iterator();
    while (rest.hasNext()) {
      String arg = rest.next();
      switch (arg) {
        case "--help", "-h" -> {
          return new CommandLine(Action.HELP, Source.DISCOGS, false);
        }
        case "--version" -> {
          return new CommandLine(Action.VERSION, Source.DISCOGS, false);
        }
        case "-f", "--force-reprocess" -> force = true;
        case "--source" -> {
          if (!rest.hasNext()) {
            throw new UsageException("--source needs a value: discogs or musicbrainz");
          }
          source = rest.next();
        }
        default -> {
          if (!arg.startsWith("--source=")) {
            throw new UsageException("unknown option " + arg);
          }
          source = arg.substring("--source=".length());
        }
      }
    }
    Source known = source(source);
    if (force == null) {
      force = flag("FORCE_REPROCESS", environment.apply("FORCE_REPROCESS"));
    }
    return new CommandLine(Action.RUN, known, force);
  }

  private static Source source(String name) throws UsageException {
    return switch (name.trim().toLowerCase(Locale.ROOT)) {
      case "discogs" -> Source.DISCOGS;
      case "musicbrainz" -> Source.MUSICBRAINZ;
      default ->
          throw new UsageException("unknown source '" + name + "'; use discogs or musicbrainz");
    };
  }

  private static boolean flag(String name, @Nullable String value) throws UsageException {
    return switch (text(value, "false").toLowerCase(Locale.ROOT)) {
      case "y", "yes", "t", "true", "on", "1" -> true;
      case "n", "no", "f", "false", "off", "0" -> false;
      default -> throw new UsageException(name + " must be true or false, not '" + value + "'");
    };
  }

  private static String text(@Nullable String value, String otherwise) {
    return value == null || value.isBlank() ? otherwise : value.trim();
  }
}
