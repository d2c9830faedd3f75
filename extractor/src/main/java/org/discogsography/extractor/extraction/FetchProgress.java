package org.discogsography.extractor.extraction;

import java.io.IOException;
import java.time.Clock;
import org.discogsography.extractor.dumps.DumpFile;
import org.discogsography.extractor.state.Marker;
import org.discogsography.extractor.state.MarkerFolder;
import org.jspecify.annotations.Nullable;

/** Shows observers how far the fetching is, and notes in the marker what has come. */
final class FetchProgress implements FetchLog {

  private final Progress progress;
  private final @Nullable Marker marker;
  private final MarkerFolder markers;
  private final Clock clock;

  /**
   * @param marker null if nothing is to be noted yet
   */
  FetchProgress(Progress progress, @Nullable Marker marker, MarkerFolder markers, Clock clock) {
    this.progress = progress;
    this.marker = marker;
    this.markers = markers;
    this.clock = clock;
  }

  @Override
  public void planned(int files, long bytes) {
    progress.toFetch(bytes);
    if (marker != null) {
      marker.filesToDownload(files);
    }
  }

  @Override
  public void task(String now) {
    progress.task(now);
  }

  @Override
  public void begun(String file) throws IOException {
    progress.fetching(file);
    if (marker != null) {
      marker.startDownloadOf(file, clock.instant());
      markers.save(marker);
    }
  }

  @Override
  public void received(String file, long bytes, long total) {
    progress.received(file, bytes, total);
  }

  @Override
  public void verified(DumpFile file, @Nullable String checksum) throws IOException {
    progress.verified(file.size());
    if (marker != null) {
      marker.downloaded(file, checksum, clock.instant());
      markers.save(marker);
    }
  }
}
