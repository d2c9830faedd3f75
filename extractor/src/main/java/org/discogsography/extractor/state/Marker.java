package org.discogsography.extractor.state;

import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.discogsography.common.messages.DataType;
import org.discogsography.extractor.dumps.DumpFile;
import org.discogsography.extractor.dumps.DumpVersion;
import org.jspecify.annotations.Nullable;

/**
 * What has been fetched and published of one dump version, over all sessions.
 *
 * <p>The start of processing belongs to the first session and never moves: consumers delete what is
 * older. To be used by one thread.
 */
public final class Marker {

  private final String version;
  private final Map<String, FileDownload> downloads = new LinkedHashMap<>();
  private final Map<String, FileProgress> files = new LinkedHashMap<>();
  private final Map<String, DataType> types = new LinkedHashMap<>();
  private final Stage download = new Stage();
  private final Stage processing = new Stage();
  private final Stage publishing = new Stage();

  private int filesToDownload;
  private @Nullable Instant lastUpdated;
  private @Nullable Instant heartbeat;
  private @Nullable String currentFile;
  private Phase overall = Phase.PENDING;

  /** A marker of a version of which nothing has been published. */
  public Marker(String version) {
    this.version = version;
  }

  /** Starts to fetch, or to make sure of what was fetched before. */
  public void startDownload(int filesTotal, Instant now) {
    download.restart(now);
    downloads.clear();
    filesToDownload = filesTotal;
    overall = Phase.IN_PROGRESS;
  }

  /** Corrects the number of files that are to be fetched. */
  public void filesToDownload(int count) {
    filesToDownload = count;
  }

  public void startDownloadOf(String name, Instant now) {
    downloads.put(name, FileDownload.begun(now));
  }

  /**
   * Notes a file that is here. If other bytes than these were published before, the file is to be
   * published again, and only it.
   *
   * @param checksum SHA-256, null if unknown
   */
  public void downloaded(DumpFile file, @Nullable String checksum, Instant now) {
    FileDownload begun = downloads.getOrDefault(file.name(), FileDownload.begun(now));
    downloads.put(file.name(), begun.completed(file.size(), checksum, now));
    filesToDownload = Math.max(filesToDownload, downloads.size());
    types.put(file.name(), file.type());
    FileProgress known = files.get(file.name());
    if (known != null
        && known.phase() == Phase.COMPLETED
        && checksum != null
        && known.sourceChecksum() != null
        && !checksum.equals(known.sourceChecksum())) {
      files.remove(file.name());
      reopen();
    }
  }

  private void reopen() {
    if (processing.phase() == Phase.COMPLETED) {
      processing.restore(Phase.IN_PROGRESS, processing.startedAt(), null);
    }
    if (publishing.phase() == Phase.COMPLETED) {
      publishing.restore(Phase.IN_PROGRESS, publishing.startedAt(), null);
    }
    overall = overall == Phase.COMPLETED ? Phase.IN_PROGRESS : overall;
  }

  public void completeDownload(Instant now) {
    download.complete(now);
  }

  /** The dump cannot be had; the next run tries again. */
  public void failDownload(String reason) {
    download.fail(reason);
    overall = Phase.FAILED;
  }

  /** Starts or resumes processing. Completed files stay so; what is gone from the dump goes. */
  public void startProcessing(DumpVersion dump, Instant now) {
    Map<String, FileProgress> before = new LinkedHashMap<>(files);
    files.clear();
    types.clear();
    for (DumpFile file : dump.files()) {
      files.put(file.name(), before.getOrDefault(file.name(), FileProgress.pending()));
      types.put(file.name(), file.type());
    }
    Instant done = processing.completedAt();
    processing.resume(now);
    if (pending().isEmpty()) {
      processing.complete(done == null ? now : done);
    }
    publishing.resume(now);
    overall = Phase.IN_PROGRESS;
  }

