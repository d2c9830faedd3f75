package org.discogsography.common.neo4j;

import java.io.File;
import java.util.concurrent.TimeUnit;
import org.discogsography.common.settings.ConfigurationException;
import org.discogsography.common.settings.HostAndPort;
import org.discogsography.common.settings.Settings;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Config;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Logging;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where Neo4j is, who we are there, and whether the connection is encrypted.
 *
 * @param uri a full address such as {@code bolt://host:7687}
 * @param tls encrypt the connection; never set when the address itself asks for encryption
 * @param tlsVerify check the server's certificate and name
 * @param tlsCaFile PEM file of the authorities to trust instead of the system's
 */
public record Neo4jSettings(
    String uri,
    String username,
    String password,
    boolean tls,
    boolean tlsVerify,
    @Nullable String tlsCaFile) {

  private static final Logger log = LoggerFactory.getLogger(Neo4jSettings.class);
  private static final int DEFAULT_PORT = 7687;
  private static final int POOL_SIZE = 50;
  private static final int CONNECT_TIMEOUT_SECONDS = 10;

  /**
   * Reads {@code NEO4J_HOST} (a host, which may hold its port, or an address with {@code ://} which
   * is used unchanged), {@code _PORT}, {@code _USERNAME}, {@code _PASSWORD}, {@code _TLS_ENABLED},
   * {@code _TLS_VERIFY} and {@code _TLS_CA_FILE}.
   */
  public static Neo4jSettings from(Settings settings) {
    String host = settings.required("NEO4J_HOST");
    int port = settings.port("NEO4J_PORT", DEFAULT_PORT);
    String uri = host.contains("://") ? host : "bolt://" + HostAndPort.parse(host, port);
    boolean tls = isOneOf(settings.optional("NEO4J_TLS_ENABLED"), "true", "1", "yes");
    boolean verify = !isOneOf(settings.optional("NEO4J_TLS_VERIFY"), "false", "0", "no");
    if (tls && uri.matches("[^:]+\\+(s|ssc)://.*")) {
      log.warn(
          "⚠️ NEO4J_TLS_ENABLED is ignored: the address in NEO4J_HOST asks for encryption itself");
      tls = false;
    }
    return new Neo4jSettings(
        uri,
        settings.required("NEO4J_USERNAME"),
        settings.required("NEO4J_PASSWORD"),
        tls,
        verify,
        settings.optional("NEO4J_TLS_CA_FILE"));
  }

  private static boolean isOneOf(@Nullable String value, String... words) {
    for (String word : words) {
      if (word.equalsIgnoreCase(value)) {
        return true;
      }
    }
    return false;
  }

  /** Opens a driver; no connection is made before its first use. */
  public Driver openDriver() {
    Config.ConfigBuilder config =
        Config.builder()
            .withMaxConnectionPoolSize(POOL_SIZE)
            .withMaxConnectionLifetime(30, TimeUnit.MINUTES)
            .withConnectionAcquisitionTimeout(60, TimeUnit.SECONDS)
            .withConnectionTimeout(CONNECT_TIMEOUT_SECONDS, TimeUnit.SECONDS)
            .withMaxTransactionRetryTime(0, TimeUnit.SECONDS)
            .withUserAgent("discogsography")
            // the default one writes out every message, parameters and all, before it drops it
            .withLogging(Logging.slf4j());
    if (tls && tlsVerify) {
      log.info("🛡️ Encrypting the connection to Neo4j");
      config.withEncryption().withTrustStrategy(trusted());
    } else if (tls) {
      log.warn("⚠️ Encrypting the connection to Neo4j without checking the server's identity");
      config.withEncryption().withTrustStrategy(Config.TrustStrategy.trustAllCertificates());
    }
    try {
      return GraphDatabase.driver(uri, AuthTokens.basic(username, password), config.build());
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          "NEO4J_HOST is no usable address: " + uri + " (" + e.getMessage() + ")", e);
    }
  }

  private Config.TrustStrategy trusted() {
    if (tlsCaFile == null) {
      return Config.TrustStrategy.trustSystemCertificates();
    }
    File file = new File(tlsCaFile);
    if (!file.canRead()) {
      throw new ConfigurationException(
          "NEO4J_TLS_CA_FILE: "
              + file
              + " cannot be read; check that it exists and who may read it");
    }
    return Config.TrustStrategy.trustCustomCertificateSignedBy(file);
  }

  @Override
  public String toString() {
    return uri + " as " + username;
  }
}
