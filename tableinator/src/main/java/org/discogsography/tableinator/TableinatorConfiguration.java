package org.discogsography.tableinator;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.discogsography.common.consuming.ConsumerDefinition;
import org.discogsography.common.consuming.ConsumerProcess;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.Source;
import org.discogsography.common.postgres.PostgresFailures;
import org.discogsography.common.postgres.PostgresProbe;
import org.discogsography.common.purge.StalePurge;
import org.discogsography.common.settings.Settings;
import org.discogsography.tableinator.purge.StaleRows;
import org.discogsography.tableinator.rows.RowWriter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Puts the tableinator together. Beans close in reverse order: the process, then its pool. */
@Configuration(proxyBeanMethods = false)
class TableinatorConfiguration {

  private static final String SERVICE = "tableinator";

  @Bean
  TableinatorSettings settings(Environment environment) {
    return TableinatorSettings.from(Settings.from(environment::getProperty));
  }

  @Bean
  PrometheusMeterRegistry metrics() {
    return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  }

  @Bean
  HikariDataSource pool(TableinatorSettings settings) {
    return settings.postgres().openPool(SERVICE);
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  ConsumerProcess tableinator(
      TableinatorSettings settings, HikariDataSource pool, PrometheusMeterRegistry metrics) {
    ConsumerDefinition definition =
        new ConsumerDefinition(
            SERVICE,
            "PostgreSQL",
            writers(pool),
            new StalePurge(new StaleRows(pool), settings.purgeMaxDeleteFraction(), metrics),
            new PostgresProbe(pool, Source.DISCOGS.types().stream().map(DataType::text).toList()),
            new PostgresFailures());
    return new ConsumerProcess(
        definition,
        settings.consumer(),
        settings.broker(),
        metrics,
        Map.of(),
        settings.startupDelay());
  }

  private static Map<DataType, RowWriter> writers(DataSource pool) {
    return Source.DISCOGS.types().stream()
        .collect(
            Collectors.toMap(
                Function.identity(), type -> new RowWriter(type, pool, InstantSource.system())));
  }
}
