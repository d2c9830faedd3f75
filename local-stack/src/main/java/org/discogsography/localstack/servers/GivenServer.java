package org.discogsography.localstack.servers;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A server that somebody else runs; it is used, never started or ended. */
public final class GivenServer implements BackingServer {

  private final String name;
  private final String host;
  private final Map<String, String> environment;

  /**
   * @param environment the variables by which services find it
   */
  public GivenServer(String name, String host, Map<String, String> environment) {
    this.name = name;
    this.host = host;
    this.environment = Map.copyOf(environment);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String description() {
    return host + " (given)";
  }

  @Override
  public void start() {}

  @Override
  public boolean attach() {
    return true;
  }

  @Override
  public void stop() {}

  @Override
  public void kill() throws IOException {
    throw new IOException(name + " at " + host + " was given and is not ours to end");
  }

  @Override
  public boolean isRunning() {
    return true;
  }

  @Override
  public List<ProcessHandle> processes() {
    return List.of();
  }

  @Override
  public Map<Integer, String> ports() {
    return Map.of();
  }

  @Override
  public Map<String, String> environment() {
    return environment;
  }
}
