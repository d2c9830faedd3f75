package org.discogsography.localstack.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one supervisor runs, as it tells other programs in {@code run/state.json}.
 *
 * @param supervisor process id of the supervisor
 * @param supervisorStarted when that process started, so that a reused id is not taken for it
 * @param phase one of the names of {@link Phase} in lower case
 * @param message the reason of a failure
 * @param musicbrainz folder of the MusicBrainz dumps, null if there are none
 */
public record StackState(
    long supervisor,
    String supervisorStarted,
    String phase,
    @Nullable String message,
    int portOffset,
    String discogs,
    @Nullable String musicbrainz,
    List<Part> parts) {

  /** How far the stack has come. */
  public enum Phase {
    STARTING,
    RUNNING,
    STOPPING,
    STOPPED,
    FAILED
  }

  /**
   * One server or service.
   *
   * @param kind {@code server} or {@code service}
   * @param healthPort 0 when it has none
   */
  public record Part(
      String name,
      String kind,
      String address,
      int healthPort,
      boolean running,
      int restarts,
      List<Long> pids,
      Map<String, String> environment) {

    public Part {
      pids = List.copyOf(pids);
      environment = Map.copyOf(environment);
    }
  }

  public StackState {
    parts = List.copyOf(parts);
  }

  public static Path file(Path data) {
    return data.resolve("run").resolve("state.json");
  }

  /** What the last supervisor of this folder has told. */
  public static Optional<StackState> read(Path data) throws IOException {
    Path file = file(data);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JsonMapper.shared().readValue(Files.readString(file), StackState.class));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  /** Replaces the file as a whole, so that readers never see half of it. */
  void write(Path data) throws IOException {
    Path file = file(data);
    Files.createDirectories(file.getParent());
    Path next = file.resolveSibling("state.json.new");
    Files.writeString(
        next, JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(this));
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * The supervisor, if it is still there. One that was killed, but whose end its parent has not
   * taken note of yet, has no command any more.
   */
  public Optional<ProcessHandle> supervisorProcess() {
    return ProcessHandle.of(supervisor)
        .filter(ProcessHandle::isAlive)
        .filter(handle -> handle.info().command().isPresent())
        .filter(handle -> started(handle).equals(supervisorStarted));
  }

  static String started(ProcessHandle handle) {
    return handle.info().startInstant().map(String::valueOf).orElse("unknown");
  }

  public Optional<Part> part(String name) {
    return parts.stream().filter(part -> part.name().equals(name)).findFirst();
  }
}
