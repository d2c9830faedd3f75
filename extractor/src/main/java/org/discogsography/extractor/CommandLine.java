package org.discogsography.extractor;

import java.nio.file.Path;
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
 * @param rules file with data-quality rules, null for none
 */
record CommandLine(Action action, Source source, boolean force, @Nullable Path rules) {

  private static final String RULES = "--data-quality-rules";

  static final String USAGE =
      """
      Usage: extractor [--source discogs|musicbrainz] [-f | --force-reprocess]
                       [--data-quality-rules FILE] [--dry-run] [--help] [--version]

      Downloads the newest dumps of Discogs to DISCOGS_ROOT, or those of MusicBrainz to
      MUSICBRAINZ_ROOT, or reads those that lie there if DUMP_OFFLINE is true, and publishes every
      record to RabbitMQ.

        --source <discogs|musicbrainz>   source of the dumps (EXTRACTOR_SOURCE, default discogs)
        -f, --force-reprocess            publish everything again in the first run (FORCE_REPROCESS)
        --data-quality-rules <file>      judge records by the rules of this file (DATA_QUALITY_RULES)
        --dry-run                        parse and judge the local dumps, publish and write nothing,
                                         print what was found; 1 if one cannot be read to its end
        --help                           print this text
        --version                        print the version
      """;

  /** What a command line can ask for. */
  enum Action {
    RUN,
    DRY_RUN,
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
    String rules = text(environment.apply("DATA_QUALITY_RULES"), "");
    Action action = Action.RUN;
    @Nullable Boolean force = null;
    Iterator<String> rest = Arrays.asList(args).iterator();
    while (rest.hasNext()) {
      String arg = rest.next();
      switch (arg) {
        case "--help", "-h" -> {
          return new CommandLine(Action.HELP, Source.DISCOGS, false, null);
        }
        case "--version" -> {
          return new CommandLine(Action.VERSION, Source.DISCOGS, false, null);
        }
        case "-f", "--force-reprocess" -> force = true;
        case "--dry-run" -> action = Action.DRY_RUN;
        case "--source" -> source = value(arg, rest, "discogs or musicbrainz");
        case RULES -> rules = value(arg, rest, "a file");
        default -> {
          if (arg.startsWith("--source=")) {
            source = arg.substring("--source=".length());
          } else if (arg.startsWith(RULES + "=")) {
            rules = arg.substring(RULES.length() + 1);
          } else {
            throw new UsageException("unknown option " + arg);
          }
        }
      }
    }
    Source known = source(source);
    if (force == null) {
      force = flag("FORCE_REPROCESS", environment.apply("FORCE_REPROCESS"));
    }
    return new CommandLine(action, known, force, rules.isBlank() ? null : Path.of(rules.trim()));
  }

  private static String value(String option, Iterator<String> rest, String wanted)
      throws UsageException {
    if (!rest.hasNext()) {
      throw new UsageException(option + " needs a value: " + wanted);
    }
    return rest.next();
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
