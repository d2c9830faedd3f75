package org.discogsography.extractor.acquisition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.discogsography.common.messages.Source;
import org.discogsography.common.settings.ConfigurationException;
import org.discogsography.common.settings.Settings;
import org.junit.jupiter.api.Test;

class PolitenessTest {

  private static final Instant NOW = Instant.parse("2026-04-02T10:00:00Z");

  private final Politeness discogs = settings(Source.DISCOGS, Map.of()).politeness();
  private final Politeness musicBrainz = settings(Source.MUSICBRAINZ, Map.of()).politeness();

  @Test
  void sitesHaveTheirOwnGapAndPatience() {
    assertThat(discogs.gap()).isEqualTo(Duration.ofSeconds(5));
    assertThat(discogs.longestBusyPause()).isEqualTo(Duration.ofSeconds(7200));
    assertThat(musicBrainz.gap()).isEqualTo(Duration.ofSeconds(2));
    assertThat(musicBrainz.longestBusyPause()).isEqualTo(Duration.ofSeconds(1800));
    assertThat(List.of(discogs, musicBrainz))
        .allSatisfy(site -> {
          assertThat(site.connectTimeout()).isEqualTo(Duration.ofSeconds(120));
          assertThat(site.idleTimeout()).isEqualTo(Duration.ofSeconds(120));
          assertThat(site.busyRetries()).isEqualTo(5);
          assertThat(site.attempts()).isEqualTo(3);
          assertThat(site.userAgent()).isEqualTo("discogsography-extractor/9.9");
        });
  }

  @Test
  void pauseIsWhatTheSiteAsksForInSeconds() {
    assertThat(discogs.busyPause("90", 1, NOW)).isEqualTo(Duration.ofSeconds(90));
    assertThat(discogs.busyPause(" 0 ", 1, NOW)).isEqualTo(Duration.ZERO);
  }

  @Test
  void pauseIsWhatTheSiteAsksForAsADate() {
    assertThat(discogs.busyPause("Thu, 02 Apr 2026 10:02:00 GMT", 1, NOW))
        .isEqualTo(Duration.ofSeconds(120));
    assertThat(discogs.busyPause("Thu, 02 Apr 2026 09:00:00 GMT", 1, NOW)).isZero();
  }

  @Test
  void pauseIsCapped() {
    assertThat(discogs.busyPause("7200", 1, NOW)).isEqualTo(Duration.ofSeconds(7200));
    assertThat(discogs.busyPause("7201", 1, NOW)).isEqualTo(Duration.ofSeconds(7200));
    assertThat(musicBrainz.busyPause("99999999", 1, NOW)).isEqualTo(Duration.ofSeconds(1800));
    assertThat(musicBrainz.busyPause("Fri, 02 Apr 2027 10:02:00 GMT", 1, NOW))
        .isEqualTo(Duration.ofSeconds(1800));
    assertThat(musicBrainz.busyPause(null, 9, NOW)).isEqualTo(Duration.ofSeconds(1800));
  }

  @Test
  void pauseDoublesWhereTheSiteAsksForNothingSensible() {
    assertThat(IntStream.rangeClosed(1, 4).mapToObj(retry -> discogs.busyPause(null, retry, NOW)))
        .containsExactly(
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            Duration.ofSeconds(120),
            Duration.ofSeconds(240));
    assertThat(discogs.busyPause("soon", 2, NOW)).isEqualTo(Duration.ofSeconds(60));
    assertThat(discogs.busyPause("", 1, NOW)).isEqualTo(Duration.ofSeconds(30));
    assertThat(discogs.busyPause("99999999999999999999", 1, NOW)).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void attemptsAreTwoAndFourSecondsApart() {
    assertThat(discogs.retryPause(1)).isEqualTo(Duration.ofSeconds(2));
    assertThat(discogs.retryPause(2)).isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void variablesHaveTheDocumentedNames() {
    AcquisitionSettings given =
        settings(
            Source.DISCOGS,
            Map.of(
                "DISCOGS_DUMP_URL", "http://mirror.example/dumps",
                "DUMP_USER_AGENT", "me",
                "DUMP_REQUEST_GAP_SECS", "0.5",
                "DUMP_KEEP_VERSIONS", "0"));
    assertThat(given.site()).isEqualTo(URI.create("http://mirror.example/dumps/"));
    assertThat(given.politeness().userAgent()).isEqualTo("me");
    assertThat(given.politeness().gap()).isEqualTo(Duration.ofMillis(500));
    assertThat(given.keepVersions()).isZero();
    assertThat(settings(Source.DISCOGS, Map.of()).site())
        .isEqualTo(URI.create("https://data.discogs.com/"));
    assertThat(settings(Source.DISCOGS, Map.of()).keepVersions()).isEqualTo(2);
    assertThat(settings(Source.MUSICBRAINZ, Map.of()).site().toString()).endsWith("/json-dumps/");
  }

  @Test
  void addressThatIsNoneEndsTheStart() {
    for (String address : List.of("data.discogs.com", "ftp://x/", "http:// x/")) {
      assertThatThrownBy(() -> settings(Source.DISCOGS, Map.of("DISCOGS_DUMP_URL", address)))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("DISCOGS_DUMP_URL");
    }
  }

  @Test
  void onlyVersionsBeyondThoseToKeepAreDeleted() {
    List<String> versions = List.of("20260201", "20260401", "20260301", "20260301");
    assertThat(Retention.beyond(versions, 2, "20260401")).containsExactly("20260201");
    assertThat(Retention.beyond(versions, 0, "20260401")).isEmpty();
    assertThat(Retention.beyond(versions, 1, "20260201")).containsExactly("20260301");
  }

  private static AcquisitionSettings settings(Source source, Map<String, String> variables) {
    return AcquisitionSettings.from(Settings.from(variables::get), source, "9.9");
  }
}
