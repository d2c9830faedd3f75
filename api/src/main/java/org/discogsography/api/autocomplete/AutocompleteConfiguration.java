package org.discogsography.api.autocomplete;

import com.github.benmanes.caffeine.cache.Ticker;
import org.discogsography.api.caching.ImportGeneration;
import org.discogsography.api.search.NameSearch;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires autocomplete. */
@Configuration(proxyBeanMethods = false)
class AutocompleteConfiguration {

  @Bean
  CompletionCache completionCache(NameSearch search, ImportGeneration generation) {
    return new CompletionCache(search, generation, Ticker.systemTicker());
  }
}
