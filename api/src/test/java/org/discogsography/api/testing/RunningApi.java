package org.discogsography.api.testing;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.discogsography.api.ApiApplication;
import org.discogsography.common.health.HealthServer;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The whole service on free ports of this machine. */
public final class RunningApi implements AutoCloseable {

  private final ConfigurableApplicationContext context;
  private final TestClock clock;

  private RunningApi(ConfigurableApplicationContext context, TestClock clock) {
    this.context = context;
    this.clock = clock;
  }

  /** Starts the service with these environment variables. */
  public static RunningApi start(Map<String, String> environment) {
    TestClock clock = new TestClock();
    Map<String, Object> properties = new HashMap<>(environment);
    properties.put("API_PORT", "0");
    properties.put("API_HEALTH_PORT", "0");
    properties.putIfAbsent("FORWARDED_ALLOW_IPS", "127.0.0.0/8");
    ConfigurableApplicationContext context =
        new SpringApplicationBuilder(ApiApplication.class)
            .properties(properties)
            .initializers(starting ->
                ((GenericApplicationContext) starting)
                    .registerBean(
                        "testClock",
                        InstantSource.class,
                        () -> clock,
                        definition -> definition.setPrimary(true)))
            .run();
    return new RunningApi(context, clock);
  }

  /** A client of the API's own port. */
  public ApiClient client() {
    WebServerApplicationContext web = (WebServerApplicationContext) context;
    return new ApiClient(Objects.requireNonNull(web.getWebServer()).getPort());
  }

  /** A client of the health port. */
  public ApiClient healthClient() {
    return new ApiClient(context.getBean(HealthServer.class).port());
  }

  /** A part of the running service. */
  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  public TestClock clock() {
    return clock;
  }

  @Override
  public void close() {
    context.close();
  }
}
