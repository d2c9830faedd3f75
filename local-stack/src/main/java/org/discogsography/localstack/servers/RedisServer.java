package org.discogsography.localstack.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import redis.embedded.core.ExecutableProvider;

/** Redis or Valkey from the PATH, else the binary that embedded-redis carries. */
public final class RedisServer implements BackingServer {

  private static final Duration START_LIMIT = Duration.ofSeconds(30);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

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

  private Path program() throws IOException {
    Optional<Path> installed =
        Programs.onPath("redis-server").or(() -> Programs.onPath("valkey-server"));
    if (installed.isPresent()) {
      return installed.get();
    }
    Path folder = Programs.cacheFolder().resolve("redis");
    Files.createDirectories(folder);
    return ExecutableProvider.newJarResourceProvider(folder.toFile()).get().toPath();
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
