package org.discogsography.api.settings;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.discogsography.common.neo4j.Neo4jSettings;
import org.discogsography.common.postgres.PostgresSettings;
import org.discogsography.common.settings.Settings;
import org.jspecify.annotations.Nullable;

/**
 * Everything the API reads from its environment.
 *
 * @param queryTimeout limit of every graph query that has no shorter one; the server enforces it
 * @param facetsEnabled whether children of genres and styles are precomputed and read from there
 * @param corsOrigins browser origins that may read answers; empty = none
 * @param trustedProxies address ranges (CIDR) whose forwarded client addresses are believed
 * @param healthPort where health and metrics are served, apart from the API's own port
 */
public record ApiSettings(
    Neo4jSettings neo4j,
    PostgresSettings postgres,
    RedisSettings redis,
    Duration queryTimeout,
    boolean facetsEnabled,
    List<String> corsOrigins,
    List<String> trustedProxies,
    int healthPort) {

  private static final int DEFAULT_QUERY_TIMEOUT_SECONDS = 60;
  private static final int DEFAULT_HEALTH_PORT = 8005;
  private static final int POOL_MIN = 2;
  private static final int POOL_MAX = 8;
  private static final String DEFAULT_PROXIES = "172.20.0.0/16";

  /** The origins of the UIs on a developer's machine; production has none unless told. */
  private static final String DEVELOPMENT_ORIGINS = "http://localhost:3000,http://localhost:8003";

  public ApiSettings {
    corsOrigins = List.copyOf(corsOrigins);
    trustedProxies = List.copyOf(trustedProxies);
  }

  public static ApiSettings from(Settings settings) {
    boolean production = "production".equalsIgnoreCase(settings.text("ENVIRONMENT", "development"));
    ApiSettings result =
        new ApiSettings(
            Neo4jSettings.from(settings),
            PostgresSettings.from(settings, POOL_MIN, POOL_MAX),
            RedisSettings.from(settings),
            Duration.ofSeconds(
                settings.wholeNumber(
                    "MUSIC_QUERY_TIMEOUT_SECONDS", DEFAULT_QUERY_TIMEOUT_SECONDS, 1)),
            settings.flag("MUSIC_FACETS_ENABLED", true),
            commaList(
                settings.optional("CORS_ORIGINS") == null && production
                    ? null
                    : settings.text("CORS_ORIGINS", DEVELOPMENT_ORIGINS)),
            commaList(settings.text("FORWARDED_ALLOW_IPS", DEFAULT_PROXIES)),
            settings.wholeNumber("API_HEALTH_PORT", DEFAULT_HEALTH_PORT, 0));
    settings.verify();
    return result;
  }

  private static List<String> commaList(@Nullable String text) {
    return text == null
        ? List.of()
        : Arrays.stream(text.split(",", -1))
            .map(String::trim)
            .filter(part -> !part.isEmpty())
            .toList();
  }
}
