package org.discogsography.localstack.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import redis.embedded.core.ExecutableProvider;
import redis.embedded.model.OsArchitecture;

/** Redis or Valkey from the PATH, else the binary that embedded-redis carries. */
public final class RedisServer implements BackingServer {

  private static final Duration START_LIMIT = Duration.ofSeconds(30);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
  private static final int TRIES_OF_A_NEW_PROGRAM = 20;
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);

  private final Path data;
  private final int port;
  private final ServerProcess process;

  public RedisServer(Path data, int port) {
    this.data = data.toAbsolutePath();
    this.port = port;
    this.process = new ServerProcess("redis", this.data);
  }

  @Override
  public String name() {
    return "redis";
  }

  @Override
  public String description() {
    return "redis://localhost:" + port;
  }

  @Override
  public void start() throws IOException, InterruptedException {
    Files.createDirectories(data);
    Files.writeString(
        data.resolve("redis.conf"),
        """
        bind 127.0.0.1
        port %d
        dir %s
        appendonly yes
        save ""
        maxmemory 512mb
        maxmemory-policy noeviction
        daemonize no
        """
            .formatted(port, data));
    process.start(List.of(program().toString(), "redis.conf"), Map.of(), data);
    process.awaitPort(port, START_LIMIT);
  }

  private Path program() throws IOException, InterruptedException {
    Optional<Path> installed =
        Programs.onPath("redis-server").or(() -> Programs.onPath("valkey-server"));
    if (installed.isPresent()) {
      return installed.get();
    }
    return unpackedOnce(Programs.cacheFolder().resolve("redis"));
  }

  /**
   * The binary that embedded-redis carries, unpacked when it is not there yet: a program that runs
   * cannot be written. Whoever unpacks it at the same moment makes the same file.
   */
  static Path unpackedOnce(Path folder) throws IOException, InterruptedException {
    Map<OsArchitecture, String> carried = ExecutableProvider.newProvidedVersionsMap();
    String resource = carried.get(OsArchitecture.detectOSandArchitecture());
    if (resource == null) {
      throw new IOException("embedded-redis has no program for this machine; install redis-server");
    }
    Path program = folder.resolve(resource.substring(resource.lastIndexOf('/') + 1));
    if (Files.isExecutable(program)) {
      return program;
    }
    Files.createDirectories(folder);
    Path work = Files.createTempDirectory(folder, "unpacking-");
    Path unpacked = ExecutableProvider.newJarResourceProvider(work.toFile()).get().toPath();
    try {
      awaitRunnable(unpacked);
      Files.move(unpacked, program, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(unpacked);
      Files.delete(work);
    }
    return program;
  }

  /** A process that is forked while the file is written keeps it open, and busy, for a moment. */
  private static void awaitRunnable(Path program) throws IOException, InterruptedException {
    for (int failures = 0; ; ) {
      try {
        new ProcessBuilder(program.toString(), "--version")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
        return;
      } catch (IOException e) {
        if (++failures == TRIES_OF_A_NEW_PROGRAM) {
          throw e;
        }
        Thread.sleep(BETWEEN_TRIES);
      }
    }
  }

  @Override
  public void stop() throws IOException, InterruptedException {
    process.stop(handle -> true, STOP_LIMIT);
  }

  @Override
  public void kill() throws IOException, InterruptedException {
    process.kill();
  }

  @Override
  public boolean attach() throws IOException {
    return process.attach();
  }

  @Override
  public boolean isRunning() {
    return process.isRunning();
  }

  @Override
  public List<ProcessHandle> processes() {
    return process.handles();
  }

  @Override
  public Map<Integer, String> ports() {
    return Map.of(port, "Redis");
  }

  @Override
  public Map<String, String> environment() {
    return Map.of("REDIS_HOST", "localhost", "REDIS_PORT", String.valueOf(port));
  }
}
