package org.discogsography.api.settings;

import org.discogsography.common.settings.Settings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Reads the settings once, at start. */
@Configuration(proxyBeanMethods = false)
class SettingsConfiguration {

  @Bean
  ApiSettings apiSettings(Environment environment) {
    return ApiSettings.from(Settings.from(environment::getProperty));
  }
}
