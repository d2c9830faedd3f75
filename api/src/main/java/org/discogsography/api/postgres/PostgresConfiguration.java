package org.discogsography.api.postgres;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import org.discogsography.api.settings.ApiSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the pool of connections to PostgreSQL; it fills while the service runs already. */
@Configuration(proxyBeanMethods = false)
class PostgresConfiguration {

  /** A request that waits longer for a connection is answered better without one. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

  @Bean(destroyMethod = "close")
  HikariDataSource postgres(ApiSettings settings) {
    HikariDataSource pool = settings.postgres().openPool("api");
    pool.setConnectionTimeout(LONGEST_WAIT.toMillis());
    return pool;
  }
}
