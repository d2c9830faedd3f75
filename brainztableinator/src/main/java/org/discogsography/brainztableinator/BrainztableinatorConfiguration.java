package org.discogsography.brainztableinator;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.discogsography.brainztableinator.entities.EntityTable;
import org.discogsography.brainztableinator.entities.EntityWriter;
import org.discogsography.brainztableinator.purge.StaleEntities;
import org.discogsography.common.consuming.ConsumerDefinition;
import org.discogsography.common.consuming.ConsumerProcess;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.Source;
import org.discogsography.common.postgres.PostgresFailures;
import org.discogsography.common.postgres.PostgresProbe;
import org.discogsography.common.purge.StalePurge;
import org.discogsography.common.settings.Settings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Puts the brainztableinator together. Beans close in reverse order: the process, then its pool.
 */
@Configuration(proxyBeanMethods = false)
class BrainztableinatorConfiguration {

  private static final String SERVICE = "brainztableinator";

  @Bean
  BrainztableinatorSettings settings(Environment environment) {
    return BrainztableinatorSettings.from(Settings.from(environment::getProperty));
  }

  @Bean
  PrometheusMeterRegistry metrics() {
    return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  }

  @Bean
  HikariDataSource pool(BrainztableinatorSettings settings) {
    return settings.postgres().openPool(SERVICE);
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  ConsumerProcess brainztableinator(
      BrainztableinatorSettings settings, HikariDataSource pool, PrometheusMeterRegistry metrics) {
    ConsumerDefinition definition =
        new ConsumerDefinition(
            SERVICE,
            "PostgreSQL",
            writers(pool),
            new StalePurge(new StaleEntities(pool), settings.purgeMaxDeleteFraction(), metrics),
            new PostgresProbe(pool, EntityTable.everyTable()),
            new PostgresFailures());
    return new ConsumerProcess(
        definition,
        settings.consumer(),
        settings.broker(),
        metrics,
        Map.of(),
        settings.startupDelay());
  }

  private static Map<DataType, EntityWriter> writers(DataSource pool) {
    return Source.MUSICBRAINZ.types().stream()
        .collect(Collectors.toMap(Function.identity(), type -> new EntityWriter(type, pool)));
  }
}
