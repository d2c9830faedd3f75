package org.discogsography.api;

import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires what all features share and none owns. */
@Configuration(proxyBeanMethods = false)
class ApiConfiguration {

  @Bean
  InstantSource clock() {
    return InstantSource.system();
  }
}
