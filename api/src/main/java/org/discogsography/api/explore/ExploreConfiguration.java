package org.discogsography.api.explore;

import org.discogsography.api.caching.AnswerCache;
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
  ChildCounts childCounts(GraphReader graph, AnswerCache cache) {
    return new ChildCounts(graph, cache);
  }

  @Bean
  Exploration exploration(
      CentreLookup lookup, ChildCounts counts, GraphReader graph, AnswerCache cache) {
    return new Exploration(lookup, counts, graph, cache);
  }

  @Bean
  Expansion expansion(CentreLookup lookup, ChildCounts counts, GraphReader graph) {
    return new Expansion(lookup, new ChildPages(graph), counts, graph);
  }
}
