package org.discogsography.api.nodes;

import org.discogsography.api.caching.AnswerCache;
import org.discogsography.api.graph.GraphReader;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the look-up of nodes. */
@Configuration(proxyBeanMethods = false)
class NodesConfiguration {

  @Bean
  Nodes nodes(GraphReader graph, AnswerCache cache) {
    return new Nodes(new ArtistNodes(graph), new RecordNodes(graph), new TagNodes(graph), cache);
  }
}
