package org.discogsography.extractor.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.discogsography.common.messages.Source;
import org.discogsography.common.messages.TopologyNames;
import org.discogsography.common.settings.Settings;
import org.discogsography.extractor.discogs.ReadLimits;
import org.discogsography.extractor.publish.PublishSettings;
import org.junit.jupiter.api.Test;

class ExtractorSettingsTest {

  @Test
  void defaultsAreTheDocumentedOnes() {
    assertThat(ExtractorSettings.from(Settings.from(name -> null), Source.DISCOGS))
        .isEqualTo(
            new ExtractorSettings(
                Path.of("/discogs-data"),
                Path.of("/discogs-data"),
                false,
                new TopologyNames(Source.DISCOGS, "discogsography-discogs"),
                Duration.ofDays(15),
                8000,
                new ReadLimits(
                    Runtime.getRuntime().availableProcessors(), 100, 5_000, 16L * 1024 * 1024),
                5_000,
                1_000,
                Duration.ofMinutes(10),
                null));
    assertThat(PublishSettings.from(Settings.from(name -> null)))
        .isEqualTo(
            new PublishSettings(
                100, 256 * 1024, 256, 16L * 1024 * 1024, 134_217_728, PublishSettings.TIMINGS));
  }

  @Test
  void variablesHaveTheDocumentedNames() {
    Map<String, String> variables =
        Map.ofEntries(
            Map.entry("DISCOGS_ROOT", "/dumps"),
            Map.entry("EXTRACTOR_STATE_DIR", "/state"),
            Map.entry("DUMP_OFFLINE", "true"),
            Map.entry("DISCOGS_EXCHANGE_PREFIX", "other"),
            Map.entry("PERIODIC_CHECK_DAYS", "0"),
            Map.entry("HEALTH_PORT", "9000"),
            Map.entry("MAX_WORKERS", "3"),
            Map.entry("BATCH_SIZE", "7"),
            Map.entry("QUEUE_SIZE", "70"),
            Map.entry("STATE_SAVE_INTERVAL", "11"),
            Map.entry("PROGRESS_LOG_INTERVAL", "12"),
            Map.entry("FAILURE_COOLDOWN_SECS", "0"),
            Map.entry("EXTRACTOR_TRIGGER_TOKEN", "secret"),
            Map.entry("PUBLISH_FRAME_RECORDS", "1"),
            Map.entry("MAX_MESSAGE_BYTES", "1000"));
    Settings settings = Settings.from(variables::get);
    assertThat(ExtractorSettings.from(settings, Source.DISCOGS))
        .isEqualTo(
            new ExtractorSettings(
                Path.of("/dumps"),
                Path.of("/state"),
                true,
                new TopologyNames(Source.DISCOGS, "other"),
                Duration.ZERO,
                9000,
                new ReadLimits(3, 7, 70, 16L * 1024 * 1024),
                11,
                12,
                Duration.ZERO,
                "secret"));
    assertThat(PublishSettings.from(settings).frameRecords()).isEqualTo(1);
    assertThat(PublishSettings.from(settings).maxMessageBytes()).isEqualTo(1000);
  }
}
