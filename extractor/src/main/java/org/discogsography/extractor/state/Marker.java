package org.discogsography.extractor.state;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.discogsography.common.messages.DataType;
import org.discogsography.extractor.dumps.DumpFile;
import org.discogsography.extractor.dumps.DumpVersion;
import org.jspecify.annotations.Nullable;

/**
 * What has been published of one dump version, over all sessions.
 *
 * <p>The start of processing belongs to the first session and never moves: consumers delete what is
 * older. To be used by one thread.
 */
public final class Marker {

  private static final int KEPT_ERRORS = 20;

  private final String version;
  private final Map<String, FileProgress> files = new LinkedHashMap<>();
  private final Map<String, DataType> types = new LinkedHashMap<>();
  private final List<String> errors = new ArrayList<>();

  private @Nullable Instant lastUpdated;
  private @Nullable Instant startedAt;
  private @Nullable Instant processedAt;
  private @Nullable Instant heartbeat;
  private @Nullable String currentFile;
  private Phase processing = Phase.PENDING;
  private Phase overall = Phase.PENDING;

  /** A marker of a version of which nothing has been published. */
  public Marker(String version) {
    this.version = version;
  }

  /**
   * Starts or resumes processing. Files with the bytes that were published before stay completed;
   * all others, and files that are gone, start from nothing.
   *
   * @param checksums SHA-256 by file name
   */
  public void begin(DumpVersion dump, Map<String, String> checksums, Instant now) {
    Map<String, FileProgress> before = new LinkedHashMap<>(files);
    files.clear();
    types.clear();
    for (DumpFile file : dump.files()) {
      String checksum = checksums.get(file.name());
      FileProgress known = before.get(file.name());
      boolean done =
          known != null
              && known.phase() == Phase.COMPLETED
              && checksum != null
              && checksum.equals(known.sourceChecksum());
      files.put(file.name(), done ? known : FileProgress.pending(file.size(), checksum));
      types.put(file.name(), file.type());
    }
    startedAt = startedAt == null ? now : startedAt;
    boolean nothingLeft = pending().isEmpty();
    processing = nothingLeft ? Phase.COMPLETED : Phase.IN_PROGRESS;
    processedAt = nothingLeft ? processedAt : null;
    overall = Phase.IN_PROGRESS;
  }

  public void startFile(String name, Instant now) {
    files.compute(name, (key, file) -> known(file, key).started(now));
    currentFile = name;
  }

  /** Notes what of the running file is confirmed. */
  public void countFile(String name, RecordCounts counts, long frames, Instant now) {
    files.compute(
        name, (key, file) -> known(file, key).counted(Phase.IN_PROGRESS, counts, frames, null));
    heartbeat = now;
  }

  public void completeFile(String name, RecordCounts counts, long frames, Instant now) {
    files.compute(
        name, (key, file) -> known(file, key).counted(Phase.COMPLETED, counts, frames, now));
    heartbeat = now;
  }

  public void failFile(String name, String reason) {
    files.computeIfPresent(
        name,
        (key, file) ->
            file.counted(
                Phase.FAILED,
                new RecordCounts(file.parsed(), file.published(), file.skipped(), file.malformed()),
                file.batches(),
                null));
    fail(reason);
  }

  /** Notes a failure; the next run goes on from here. */
  public void fail(String reason) {
    errors.add(reason);
    if (errors.size() > KEPT_ERRORS) {
      errors.remove(0);
    }
    processing = processing == Phase.COMPLETED ? Phase.COMPLETED : Phase.FAILED;
    overall = Phase.FAILED;
  }

  /** All files are published; what is left is to say so. */
  public void completeProcessing(Instant now) {
    processing = Phase.COMPLETED;
    processedAt = processedAt == null ? now : processedAt;
    currentFile = null;
  }

  /** Everybody has been told: the version is done. */
  public void completeExtraction() {
    overall = Phase.COMPLETED;
  }

  public boolean isComplete() {
    return overall == Phase.COMPLETED;
  }

  /** True if exactly these files, byte by byte, were published. */
  public boolean holds(Map<String, String> checksums) {
    Map<String, @Nullable String> published = new LinkedHashMap<>();
    files.forEach((name, file) -> published.put(name, file.sourceChecksum()));
    return published.equals(checksums);
  }

  /** Names of the files that are not published yet. */
  public List<String> pending() {
    return files.entrySet().stream()
        .filter(file -> file.getValue().phase() != Phase.COMPLETED)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Records published by type; types without a file are absent. */
  public Map<DataType, Long> recordCounts() {
    Map<DataType, Long> counts = new EnumMap<>(DataType.class);
    types.forEach((name, type) -> counts.merge(type, file(name).published(), Long::sum));
    return counts;
  }

  public FileProgress file(String name) {
    return known(files.get(name), name);
  }

  /** Start of processing in the first session; null before it. */
  public @Nullable Instant startedAt() {
    return startedAt;
  }

  public String version() {
    return version;
  }

  private static FileProgress known(@Nullable FileProgress file, String name) {
    if (file == null) {
      throw new IllegalArgumentException("no file " + name + " in this version");
    }
    return file;
  }

  Map<String, FileProgress> files() {
    return files;
  }

  Map<String, DataType> types() {
    return types;
  }

  List<String> errors() {
    return errors;
  }

  Phase processing() {
    return processing;
  }

  Phase overall() {
    return overall;
  }

  @Nullable Instant lastUpdated() {
    return lastUpdated;
  }

  void updated(Instant now) {
    lastUpdated = now;
  }

  @Nullable Instant processedAt() {
    return processedAt;
  }

  @Nullable Instant heartbeat() {
    return heartbeat;
  }

  @Nullable String currentFile() {
    return currentFile;
  }

  /** Restores what a marker file says beside its files. */
  void restore(
      Phase processing,
      Phase overall,
      @Nullable Instant lastUpdated,
      @Nullable Instant startedAt,
      @Nullable Instant processedAt,
      @Nullable Instant heartbeat) {
    this.processing = processing;
    this.overall = overall;
    this.lastUpdated = lastUpdated;
    this.startedAt = startedAt;
    this.processedAt = processedAt;
    this.heartbeat = heartbeat;
  }
}
