package org.discogsography.extractor.extraction;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.Source;
import org.jspecify.annotations.Nullable;

/**
 * The single place that says what the extractor is doing; written by the run, read by observers.
 */
public final class Progress {

  private static final long UNKNOWN = -1;

  private final Clock clock;
  private final Source source;
  private volatile Map<DataType, TypeProgress> types;

  private ExtractionStatus status = ExtractionStatus.IDLE;
  private @Nullable String runId;
  private @Nullable Instant startedAt;
  private @Nullable Instant finishedAt;
  private @Nullable Instant nextCheckAt;
  private @Nullable Instant readingSince;
  private @Nullable String version;
  private @Nullable String task;
  private @Nullable String error;
  private int errors;
  private int completedFiles;
  private @Nullable Instant fetchingSince;
  private String fetchedFile = "";
  private long fetchedFileBytes;
  private long fetchedFileTotal;
  private long fetchedBefore;
  private long fetchedNow;
  private long toFetch;
  private final List<String> activeFiles = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  public Progress(Clock clock, Source source) {
    this.clock = clock;
    this.source = source;
    this.types = fresh(source);
  }

  private static Map<DataType, TypeProgress> fresh(Source source) {
    Map<DataType, TypeProgress> types = new EnumMap<>(DataType.class);
    source.types().forEach(type -> types.put(type, new TypeProgress()));
    return types;
  }

  /**
   * What observers see at one moment.
   *
   * @param startedAt start of the current or last run
   * @param finishedAt its end, null while it runs
   * @param version dump version of the current or last run
   * @param readingFor time since the run began to read its first file, zero before and after
   * @param task what is being done or waited for
   * @param fetching null while no files are fetched
   * @param error the last failure of the last run
   * @param warnings what looks odd in the dump of the last run
   */
  public record View(
      ExtractionStatus status,
      @Nullable String runId,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt,
      @Nullable Instant nextCheckAt,
      Duration readingFor,
      @Nullable String version,
      @Nullable String task,
      @Nullable Fetching fetching,
      @Nullable String error,
      int errors,
      int completedFiles,
      List<String> activeFiles,
      List<String> warnings,
      Map<DataType, TypeProgress> types) {

    public long records() {
      return sum(type -> type.records().get());
    }

    public long bytesTotal() {
      return sum(type -> type.bytesTotal().get());
    }

    public long bytesRead() {
      return sum(type -> type.bytesRead().get());
    }

    /** Records that this run published a second; null while it reads nothing. */
    public @Nullable Long recordsPerSecond() {
      long now = records() - sum(TypeProgress::earlierRecords);
      return readingFor.toMillis() == 0 ? null : now * 1_000 / readingFor.toMillis();
    }

    /** Seconds until all files are read if it goes on like this; null if nothing tells. */
    public @Nullable Long secondsLeft() {
      long now = bytesRead() - sum(TypeProgress::earlierBytes);
      return readingFor.isZero() || now <= 0
          ? null
          : Math.round((double) readingFor.toSeconds() * (bytesTotal() - bytesRead()) / now);
    }

    private long sum(ToLongFunction<TypeProgress> value) {
      return types.values().stream().mapToLong(value).sum();
    }

    public List<String> completedTypes() {
      return types.entrySet().stream()
          .filter(type -> type.getValue().completed())
          .map(type -> type.getKey().text())
          .toList();
    }
  }

  public synchronized View view() {
    return new View(
        status,
        runId,
        startedAt,
        finishedAt,
        nextCheckAt,
        readingSince == null ? Duration.ZERO : Duration.between(readingSince, clock.instant()),
        version,
        task,
        fetching(),
        error,
        errors,
        completedFiles,
        List.copyOf(activeFiles),
        List.copyOf(warnings),
        types);
  }

  private @Nullable Fetching fetching() {
    return fetchingSince == null
        ? null
        : new Fetching(
            fetchedFile,
            Math.max(0, fetchedFileBytes),
            fetchedFileTotal,
            fetchedBefore + Math.max(0, fetchedFileBytes),
            toFetch,
            fetchedNow,
            Duration.between(fetchingSince, clock.instant()));
  }

  public TypeProgress type(DataType type) {
    TypeProgress progress = types.get(type);
    if (progress == null) {
      throw new IllegalArgumentException(type + " is no type of " + source);
    }
    return progress;
  }

  synchronized void begin(RunRequest request) {
    types = fresh(source);
    status = ExtractionStatus.RUNNING;
    runId = request.id();
    startedAt = clock.instant();
    finishedAt = null;
    nextCheckAt = null;
    readingSince = null;
    version = null;
    task = null;
    error = null;
    errors = 0;
    completedFiles = 0;
    fetchingSince = null;
    fetchedBefore = 0;
    fetchedNow = 0;
    toFetch = 0;
    activeFiles.clear();
    warnings.clear();
  }

  synchronized void version(String found) {
    version = found;
  }

  /** What is being done or waited for. */
  public synchronized void task(@Nullable String now) {
    task = now;
  }

  synchronized void toFetch(long bytes) {
    toFetch = bytes;
  }

  synchronized void fetching(String file) {
    fetchingSince = fetchingSince == null ? clock.instant() : fetchingSince;
    fetchedFile = file;
    fetchedFileBytes = UNKNOWN;
    fetchedFileTotal = 0;
    task = "checking " + file;
  }

  /** A file that is continued starts with what was here before. */
  synchronized void received(String file, long bytes, long total) {
    if (fetchedFileBytes != UNKNOWN && bytes > fetchedFileBytes) {
      fetchedNow += bytes - fetchedFileBytes;
    }
    fetchedFileBytes = bytes;
    fetchedFileTotal = total;
    task = "downloading " + file;
  }

  synchronized void verified(long size) {
    fetchedBefore += size;
    fetchedFileBytes = 0;
    fetchedFileTotal = 0;
  }

  synchronized void fetched() {
    fetchingSince = null;
    task = null;
  }

  synchronized void fileStarted(DataType type, String file) {
    readingSince = readingSince == null ? clock.instant() : readingSince;
    activeFiles.add(file);
    type(type).active(true);
    task = "reading " + file;
  }

  synchronized void fileEnded(DataType type, String file, boolean done) {
    activeFiles.remove(file);
    type(type).active(false);
    completedFiles += done ? 1 : 0;
    task = null;
  }

  /** Notes what looks odd; at most a few sentences a run. */
  synchronized void warning(String message) {
    warnings.add(message);
  }

  synchronized void error(String message) {
    error = message;
    errors++;
  }

  synchronized void end(ExtractionStatus result) {
    status = result;
    finishedAt = clock.instant();
    readingSince = null;
    fetchingSince = null;
    task = null;
    activeFiles.clear();
  }

  /** The next run is waited for; a failure stays visible meanwhile. */
  synchronized void waiting(String what, @Nullable Instant next) {
    if (status == ExtractionStatus.COMPLETED) {
      status = ExtractionStatus.WAITING;
    }
    task = what;
    nextCheckAt = next;
  }
}
