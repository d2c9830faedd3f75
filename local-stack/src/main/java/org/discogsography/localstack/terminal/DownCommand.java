package org.discogsography.localstack.terminal;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.discogsography.localstack.servers.Checkout;
import org.discogsography.localstack.stack.StackException;
import org.discogsography.localstack.stack.StackOptions;
import org.discogsography.localstack.stack.StackPlan;
import org.discogsography.localstack.stack.StackState;
import org.discogsography.localstack.stack.Supervisor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Ends the stack of a data folder, also what a killed supervisor has left. */
@Command(
    name = "down",
    description = "Ends everything; the data stays.",
    mixinStandardHelpOptions = true)
final class DownCommand implements Callable<Integer> {

  private static final Duration LIMIT = Duration.ofSeconds(40);

  @Mixin private final DataFolder folder = new DataFolder();

  private final PrintStream out = System.out;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path data = folder.path();
    StackState state = folder.state();
    Optional<ProcessHandle> supervisor = state.supervisorProcess();
    if (supervisor.isPresent()) {
      supervisor.get().destroy();
      awaitEnd(supervisor.get());
      out.println("stopped");
      return 0;
    }
    String musicbrainz = state.musicbrainz();
    StackOptions options =
        new StackOptions(
            Checkout.root(),
            Path.of(state.discogs()),
            false,
            musicbrainz == null ? null : Path.of(musicbrainz),
            data,
            state.portOffset(),
            Set.of(),
            false);
    new Supervisor(StackPlan.of(options), line -> {}).endLeftovers();
    out.println("nothing was running");
    return 0;
  }

  private static void awaitEnd(ProcessHandle supervisor) throws InterruptedException {
    try {
      supervisor.onExit().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new StackException(
          "the stack (process %d) did not end within %d s; end it with kill -9 and run down again"
              .formatted(supervisor.pid(), LIMIT.toSeconds()),
          e);
    }
  }
}
