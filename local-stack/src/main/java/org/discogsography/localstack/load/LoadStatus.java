package org.discogsography.localstack.load;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far a load has come.
 *
 * @param version of the dumps, once the extractor knows it
 * @param reason why the load failed, or what it waits for
 * @param download null while nothing is downloaded
 * @param types in canonical order
 * @param stored number of nodes and rows, empty until the load has ended
 */
public record LoadStatus(
    State state,
    @Nullable String version,
    @Nullable String reason,
    @Nullable DownloadStatus download,
    List<TypeStatus> types,
    Map<String, Long> stored) {

  /** The stages of a load, in their order. */
  public enum State {
    STARTING,
    DOWNLOADING,
    EXTRACTING,
    WRITING,
    POST_IMPORT,
    LOADED,
    FAILED;

    public boolean isFinal() {
      return this == LOADED || this == FAILED;
    }
  }

  /**
   * One data type.
   *
   * @param extracted records published in this run
   * @param bytesRead of the dump files of this type
   * @param graph records handled by the graphinator in this run of it
   * @param tables records handled by the tableinator in this run of it
   */
  public record TypeStatus(
      String type,
      long extracted,
      long bytesRead,
      long bytesTotal,
      boolean completed,
      long graph,
      long tables) {}

  /**
   * The dumps on their way to this machine.
   *
   * @param file that is coming
   * @param bytes of all files that are here
   * @param total bytes of all files, 0 if unknown
   * @param perSecond bytes a second, 0 if unknown
   * @param secondsLeft null if nothing tells
   */
  public record DownloadStatus(
      String file, long bytes, long total, long perSecond, @Nullable Long secondsLeft) {}

  /** A load of which nothing is downloaded now. */
  public LoadStatus(
      State state,
      @Nullable String version,
      @Nullable String reason,
      List<TypeStatus> types,
      Map<String, Long> stored) {
    this(state, version, reason, null, types, stored);
  }

  public LoadStatus {
    types = List.copyOf(types);
    stored = Map.copyOf(stored);
  }
}
