package org.discogsography.common.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.impl.NoOpLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class LoggingEnvironmentPostProcessorTest {

  private final List<String> warnings = new ArrayList<>();
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "DEBUG, DEBUG",
    "' debug ', DEBUG",
    "info, INFO",
    "warn, WARN",
    "WARNING, WARN",
    "error, ERROR",
    "critical, ERROR",
    "'', INFO"
  })
  void levelIsReadInAnyCase(String value, String level) {
    assertThat(environment(Map.of("LOG_LEVEL", value)).getProperty("logging.level.root"))
        .isEqualTo(level);
    assertThat(warnings).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"verbose", "trace", "5"})
  void unknownLevelIsInfoAndAWarning(String value) {
    assertThat(environment(Map.of("LOG_LEVEL", value)).getProperty("logging.level.root"))
        .isEqualTo("INFO");
    assertThat(warnings).singleElement().asString().contains("LOG_LEVEL").contains(value);
  }

  @Test
  void librariesAreQuiet() {
    ConfigurableEnvironment environment = environment(Map.of());

    assertThat(environment.getProperty("logging.level.com.rabbitmq")).isEqualTo("WARN");
    assertThat(environment.getProperty("logging.level.org.neo4j.driver")).isEqualTo("ERROR");
  }

  @Test
  void fileHasTheNameOfTheServiceAndTheFormOfTheConsole() {
    Path logs = folder.resolve("new/logs");

    ConfigurableEnvironment environment = environment(Map.of("LOG_DIR", logs.toString()));

    assertThat(logs).isDirectory();
    assertThat(environment.getProperty("logging.file.name"))
        .isEqualTo(logs.resolve("tableinator.log").toString());
    assertThat(environment.getProperty("logging.structured.format.file"))
        .isEqualTo(JsonLogFormatter.class.getName())
        .isEqualTo(environment.getProperty("logging.structured.format.console"));
    assertThat(environment.getProperty("logging.logback.rollingpolicy.max-file-size"))
        .isEqualTo("50MB");
  }

  @Test
  void folderThatCannotBeMadeLeavesTheConsole() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    ConfigurableEnvironment environment = environment(Map.of("LOG_DIR", file.toString()));

    assertThat(environment.getProperty("logging.file.name")).isNull();
    assertThat(environment.getProperty("logging.structured.format.console")).isNotNull();
    assertThat(warnings).singleElement().asString().contains(file.toString());
  }

  private ConfigurableEnvironment environment(Map<String, String> variables) {
    Map<String, Object> all = new HashMap<>();
    all.put("spring.application.name", "tableinator");
    all.put("LOG_DIR", folder.toString());
    all.putAll(variables);
    StandardEnvironment environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(new MapPropertySource("variables", all));
    new LoggingEnvironmentPostProcessor(new Warnings())
        .postProcessEnvironment(environment, new SpringApplication());
    return environment;
  }

  private final class Warnings implements DeferredLogFactory {

    @Override
    public Log getLog(Supplier<Log> destination) {
      return new NoOpLog() {
        @Override
        public void warn(Object message) {
          warnings.add(String.valueOf(message));
        }
      };
    }
  }
}
