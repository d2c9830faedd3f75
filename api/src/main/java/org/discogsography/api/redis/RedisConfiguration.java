package org.discogsography.api.redis;

import org.discogsography.api.settings.ApiSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the connection to Redis. */
@Configuration(proxyBeanMethods = false)
class RedisConfiguration {

  @Bean(initMethod = "connect", destroyMethod = "close")
  RedisLink redisLink(ApiSettings settings) {
    return new RedisLink(settings.redis());
  }
}