  /**
   * Starts a file, or goes on with it.
   *
   * @param fingerprint of what makes messages of its bytes
   * @return how many of its first records are dealt with already
   */
  public long startFile(String name, String fingerprint, Instant now) {
    FileDownload fetched = downloads.get(name);
    String checksum = fetched == null ? null : fetched.checksum();
    FileProgress before = file(name);
    FileProgress started =
        before.canGoOn(checksum, fingerprint)
            ? before.in(Phase.IN_PROGRESS)
            : FileProgress.begun(checksum, fingerprint, now);
    files.put(name, started);
    currentFile = name;
    return started.counts().confirmed();
  }

  /** Notes what of the running file is confirmed. */
  public void countFile(String name, RecordCounts counts, long frames, Instant now) {
    files.put(name, file(name).counted(Phase.IN_PROGRESS, counts, frames, null));
    heartbeat = now;
  }

  public void completeFile(String name, RecordCounts counts, long frames, Instant now) {
    files.put(name, file(name).counted(Phase.COMPLETED, counts, frames, now));
    heartbeat = now;
  }

  /** Notes that a file cannot be published; the next run tries again. */
  public void failFile(String name, String reason) {
    files.computeIfPresent(name, (key, file) -> file.in(Phase.FAILED));
    failProcessing(reason);
  }

  /** Notes that no file can be published; the next run tries again. */
  public void failProcessing(String reason) {
    processing.fail(reason);
    overall = Phase.FAILED;
  }

  /** Notes that the broker does not take what is to be said; the next run goes on from here. */
  public void failPublishing(String reason) {
    if (processing.phase() != Phase.COMPLETED) {
      processing.fail(reason);
    }
    publishing.fail(reason);
    overall = Phase.FAILED;
  }

  /** All files are published; what is left is to say so. */
  public void completeProcessing(Instant now) {
    processing.complete(now);
    currentFile = null;
  }

  /** Everybody has been told: the version is done. */
  public void completeExtraction(Instant now) {
    publishing.complete(now);
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

  /** True if a session before has published something that need not be published again. */
  boolean hasProgress() {
    return files.values().stream()
        .anyMatch(file -> file.phase() == Phase.COMPLETED || file.counts().confirmed() > 0);
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
    files.forEach((name, file) -> counts.merge(type(name), file.published(), Long::sum));
    return counts;
  }

  /** Bytes of the dump files by type; types without a file are absent. */
  public Map<DataType, Long> sizes() {
    Map<DataType, Long> sizes = new EnumMap<>(DataType.class);
    downloads.forEach((name, file) -> sizes.merge(type(name), file.bytes(), Long::sum));
    return sizes;
  }

  private DataType type(String name) {
    return Objects.requireNonNull(types.get(name), name);
  }

  /** What was published of a file. */
  public FileProgress file(String name) {
    FileProgress file = files.get(name);
    if (file == null) {
      throw new IllegalArgumentException("no file " + name + " in this version");
    }
    return file;
  }

  /** Start of processing in the first session; null before it. */
  public @Nullable Instant startedAt() {
    return processing.startedAt();
  }

  public String version() {
    return version;
  }

  Map<String, FileDownload> downloads() {
    return downloads;
  }

  Map<String, FileProgress> files() {
    return files;
  }

  Map<String, DataType> types() {
    return types;
  }

  Stage download() {
    return download;
  }

  Stage processing() {
    return processing;
  }

  Stage publishing() {
    return publishing;
  }

  int filesToDownload() {
    return filesToDownload;
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

  @Nullable Instant heartbeat() {
    return heartbeat;
  }

  @Nullable String currentFile() {
    return currentFile;
  }

  /** Restores what a marker file says beside its phases and files. */
  void restore(Phase known, @Nullable Instant updated, @Nullable Instant confirmed) {
    overall = known;
    lastUpdated = updated;
    heartbeat = confirmed;
  }
}
