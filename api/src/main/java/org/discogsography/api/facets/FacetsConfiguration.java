package org.discogsography.api.facets;

import java.time.InstantSource;
import javax.sql.DataSource;
import org.discogsography.api.caching.ImportGeneration;
import org.discogsography.api.graph.GraphReader;
import org.discogsography.api.settings.ApiSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the facets. */
@Configuration(proxyBeanMethods = false)
class FacetsConfiguration {

  @Bean
  Facets facets(
      ApiSettings settings, DataSource postgres, ImportGeneration generation, InstantSource clock) {
    return new Facets(
        settings.facetsEnabled() ? new FacetStore(postgres) : null, generation, clock);
  }

  @Bean(destroyMethod = "close")
  FacetFilling facetFilling(
      ApiSettings settings,
      DataSource postgres,
      GraphReader graph,
      ImportGeneration generation,
      InstantSource clock) {
    FacetFilling filling =
        new FacetFilling(new FacetQueries(graph), new FacetStore(postgres), generation, clock);
    if (settings.facetsEnabled()) {
      filling.start();
    }
    return filling;
  }
}
