package org.discogsography.extractor.extraction;

import java.nio.file.Path;
import java.util.Map;
import org.discogsography.common.settings.Settings;

/** Settings for a test folder. */
final class TestSettings {

  private TestSettings() {}

  static ExtractorSettings of(Path folder, String prefix, String cooldownSeconds) {
    Map<String, String> variables =
        Map.of(
            "DISCOGS_ROOT", folder.toString(),
            "DUMP_OFFLINE", "true",
            "DISCOGS_EXCHANGE_PREFIX", prefix,
            "PERIODIC_CHECK_DAYS", "0",
            "HEALTH_PORT", "0",
            "FAILURE_COOLDOWN_SECS", cooldownSeconds,
            "STATE_SAVE_INTERVAL", "100");
    return ExtractorSettings.from(Settings.from(variables::get));
  }
}
