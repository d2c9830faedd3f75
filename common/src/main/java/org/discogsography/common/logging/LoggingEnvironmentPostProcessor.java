package org.discogsography.common.logging;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.logging.Log;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Sets up logging the same way in every service: JSON lines on stdout and in {@code
 * $LOG_DIR/<service>.log}, the level of {@code LOG_LEVEL}, quiet libraries, and a banner only where
 * a person sees it. The service's name is {@code spring.application.name}.
 */
public final class LoggingEnvironmentPostProcessor implements EnvironmentPostProcessor, Ordered {

  private static final String FORMAT = JsonLogFormatter.class.getName();

  private final Log log;

  LoggingEnvironmentPostProcessor(DeferredLogFactory logFactory) {
    this.log = logFactory.getLog(LoggingEnvironmentPostProcessor.class);
  }

  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    Map<String, Object> properties = new HashMap<>();
    String level = level(environment.getProperty("LOG_LEVEL"));
    properties.put("logging.level.root", level);
    properties.put("logging.level.com.rabbitmq", "WARN");
    properties.put("logging.level.org.neo4j.driver", "ERROR");
    properties.put("logging.level.org.springframework", "WARN");
    properties.put("logging.level.com.zaxxer.hikari", "WARN");
    properties.put("logging.level.org.flywaydb", "WARN");
    properties.put("logging.level.io.lettuce", "WARN");
    properties.put("logging.level.org.apache", "WARN");
    properties.put("logging.structured.format.console", FORMAT);
    properties.put("spring.main.log-startup-info", false);
    properties.put("spring.main.keep-alive", true);
    addLogFile(environment, properties);
    environment.getPropertySources().addLast(new MapPropertySource("serviceLogging", properties));
    String name = environment.getProperty("spring.application.name", "discogsography");
    application.setBanner(new BlockLetterBanner(name));
    if (!isSeenByAPerson() && !"true".equals(environment.getProperty("LOG_BANNER"))) {
      application.setBannerMode(Banner.Mode.OFF);
    }
  }

  private static boolean isSeenByAPerson() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  private String level(@Nullable String value) {
    String level = value == null ? "" : value.trim().toUpperCase(Locale.ROOT);
    return switch (level) {
      case "", "INFO" -> "INFO";
      case "DEBUG" -> "DEBUG";
      case "WARN", "WARNING" -> "WARN";
      case "ERROR", "CRITICAL" -> "ERROR";
      default -> {
        log.warn("⚠️ LOG_LEVEL '" + value + "' is unknown, using INFO");
        yield "INFO";
      }
    };
  }

  private void addLogFile(ConfigurableEnvironment environment, Map<String, Object> properties) {
    String name = environment.getProperty("spring.application.name", "discogsography");
    String directory = environment.getProperty("LOG_DIR", "/logs");
    try {
      Path folder = Files.createDirectories(Path.of(directory));
      if (Files.isWritable(folder)) {
        properties.put("logging.file.name", folder.resolve(name + ".log").toString());
        properties.put("logging.structured.format.file", FORMAT);
        properties.put("logging.logback.rollingpolicy.max-file-size", "50MB");
        properties.put("logging.logback.rollingpolicy.max-history", 5);
        properties.put("logging.logback.rollingpolicy.total-size-cap", "250MB");
        return;
      }
    } catch (IOException | InvalidPathException e) {
      log.debug("no log folder", e);
    }
    log.warn("⚠️ Log folder " + directory + " is not writable, logging to stdout only");
  }
}
