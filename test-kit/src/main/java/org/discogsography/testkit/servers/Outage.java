package org.discogsography.testkit.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.discogsography.localstack.servers.BackingServer;

/** Lets a test take a server away and bring it back on the same data and port. */
public abstract sealed class Outage permits TestNeo4j, TestPostgres, TestRabbit, TestRedis {

  private final BackingServer server;

  Outage(BackingServer server) {
    this.server = server;
  }

  /** Ends the server as a crash would. */
  public void stop() {
    run(server::kill);
  }

  /** Starts it again and returns when it takes connections. */
  public void start() {
    run(server::start);
  }

  /** Starts it unless it runs. */
  public void startAgainIfStopped() {
    if (!server.isRunning()) {
      start();
    }
  }

  /** The variables by which our services find this server. */
  public Map<String, String> environment() {
    return server.environment();
  }

  BackingServer server() {
    return server;
  }

  private interface Step {
    void run() throws IOException, InterruptedException;
  }

  private static void run(Step step) {
    try {
      step.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a server", e);
    }
  }
}
