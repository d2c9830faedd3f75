package org.discogsography.common.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class SecretFilesEnvironmentPostProcessorTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"s3cret", "s3cret\n", "s3cret\r\n", "  s3cret \n\n", "\ts3cret"})
  void surroundingWhitespaceIsNoPartOfTheSecret(String content) throws IOException {
    assertThat(
            settings(Map.of("POSTGRES_PASSWORD_FILE", file(content))).required("POSTGRES_PASSWORD"))
        .isEqualTo("s3cret");
  }

  @Test
  void fileWinsOverThePlainVariable() throws IOException {
    Settings settings =
        settings(Map.of("POSTGRES_PASSWORD_FILE", file("from file"), "POSTGRES_PASSWORD", "plain"));

    assertThat(settings.required("POSTGRES_PASSWORD")).isEqualTo("from file");
  }

  @Test
  void wrongPathEndsTheStartThoughThePlainVariableIsSet() {
    String missing = folder.resolve("missing.txt").toString();

    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(
            () -> settings(Map.of("POSTGRES_PASSWORD_FILE", missing, "POSTGRES_PASSWORD", "plain")))
        .withMessageContaining("POSTGRES_PASSWORD_FILE")
        .withMessageContaining(missing)
        .withMessageNotContaining("plain");
  }

  @Test
  void folderInsteadOfAFileEndsTheStart() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> settings(Map.of("JWT_SECRET_KEY_FILE", folder.toString())))
        .withMessageContaining("JWT_SECRET_KEY_FILE");
  }

  @Test
  void onlyThePasswordIsAFile() throws IOException {
    Settings settings =
        settings(
            Map.of("POSTGRES_USERNAME", "discogsography", "POSTGRES_PASSWORD_FILE", file("pw")));

    assertThat(settings.required("POSTGRES_USERNAME")).isEqualTo("discogsography");
    assertThat(settings.required("POSTGRES_PASSWORD")).isEqualTo("pw");
  }

  @Test
  void charactersThatAddressesEscapeStayAsTheyAre() throws IOException {
    Settings settings = settings(Map.of("RABBITMQ_PASSWORD_FILE", file("/+=@:%#ü\n")));

    assertThat(settings.required("RABBITMQ_PASSWORD")).isEqualTo("/+=@:%#ü");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "  \r\n "})
  void blankFileMeansAbsent(String content) throws IOException {
    Settings settings = settings(Map.of("NLQ_API_KEY_FILE", file(content), "NLQ_API_KEY", "plain"));

    assertThat(settings.optional("NLQ_API_KEY")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  "})
  void blankPathLeavesThePlainVariable(String path) {
    Settings settings = settings(Map.of("NLQ_API_KEY_FILE", path, "NLQ_API_KEY", "plain"));

    assertThat(settings.optional("NLQ_API_KEY")).isEqualTo("plain");
  }

  @ParameterizedTest
  @ValueSource(strings = {"# put the key here\nk3y", "k3y\nk3y", "k3y\rother"})
  void secondLineEndsTheStartWithoutShowingTheContent(String content) throws IOException {
    String path = file(content);

    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> settings(Map.of("ENCRYPTION_MASTER_KEY_FILE", path)))
        .withMessageContaining("ENCRYPTION_MASTER_KEY_FILE")
        .withMessageContaining(path)
        .withMessageNotContaining("k3y");
  }

  @Test
  void fileThatIsNoTextEndsTheStart() throws IOException {
    Path path = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xC3, (byte) 0x28});

    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> settings(Map.of("REDIS_PASSWORD_FILE", path.toString())))
        .withMessageContaining("REDIS_PASSWORD_FILE")
        .withMessageContaining("UTF-8");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "JWT_SECRET_KEY",
        "ENCRYPTION_MASTER_KEY",
        "RESEND_API_KEY",
        "NLQ_API_KEY",
        "POSTGRES_USERNAME",
        "POSTGRES_PASSWORD",
        "RABBITMQ_USERNAME",
        "RABBITMQ_PASSWORD",
        "NEO4J_USERNAME",
        "NEO4J_PASSWORD",
        "REDIS_PASSWORD",
        "INSIGHTS_INTERNAL_SECRET",
        "CACHE_WEBHOOK_SECRET",
        "ADMIN_PASSWORD",
        "MCP_API_TOKEN"
      })
  void everyDocumentedSecretHasAFileForm(String name) throws IOException {
    assertThat(settings(Map.of(name + "_FILE", file("value"))).optional(name)).isEqualTo("value");
  }

  private String file(String content) throws IOException {
    return Files.writeString(folder.resolve("secret.txt"), content, StandardCharsets.UTF_8)
        .toString();
  }

  private static Settings settings(Map<String, String> variables) {
    StandardEnvironment environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .addFirst(new MapPropertySource("variables", new HashMap<>(variables)));
    new SecretFilesEnvironmentPostProcessor()
        .postProcessEnvironment(environment, new SpringApplication());
    return Settings.from(environment::getProperty);
  }
}
