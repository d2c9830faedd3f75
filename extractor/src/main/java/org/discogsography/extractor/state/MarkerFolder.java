package org.discogsography.extractor.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.discogsography.extractor.files.DurableFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * Keeps the marker files of all versions of a source.
 *
 * <p>A marker that is missing, unreadable or damaged counts as absent: the version is published
 * again, which is harmless.
 */
public final class MarkerFolder {

  private static final Logger log = LoggerFactory.getLogger(MarkerFolder.class);
  private static final String END = ".json";

  private final Path folder;
  private final String prefix;
  private final boolean folderPerVersion;

  /** Name in the folder of what tells that there is a marker of a version. */
  private final Pattern name;

  private final Clock clock;
  private final MarkerJson json = new MarkerJson();

  private MarkerFolder(
      Path folder, String prefix, String version, boolean folderPerVersion, Clock clock) {
    this.folder = folder;
    this.prefix = prefix;
    this.folderPerVersion = folderPerVersion;
    this.name =
        Pattern.compile(
            folderPerVersion
                ? "(" + version + ")"
                : Pattern.quote(prefix) + "(" + version + ")" + Pattern.quote(END));
    this.clock = clock;
  }

  /** Markers {@code <folder>/.extraction_status_<YYYYMMDD>.json}. */
  public static MarkerFolder ofDiscogs(Path folder, Clock clock) {
    return new MarkerFolder(folder, ".extraction_status_", "\\d{8}", false, clock);
  }

  /** Markers {@code <folder>/<version>/.mb_extraction_status_<version>.json}. */
  public static MarkerFolder ofMusicBrainz(Path folder, Clock clock) {
    return new MarkerFolder(folder, ".mb_extraction_status_", "\\d{8}(?:-\\d{6})?", true, clock);
  }

  /** What a run has to do. */
  public enum Decision {
    /** The version is done. */
    NOTHING,
    /** Go on with the marker of an earlier session. */
    RESUME,
    /** Publish everything, with a new start of processing. */
    START
  }

  /** What to do with a version. */
  public Decision decide(String version, boolean forced) {
    Optional<Marker> found = load(version);
    if (forced || found.isEmpty()) {
      return Decision.START;
    }
    Marker marker = found.get();
    // another version was published since: its rows are newer than this marker's start, and what
    // this marker calls published has been overwritten
    if (!isLatest(marker)) {
      return Decision.START;
    }
    if (marker.download().unfinished()) {
      return marker.hasProgress() ? Decision.RESUME : Decision.START;
    }
    if (marker.processing().unfinished()) {
      return Decision.RESUME;
    }
    return marker.isComplete() ? Decision.NOTHING : Decision.RESUME;
  }

  /** The newest version of which everything is published. */
  public Optional<Marker> newestComplete() {
    return all().stream().filter(Marker::isComplete).max(Comparator.comparing(Marker::version));
  }

  /** The marker of a version, empty if there is none that can be read. */
  public Optional<Marker> load(String version) {
    return read(path(version)).filter(marker -> marker.version().equals(version));
  }

  /** Writes a marker so that a crash leaves the old or the new one. */
  public void save(Marker marker) throws IOException {
    marker.updated(clock.instant());
    Path target = path(marker.version());
    if (folderPerVersion) {
      Files.createDirectories(target.getParent());
    }
    DurableFile.write(target, json.write(marker));
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
    Instant updated = marker.lastUpdated() == null ? Instant.EPOCH : marker.lastUpdated();
    return all().stream()
        .filter(other -> other.startedAt() != null)
        .map(Marker::lastUpdated)
        .noneMatch(other -> other != null && other.isAfter(updated));
  }

  private List<Marker> all() {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths
          .map(path -> name.matcher(path.getFileName().toString()))
          .filter(Matcher::matches)
          .flatMap(matcher -> read(path(matcher.group(1))).stream())
          .toList();
    } catch (IOException | UncheckedIOException e) {
      log.atWarn()
          .setMessage("⚠️ markers of other versions cannot be listed")
          .addKeyValue("folder", folder)
          .addKeyValue("reason", e.getMessage())
          .log();
      return List.of();
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
    Path parent = folderPerVersion ? folder.resolve(version) : folder;
    return parent.resolve(prefix + version + END);
  }
}
