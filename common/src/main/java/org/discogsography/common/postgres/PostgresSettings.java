package org.discogsography.common.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.discogsography.common.settings.HostAndPort;
import org.discogsography.common.settings.Settings;

/**
 * Where PostgreSQL is, who we are there, and how many connections we may hold.
 *
 * @param poolMin idle connections kept, at most {@code poolMax}
 * @param poolMax connections at most
 */
public record PostgresSettings(
    HostAndPort address,
    String database,
    String username,
    String password,
    int poolMin,
    int poolMax) {

  private static final int DEFAULT_PORT = 5432;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration ACQUIRE_TIMEOUT = Duration.ofSeconds(15);
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(30);

  public PostgresSettings {
    poolMin = Math.min(poolMin, poolMax);
  }

  /**
   * Reads {@code POSTGRES_HOST} (may hold a port), {@code _PORT}, {@code _USERNAME}, {@code
   * _PASSWORD}, {@code _DATABASE}, {@code _POOL_MIN_SIZE} and {@code _POOL_MAX_SIZE}.
   *
   * @param poolMin default of the service
   * @param poolMax default of the service
   */
  public static PostgresSettings from(Settings settings, int poolMin, int poolMax) {
    int port = settings.port("POSTGRES_PORT", DEFAULT_PORT);
    return new PostgresSettings(
        HostAndPort.parse(settings.required("POSTGRES_HOST"), port),
        settings.required("POSTGRES_DATABASE"),
        settings.required("POSTGRES_USERNAME"),
        settings.required("POSTGRES_PASSWORD"),
        settings.wholeNumber("POSTGRES_POOL_MIN_SIZE", poolMin, 1),
        settings.wholeNumber("POSTGRES_POOL_MAX_SIZE", poolMax, 1));
  }

  /** The JDBC address; holds no credentials. */
  public String jdbcUrl() {
    return "jdbc:postgresql://%s/%s"
        .formatted(address, URLEncoder.encode(database, StandardCharsets.UTF_8));
  }

  /** Opens a pool; it connects in the background and does not fail while the server is away. */
  public HikariDataSource openPool(String poolName) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(poolName);
    config.setJdbcUrl(jdbcUrl());
    config.setUsername(username);
    config.setPassword(password);
    config.setMinimumIdle(poolMin);
    config.setMaximumPoolSize(poolMax);
    config.setConnectionTimeout(ACQUIRE_TIMEOUT.toMillis());
    config.setKeepaliveTime(KEEP_ALIVE.toMillis());
    config.setInitializationFailTimeout(-1);
    config.addDataSourceProperty("connectTimeout", CONNECT_TIMEOUT.toSeconds());
    config.addDataSourceProperty("loginTimeout", CONNECT_TIMEOUT.toSeconds());
    config.addDataSourceProperty("tcpKeepAlive", true);
    config.addDataSourceProperty("ApplicationName", poolName);
    return new HikariDataSource(config);
  }

  @Override
  public String toString() {
    return "%s/%s as %s".formatted(address, database, username);
  }
}
