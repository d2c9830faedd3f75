package org.discogsography.api.search;

import org.discogsography.api.graph.GraphReader;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the search for names. */
@Configuration(proxyBeanMethods = false)
class SearchConfiguration {

  @Bean
  NameSearch nameSearch(GraphReader graph) {
    return new NameSearch(graph);
  }
}
