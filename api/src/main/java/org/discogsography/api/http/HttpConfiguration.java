package org.discogsography.api.http;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.discogsography.api.settings.ApiSettings;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.filter.ShallowEtagHeaderFilter;

/** Sets up the web server and what surrounds all routes. */
@Configuration(proxyBeanMethods = false)
class HttpConfiguration {

  private static final Duration PREFLIGHT_FRESH = Duration.ofHours(1);

  /** Names such as {@code AC/DC} arrive as one path segment with an encoded slash. */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> encodedSlashes() {
    return factory -> factory.addConnectorCustomizers(HttpConfiguration::passEncodedSlashes);
  }

  private static void passEncodedSlashes(Connector connector) {
    connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
    connector.setEncodedReverseSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
  }

  /** Requests that no application sees are answered in the same form. */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> errorsOfTheServer() {
    return factory ->
        factory.addContextCustomizers(context -> {
          if (context.getParent() instanceof StandardHost host) {
            host.setErrorReportValveClass(JsonErrorReportValve.class.getName());
          }
        });
  }

  @Bean
  FilterRegistrationBean<RequestFilter> requestFilter(MeterRegistry meters) {
    FilterRegistrationBean<RequestFilter> filter =
        new FilterRegistrationBean<>(new RequestFilter(meters));
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return filter;
  }

  @Bean
  FilterRegistrationBean<CorsFilter> corsFilter(ApiSettings settings) {
    CorsConfiguration rules = new CorsConfiguration();
    rules.setAllowedOrigins(settings.corsOrigins());
    rules.setAllowedMethods(List.of("GET", "POST", "PUT", "DELETE", "OPTIONS"));
    rules.setAllowedHeaders(List.of("Authorization", "Content-Type"));
    rules.setExposedHeaders(
        List.of(
            "ETag",
            "Retry-After",
            "X-RateLimit-Limit",
            "X-RateLimit-Remaining",
            "X-RateLimit-Reset",
            "X-Request-ID"));
    rules.setAllowCredentials(false);
    rules.setMaxAge(PREFLIGHT_FRESH);
    UrlBasedCorsConfigurationSource everywhere = new UrlBasedCorsConfigurationSource();
    everywhere.registerCorsConfiguration("/**", rules);
    CorsFilter cors = new CorsFilter(everywhere);
    cors.setCorsProcessor(new PermissiveCorsProcessor());
    FilterRegistrationBean<CorsFilter> filter = new FilterRegistrationBean<>(cors);
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
    return filter;
  }

  /** A client that still has the same answer gets 304 instead of the body. */
  @Bean
  FilterRegistrationBean<ShallowEtagHeaderFilter> etagFilter() {
    ShallowEtagHeaderFilter etags = new ShallowEtagHeaderFilter();
    // Answers with strong tags would never be compressed.
    etags.setWriteWeakETag(true);
    FilterRegistrationBean<ShallowEtagHeaderFilter> filter = new FilterRegistrationBean<>(etags);
    filter.addUrlPatterns("/api/*");
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
    return filter;
  }
}
