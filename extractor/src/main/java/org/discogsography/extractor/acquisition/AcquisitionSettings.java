package org.discogsography.extractor.acquisition;

import java.net.URI;
import java.time.Duration;
import org.discogsography.common.messages.Source;
import org.discogsography.common.settings.ConfigurationException;
import org.discogsography.common.settings.Settings;

/**
 * Where dumps come from and how many are kept.
 *
 * @param site with a trailing slash
 * @param keepVersions newest versions whose dump files stay; 0 = all
 */
public record AcquisitionSettings(URI site, Politeness politeness, int keepVersions) {

  private static final int KEEP_VERSIONS = 2;

  /**
   * Reads the settings for a source.
   *
   * @param serviceVersion of this program, told to the site
   * @throws ConfigurationException if the address is none
   */
  public static AcquisitionSettings from(Settings settings, Source source, String serviceVersion) {
    String agent = settings.text("DUMP_USER_AGENT", "discogsography-extractor/" + serviceVersion);
    int keep = settings.wholeNumber("DUMP_KEEP_VERSIONS", KEEP_VERSIONS, 0);
    return switch (source) {
      case DISCOGS ->
          new AcquisitionSettings(
              site(
                  "DISCOGS_DUMP_URL",
                  settings.text("DISCOGS_DUMP_URL", "https://data.discogs.com/")),
              Politeness.of(
                  agent, settings.seconds("DUMP_REQUEST_GAP_SECS", 5), Duration.ofSeconds(7200)),
              keep);
      case MUSICBRAINZ ->
          new AcquisitionSettings(
              site(
                  "MUSICBRAINZ_DUMP_URL",
                  settings.text(
                      "MUSICBRAINZ_DUMP_URL",
                      "https://data.metabrainz.org/pub/musicbrainz/data/json-dumps/")),
              Politeness.of(
                  agent, settings.seconds("DUMP_REQUEST_GAP_SECS", 2), Duration.ofSeconds(1800)),
              keep);
    };
  }

  private static URI site(String variable, String text) {
    try {
      URI address = URI.create(text.endsWith("/") ? text : text + "/");
      if (address.getHost() != null
          && ("https".equals(address.getScheme()) || "http".equals(address.getScheme()))) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          variable + " is no address: " + e.getMessage() + "; set it to one like https://host/");
    }
    throw new ConfigurationException(
        variable + " is no address of a site: '" + text + "'; set it to one like https://host/");
  }
}
