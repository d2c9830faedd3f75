package org.discogsography.localstack.terminal;

import org.discogsography.localstack.stack.StackException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The program behind {@code ./discogsography}. */
@Command(
    name = "./discogsography",
    description = "Runs Discogsography on this machine: servers, services and a load of dumps.",
    subcommands = {
      UpCommand.class,
      ExtractCommand.class,
      StatusCommand.class,
      LogsCommand.class,
      DownCommand.class,
      HelpCommand.class
    },
    footer = "%nDumps of a made-up catalogue: ./discogsography generate --help")
public final class Main {

  private Main() {}

  /** Exit status: 0 done, 1 failed with the reason on standard error, 2 wrong arguments. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Main());
    line.setExecutionExceptionHandler((failure, command, parsed) -> {
      String message =
          failure instanceof StackException ? failure.getMessage() : failure.toString();
      command.getErr().println("discogsography: " + message);
      return 1;
    });
    return line;
  }
}
