package org.discogsography.localstack.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One server process: started with its output in a log file, watched until its port answers, and
 * noted in a file, so that a later program can end what an earlier one left behind.
 */
public final class ServerProcess {

  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration KILL_LIMIT = Duration.ofSeconds(10);
  private static final int CONNECT_MILLIS = 500;

  private final String name;
  private final Path pidFile;
  private final Path log;
  private @Nullable ProcessHandle process;
  private @Nullable Process child;

  /**
   * @param folder for the pid file and the log
   */
  public ServerProcess(String name, Path folder) {
    this.name = name;
    this.pidFile = folder.resolve(name + ".pid");
    this.log = folder.resolve(name + ".out");
  }

  public Path log() {
    return log;
  }

  public boolean isRunning() {
    return process != null && process.isAlive();
  }

  /**
   * Starts the command after ending what an earlier run left on the same folder. In a session of
   * its own where the machine can do that: Ctrl-C in the terminal must reach only the program that
   * knows in which order to stop.
   */
  public void start(List<String> command, Map<String, String> environment, Path directory)
      throws IOException, InterruptedException {
    Files.createDirectories(pidFile.getParent());
    endLeftover();
    List<String> detached = new ArrayList<>();
    Programs.onPath("setsid").ifPresent(setsid -> detached.add(setsid.toString()));
    detached.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(detached).directory(directory.toFile());
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    Process spawned = builder.start();
    child = spawned;
    ProcessHandle started = spawned.toHandle();
    process = started;
    Files.writeString(pidFile, started.pid() + " " + startInstant(started) + "\n");
  }

  /** Takes over the process that an earlier program started on this folder, if it still runs. */
  public boolean attach() throws IOException {
    process = noted();
    return process != null;
  }

  /** The exit status of a process that this program started itself; waits for its end. */
  public int awaitEnd() throws InterruptedException {
    Process started = child;
    return started == null ? -1 : started.waitFor();
  }

  /** Waits until the port takes connections. */
  public void awaitPort(int port, Duration longest) throws IOException, InterruptedException {
    Instant end = Instant.now().plus(longest);
    while (!answers(port)) {
      if (process == null || !process.isAlive()) {
        throw new IOException(name + " ended while starting; see " + log);
      }
      if (Instant.now().isAfter(end)) {
        throw new IOException(
            "%s did not open port %d within %d s; see %s"
                .formatted(name, port, longest.toSeconds(), log));
      }
      Thread.sleep(POLL);
    }
  }

  public static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** The process and all that it started. */
  public List<ProcessHandle> handles() {
    ProcessHandle current = process;
    return current == null || !current.isAlive() ? List.of() : tree(current);
  }

  /** Asks the processes chosen to end, waits for the whole tree, and ends what remains. */
  public void stop(Predicate<ProcessHandle> asked, Duration longest)
      throws IOException, InterruptedException {
    List<ProcessHandle> all = handles();
    all.stream().filter(asked).forEach(ProcessHandle::destroy);
    await(all, longest);
    end(all);
  }

  public void kill() throws IOException, InterruptedException {
    end(handles());
  }

  private void end(List<ProcessHandle> all) throws IOException, InterruptedException {
    ProcessHandle root = process == null ? noted() : process;
    if (root != null) {
      killGroup(root.pid());
    }
    all.forEach(ProcessHandle::destroyForcibly);
    await(all, KILL_LIMIT);
    process = null;
    Files.deleteIfExists(pidFile);
  }

  /** Reaches also those whose parent has gone; a group is ours only while its number is noted. */
  private static void killGroup(long leader) throws IOException, InterruptedException {
    new ProcessBuilder("sh", "-c", "kill -s KILL -- -" + leader)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  private @Nullable ProcessHandle noted() throws IOException {
    if (!Files.exists(pidFile)) {
      return null;
    }
    String[] note = Files.readString(pidFile).trim().split(" ", 2);
    if (note.length < 2 || !note[0].matches("\\d+")) {
      return null;
    }
    return ProcessHandle.of(Long.parseLong(note[0]))
        .filter(handle -> startInstant(handle).equals(note[1]))
        .orElse(null);
  }

  private void endLeftover() throws IOException, InterruptedException {
    ProcessHandle left = noted();
    if (left != null) {
      process = left;
      stop(handle -> true, Duration.ofSeconds(10));
    }
    Files.deleteIfExists(pidFile);
  }

  private static List<ProcessHandle> tree(ProcessHandle root) {
    List<ProcessHandle> all = new ArrayList<>();
    all.add(root);
    try (Stream<ProcessHandle> descendants = root.descendants()) {
      descendants.forEach(all::add);
    }
    return all;
  }

  private static String startInstant(ProcessHandle handle) {
    return handle.info().startInstant().map(Instant::toString).orElse("unknown");
  }

  static void await(List<ProcessHandle> handles, Duration longest) throws InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    for (ProcessHandle handle : handles) {
      try {
        handle.onExit().get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (TimeoutException | ExecutionException e) {
        return;
      }
    }
  }
}
