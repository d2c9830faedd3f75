package org.discogsography.extractor.extraction;

import java.nio.file.Path;
import java.util.Map;
import org.discogsography.common.messages.Source;
import org.discogsography.common.settings.Settings;

/** Settings for a test folder. */
final class TestSettings {

  private TestSettings() {}

  /** Dumps and marker files in one folder. */
  static ExtractorSettings of(Path folder, String prefix, String cooldownSeconds) {
    return of(folder, folder, prefix, cooldownSeconds);
  }

  static ExtractorSettings of(Path dumps, Path state, String prefix, String cooldownSeconds) {
    return of(dumps, state, prefix, cooldownSeconds, true);
  }

  static ExtractorSettings of(
      Path dumps, Path state, String prefix, String cooldownSeconds, boolean offline) {
    return of(Source.DISCOGS, dumps, state, prefix, cooldownSeconds, offline);
  }

  static ExtractorSettings of(
      Source source,
      Path dumps,
      Path state,
      String prefix,
      String cooldownSeconds,
      boolean offline) {
    String name = source.name();
    Map<String, String> variables =
        Map.of(
            name + "_ROOT",
            dumps.toString(),
            "EXTRACTOR_STATE_DIR",
            state.toString(),
            "DUMP_OFFLINE",
            String.valueOf(offline),
            name + "_EXCHANGE_PREFIX",
            prefix,
            "PERIODIC_CHECK_DAYS",
            "0",
            "HEALTH_PORT",
            "0",
            "FAILURE_COOLDOWN_SECS",
            cooldownSeconds,
            "STATE_SAVE_INTERVAL",
            "100");
    return ExtractorSettings.from(Settings.from(variables::get), source);
  }
}
