package org.discogsography.api.explore;

import org.discogsography.api.caching.AnswerCache;
import org.discogsography.api.facets.Facets;
import org.discogsography.api.graph.GraphReader;
import org.discogsography.api.search.NameSearch;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires exploring. */
@Configuration(proxyBeanMethods = false)
class ExploreConfiguration {

  @Bean
  CentreLookup centreLookup(GraphReader graph, NameSearch search) {
    return new CentreLookup(graph, search);
  }

  @Bean
  ChildCounts childCounts(GraphReader graph, AnswerCache cache, Facets facets) {
    return new ChildCounts(graph, cache, facets);
  }

  @Bean
  Exploration exploration(
      CentreLookup lookup, ChildCounts counts, GraphReader graph, AnswerCache cache) {
    return new Exploration(lookup, counts, graph, cache);
  }

  @Bean
  Expansion expansion(CentreLookup lookup, ChildCounts counts, GraphReader graph, Facets facets) {
    return new Expansion(lookup, new ChildPages(graph, facets), counts, graph);
  }
}
