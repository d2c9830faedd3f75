package org.discogsography.localstack.servers;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * A server that the services need. Its data folder outlives it: started again on the same folder,
 * it has what it had, also after {@link #kill()} or the death of this program.
 */
public interface BackingServer {

  /** A short lower-case name such as {@code neo4j}. */
  String name();

  /** What is running and where, for people. */
  String description();

  /**
   * Starts the server and returns when clients can connect.
   *
   * @throws IOException if it does not come up; the text names its log file
   */
  void start() throws IOException, InterruptedException;

  /**
   * Takes over a server that an earlier program started on the same folder and port, if it runs.
   */
  boolean attach() throws IOException;

  /** Ends the server in good order; does nothing when it is not running. */
  void stop() throws IOException, InterruptedException;

  /** Ends the server at once, as a crash would. */
  void kill() throws IOException, InterruptedException;

  boolean isRunning();

  /** The processes of the running server; empty when it was not started by this program. */
  List<ProcessHandle> processes();

  /** The ports that must be free before {@link #start()}, with what they are for. */
  Map<Integer, String> ports();

  /** The environment variables by which services find this server. */
  Map<String, String> environment();
}
