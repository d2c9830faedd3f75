package org.discogsography.benchmarks.terminal;

import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program behind {@code ./discogsography generate} and {@code bench}. */
@Command(
    name = "./discogsography",
    description = "Makes catalogues and measures Discogsography with them.",
    subcommands = {GenerateCommand.class, BenchCommand.class})
public final class Main {

  private Main() {}

  /** Exit status: 0 done, 1 failed with the reason on standard error, 2 wrong arguments. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Main()).setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler((failure, command, parsed) -> {
      String message =
          failure instanceof IOException ? String.valueOf(failure.getMessage()) : "" + failure;
      command.getErr().println("discogsography: " + message);
      return 1;
    });
    return line;
  }
}
