package org.discogsography.api.caching;

import java.time.InstantSource;
import org.discogsography.api.graph.GraphReader;
import org.discogsography.api.redis.RedisLink;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the caches of answers. */
@Configuration(proxyBeanMethods = false)
class CachingConfiguration {

  @Bean
  ImportGeneration importGeneration(GraphReader graph, InstantSource clock) {
    return new ImportGeneration(graph, clock);
  }

  @Bean
  AnswerCache answerCache(RedisLink redis, ImportGeneration generation) {
    return new AnswerCache(redis, generation);
  }
}
