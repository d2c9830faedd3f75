package org.discogsography.common.settings;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Reads secrets from files: when {@code <NAME>_FILE} is set, the trimmed content of that file is
 * the value of {@code <NAME>} and wins over a plain variable. A file that cannot be read ends the
 * start.
 */
public final class SecretFilesEnvironmentPostProcessor
    implements EnvironmentPostProcessor, Ordered {

  /** Every variable that may be given as a file. */
  static final List<String> SECRETS =
      List.of(
          "ADMIN_PASSWORD",
          "CACHE_WEBHOOK_SECRET",
          "ENCRYPTION_MASTER_KEY",
          "EXTRACTOR_TRIGGER_TOKEN",
          "INSIGHTS_INTERNAL_SECRET",
          "JWT_SECRET_KEY",
          "MCP_API_TOKEN",
          "NEO4J_PASSWORD",
          "NEO4J_USERNAME",
          "NLQ_API_KEY",
          "POSTGRES_PASSWORD",
          "POSTGRES_USERNAME",
          "RABBITMQ_PASSWORD",
          "RABBITMQ_USERNAME",
          "REDIS_PASSWORD",
          "RESEND_API_KEY");

  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    Map<String, Object> secrets = new HashMap<>();
    for (String name : SECRETS) {
      String file = environment.getProperty(name + "_FILE");
      if (file != null && !file.isBlank()) {
        secrets.put(name, read(name + "_FILE", file.trim()));
      }
    }
    if (!secrets.isEmpty()) {
      environment.getPropertySources().addFirst(new MapPropertySource("secretFiles", secrets));
    }
  }

  private static String read(String variable, String file) {
    String content;
    try {
      content = Files.readString(Path.of(file), StandardCharsets.UTF_8).strip();
    } catch (MalformedInputException e) {
      throw new ConfigurationException(variable + ": " + file + " is not UTF-8 text", e);
    } catch (IOException | InvalidPathException e) {
      throw new ConfigurationException(
          variable + ": " + file + " cannot be read; check that it exists and who may read it", e);
    }
    if (content.lines().count() > 1) {
      throw new ConfigurationException(
          variable + ": " + file + " holds more than one line; it must hold the value alone");
    }
    return content;
  }
}
