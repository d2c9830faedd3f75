package org.discogsography.testkit.servers;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The folder in which the servers of tests live. Each test JVM of a build has one to itself for as
 * long as it runs; modules that follow each other take over the folder, and the servers, of one
 * that has ended. A small shell process ends the servers and deletes the folder when the build is
 * gone, however it went.
 */
public final class SharedFolder {

  private static final int LARGEST_NUMBER = 64;
  private static @Nullable SharedFolder mine;

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
  private final FileLock lease;

  private SharedFolder(Path path, FileLock lease) {
    this.path = path;
    this.lease = lease;
  }

  /** The folder of this JVM; taken, made and watched on first use. */
  public static synchronized SharedFolder ofThisJvm() throws IOException {
    if (mine == null || !mine.lease.isValid()) {
      mine = take(BuildOwner.find());
    }
    return mine;
  }

  static SharedFolder take(ProcessHandle owner) throws IOException {
    long started = owner.info().startInstant().map(Instant::getEpochSecond).orElse(0L);
    Path folders = Path.of(System.getProperty("java.io.tmpdir"));
    for (int number = 1; number <= LARGEST_NUMBER; number++) {
      Path path =
          folders.resolve("discogsography-test-%d-%d-%d".formatted(owner.pid(), started, number));
      FileLock lease = tryLease(path);
      if (lease != null) {
        SharedFolder folder = new SharedFolder(path, lease);
        folder.watchOnce(owner);
        return folder;
      }
    }
    throw new IOException(
        "%d folders of servers for tests are in use by process %d"
            .formatted(LARGEST_NUMBER, owner.pid()));
  }

  private static @Nullable FileLock tryLease(Path path) throws IOException {
    Files.createDirectories(path);
    FileChannel channel =
        FileChannel.open(
            path.resolve("lease"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lease = channel.tryLock();
    if (lease == null) {
      channel.close();
    }
    return lease;
  }

  private void watchOnce(ProcessHandle owner) throws IOException {
    Path mark = path.resolve("watched");
    if (!Files.exists(mark)) {
      watch(owner);
      Files.createFile(mark);
    }
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

  /** A way to choose a port. */
  interface PortChoice {
    int choose() throws IOException;
  }

  /** The port chosen for this purpose by the first JVM that had this folder. */
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
