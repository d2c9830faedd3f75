package org.discogsography.localstack.stack;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.discogsography.localstack.servers.ServerProcess;

/** One service of ours: its process, its restarts. */
public final class RunningService {

  /** A process may have to write its class archive, all of them at the same time. */
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

  private final ServicePlan plan;
  private final ServiceFiles files;
  private final StackOptions options;
  private final ServerProcess process;
  private int restarts;
  private Instant nextStart = Instant.EPOCH;

  /** A service that is not running yet. */
  public RunningService(ServicePlan plan, StackOptions options) {
    this.plan = plan;
    this.files = new ServiceFiles(options.root(), options.data().resolve("programs"));
    this.options = options;
    this.process = new ServerProcess(plan.name(), options.runFolder());
  }

  public ServicePlan plan() {
    return plan;
  }

  int restarts() {
    return restarts;
  }

  /** What the process prints. */
  public Path output() {
    return process.log();
  }

  public void start() throws IOException, InterruptedException {
    process.start(files.command(plan), plan.environment(), options.runFolder());
  }

  /** The exit status; waits for the end of the process. */
  public int awaitEnd() throws InterruptedException {
    return process.awaitEnd();
  }

  public boolean isRunning() {
    return process.isRunning();
  }

  /** The numbers of its processes; empty when it does not run. */
  public List<Long> pids() {
    return process.handles().stream().map(ProcessHandle::pid).toList();
  }

  /** Starts the service again if it has died, after a pause that doubles with each time. */
  void restartIfDead() throws IOException, InterruptedException {
    if (process.isRunning() || Instant.now().isBefore(nextStart)) {
      return;
    }
    restarts++;
    Duration pause = Duration.ofSeconds(1L << Math.min(restarts, 6));
    nextStart = Instant.now().plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
    start();
  }

  public void stop() throws IOException, InterruptedException {
    process.stop(handle -> true, STOP_LIMIT);
  }

  /** Ends the process as a crash would. */
  public void kill() throws IOException, InterruptedException {
    process.kill();
  }

  /** Ends what an earlier supervisor left behind. */
  void endLeftover() throws IOException, InterruptedException {
    if (process.attach()) {
      process.stop(handle -> true, STOP_LIMIT);
    }
  }
}
