package org.discogsography.testkit.servers;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Properties;

/**
 * The folder in which one build keeps the servers of its tests: the modules of the build run in
 * JVMs of their own, one after the other, and take over what an earlier one started. A small shell
 * process ends the servers and deletes the folder when the build is gone, however it went.
 */
public final class SharedFolder {

  private static final String WATCH =
      """
      while kill -0 "$1" 2>/dev/null; do sleep 1; done
      for note in "$2"/*/*.pid "$2"/postgres/data/postmaster.pid; do
        if [ -f "$note" ] && read -r pid rest < "$note"; then
          kill -s KILL -- "-$pid" 2>/dev/null || kill -s KILL "$pid" 2>/dev/null
        fi
      done
      sleep 1
      rm -rf "$2"
      """;

  private final Path path;

  private SharedFolder(Path path) {
    this.path = path;
  }

  /** The folder of the build that this JVM belongs to; made and watched on first use. */
  public static SharedFolder ofThisBuild() throws IOException {
    ProcessHandle owner = BuildOwner.find();
    long started = owner.info().startInstant().map(Instant::getEpochSecond).orElse(0L);
    Path path =
        Path.of(System.getProperty("java.io.tmpdir"))
            .resolve("discogsography-test-%d-%d".formatted(owner.pid(), started));
    SharedFolder folder = new SharedFolder(path);
    if (!Files.exists(path)) {
      Files.createDirectories(path);
      folder.watch(owner);
    }
    return folder;
  }

  private void watch(ProcessHandle owner) throws IOException {
    new ProcessBuilder(
            "sh",
            "-c",
            "trap '' INT TERM HUP\n" + WATCH,
            "watch",
            String.valueOf(owner.pid()),
            path.toString())
        .redirectInput(Path.of("/dev/null").toFile())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Where to keep what must end with the build; processes are noted in folders directly below. */
  public Path path() {
    return path;
  }

  Path of(String server) {
    return path.resolve(server);
  }

  /** Something to do while no other JVM of the build does it for the same server. */
  interface Exclusive<T> {
    T run() throws IOException, InterruptedException;
  }

  <T> T locked(String server, Exclusive<T> action) throws IOException, InterruptedException {
    try (FileChannel channel =
            FileChannel.open(
                path.resolve(server + ".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      if (!lock.isValid()) {
        throw new IOException("the lock of " + server + " was lost");
      }
      return action.run();
    }
  }

  /** A way to choose a port. */
  interface PortChoice {
    int choose() throws IOException;
  }

  /** The port chosen for this purpose in this build; callers hold the lock of the server. */
  int port(String server, String purpose, PortChoice choice) throws IOException {
    Path file = path.resolve(server + ".ports");
    Properties ports = new Properties();
    if (Files.exists(file)) {
      try (var reader = Files.newBufferedReader(file)) {
        ports.load(reader);
      }
    }
    String known = ports.getProperty(purpose);
    if (known != null) {
      return Integer.parseInt(known);
    }
    int chosen = choice.choose();
    ports.setProperty(purpose, String.valueOf(chosen));
    try (var writer = Files.newBufferedWriter(file)) {
      ports.store(writer, null);
    }
    return chosen;
  }
}
