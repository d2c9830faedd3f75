package org.discogsography.extractor.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * Keeps the marker files of all versions, {@code .extraction_status_<version>.json}.
 *
 * <p>A marker that is missing, unreadable or damaged counts as absent: the version is published
 * again, which is harmless.
 */
public final class MarkerFolder {

  private static final Logger log = LoggerFactory.getLogger(MarkerFolder.class);
  private static final Pattern NAME = Pattern.compile("\\.extraction_status_\\d{8}\\.json");

  private final Path folder;
  private final Clock clock;
  private final MarkerJson json = new MarkerJson();

  public MarkerFolder(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /** What a run has to do. */
  public enum Decision {
    /** Everything of these files is published and nothing else was since. */
    NOTHING,
    /** Go on with the marker of an earlier session. */
    RESUME,
    /** Publish everything, with a new start of processing. */
    START
  }

  /**
   * What to do with these files of a version.
   *
   * @param checksums SHA-256 by file name
   */
  public Decision decide(String version, Map<String, String> checksums, boolean forced) {
    Optional<Marker> found = load(version);
    if (forced || found.isEmpty() || found.get().startedAt() == null) {
      return Decision.START;
    }
    // another version was published since: its rows are newer than this marker's start, and what
    // this marker calls published has been overwritten
    if (!isLatest(found.get())) {
      return Decision.START;
    }
    if (!found.get().isComplete()) {
      return Decision.RESUME;
    }
    return found.get().holds(checksums) ? Decision.NOTHING : Decision.START;
  }

  /** The marker of a version, empty if there is none that can be read. */
  public Optional<Marker> load(String version) {
    return read(path(version)).filter(marker -> marker.version().equals(version));
  }

  /** Writes a marker so that a crash leaves the old or the new one. */
  public void save(Marker marker) throws IOException {
    marker.updated(clock.instant());
    Path target = path(marker.version());
    Path written = target.resolveSibling(target.getFileName() + ".tmp");
    try (FileChannel channel =
        FileChannel.open(
            written,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(json.write(marker));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(
        written, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      log.debug("the folder cannot be synchronised here", e);
    }
  }

  /** Fails early, with the reason, where markers could not be kept. */
  public void check() throws IOException {
    Files.createDirectories(folder);
    if (!Files.isWritable(folder)) {
      throw new IOException(
          "the state folder "
              + folder
              + " is not writable; set EXTRACTOR_STATE_DIR to one that is");
    }
  }

  private boolean isLatest(Marker marker) {
    Instant updated = marker.lastUpdated();
    try (Stream<Path> paths = Files.list(folder)) {
      List<Path> markers =
          paths.filter(path -> NAME.matcher(path.getFileName().toString()).matches()).toList();
      return updated != null
          && markers.stream()
              .flatMap(path -> read(path).stream())
              .map(Marker::lastUpdated)
              .noneMatch(other -> other != null && other.isAfter(updated));
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
  }

  private Optional<Marker> read(Path path) {
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    try {
      return Optional.of(json.read(Files.readAllBytes(path)));
    } catch (IOException | JacksonException e) {
      log.atWarn()
          .setMessage("⚠️ unreadable marker is ignored")
          .addKeyValue("file", path.getFileName())
          .addKeyValue("reason", e.getMessage())
          .log();
      return Optional.empty();
    }
  }

  private Path path(String version) {
    return folder.resolve(".extraction_status_" + version + ".json");
  }
}
