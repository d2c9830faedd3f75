package org.discogsography.extractor.extraction;

import java.nio.file.Path;
import java.time.Duration;
import org.discogsography.common.messages.Source;
import org.discogsography.common.messages.TopologyNames;
import org.discogsography.common.settings.Settings;
import org.discogsography.extractor.discogs.ReadLimits;
import org.jspecify.annotations.Nullable;

/**
 * How the extractor runs.
 *
 * @param root folder with the dumps of the source
 * @param stateFolder folder with the marker files
 * @param offline whether only local files may be used
 * @param checkPeriod between two runs; zero = only when triggered
 * @param failureCooldown between a failed first run and the end of the process
 * @param stateSaveInterval records between two saves of the marker
 * @param progressLogInterval records between two debug lines
 * @param triggerToken shared secret of {@code POST /trigger}, null = open
 */
public record ExtractorSettings(
    Path root,
    Path stateFolder,
    boolean offline,
    TopologyNames names,
    Duration checkPeriod,
    int healthPort,
    ReadLimits limits,
    int stateSaveInterval,
    int progressLogInterval,
    Duration failureCooldown,
    @Nullable String triggerToken) {

  private static final long QUEUE_BYTES = 16L << 20;

  /** Reads the settings of a process for this source. */
  public static ExtractorSettings from(Settings settings, Source source) {
    Path root =
        Path.of(
            switch (source) {
              case DISCOGS -> settings.text("DISCOGS_ROOT", "/discogs-data");
              case MUSICBRAINZ -> settings.text("MUSICBRAINZ_ROOT", "/musicbrainz-data");
            });
    String prefix =
        switch (source) {
          case DISCOGS -> settings.text("DISCOGS_EXCHANGE_PREFIX", "discogsography-discogs");
          case MUSICBRAINZ ->
              settings.text("MUSICBRAINZ_EXCHANGE_PREFIX", "discogsography-musicbrainz");
        };
    String state = settings.optional("EXTRACTOR_STATE_DIR");
    return new ExtractorSettings(
        root,
        state == null ? root : Path.of(state),
        settings.flag("DUMP_OFFLINE", false),
        new TopologyNames(source, prefix),
        Duration.ofDays(settings.wholeNumber("PERIODIC_CHECK_DAYS", 15, 0)),
        settings.wholeNumber("HEALTH_PORT", 8000, 0),
        new ReadLimits(
            settings.wholeNumber("MAX_WORKERS", Runtime.getRuntime().availableProcessors(), 1),
            settings.wholeNumber("BATCH_SIZE", 100, 1),
            settings.wholeNumber("QUEUE_SIZE", 5_000, 1),
            QUEUE_BYTES),
        settings.wholeNumber("STATE_SAVE_INTERVAL", 5_000, 1),
        settings.wholeNumber("PROGRESS_LOG_INTERVAL", 1_000, 1),
        settings.seconds("FAILURE_COOLDOWN_SECS", 600),
        settings.optional("EXTRACTOR_TRIGGER_TOKEN"));
  }
}
