package org.discogsography.extractor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The extractor as a process with a rules file: a bad one ends its start, a dry run needs no more;
 * and with a port that is taken, which ends its start, too.
 */
@Timeout(60)
class RulesProcessTest {

  @TempDir private Path folder;

  @Test
  void badRulesFileEndsTheStartAtOnceWithItsLine() throws Exception {
    Path rules = Files.writeString(folder.resolve("rules.yaml"), "filters:\n  tapes: []\n");
    Map<String, String> environment =
        Map.of("DATA_QUALITY_RULES", rules.toString(), "FAILURE_COOLDOWN_SECS", "600");
    assertThat(run(environment)).isEqualTo(1);
    assertThat(output("out")).contains(rules + ":2: unknown type 'tapes'");
    assertThat(folder.resolve(".extraction_status_20260401.json")).doesNotExist();
    assertThat(run(environment, "--dry-run")).isEqualTo(1);
    assertThat(output("err"))
        .isEqualTo(
            "extractor: "
                + rules
                + ":2: unknown type 'tapes'; known:"
                + " artists, labels, masters, release-groups, releases\n");
  }

  @Test
  void dryRunPrintsItsTableAloneAndNeedsNoBroker() throws Exception {
    Path rules =
        Files.writeString(
            folder.resolve("rules.yaml"),
            "rules: {labels: [{name: nameless, field: name, condition: required, severity: error}]}");
    Files.writeString(
        folder.resolve("labels.xml"), "<labels><label><id>1</id></label><label/></labels>");
    assertThat(run(Map.of(), "--dry-run", "--data-quality-rules", rules.toString())).isZero();
    assertThat(output("out"))
        .startsWith("Data quality of version ")
        .containsPattern("(?m)^labels +2 +1 +0 +0 +1 +0 +0$")
        .contains("nameless (error): 1");
    assertThat(output("err"))
        .contains("reading labels.xml")
        .contains("malformed record dropped file=\"labels.xml\" position=\"33\"");
    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("rules.yaml", "labels.xml", "out", "err");
    }
  }

  @Test
  void takenHealthPortEndsTheStartWithItsNumber() throws Exception {
    try (ServerSocket other = new ServerSocket(0)) {
      String port = String.valueOf(other.getLocalPort());
      assertThat(run(Map.of("HEALTH_PORT", port))).isEqualTo(1);
      assertThat(output("out")).contains("health port " + port + " cannot be opened");
    }
  }

  private int run(Map<String, String> environment, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx128m", "-XX:TieredStopAtLevel=1", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(ExtractorApplication.class.getName());
    command.addAll(List.of(arguments));
    ProcessBuilder extractor =
        new ProcessBuilder(command)
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile());
    // the launcher would tell about it in front of the message
    extractor.environment().remove("JDK_JAVA_OPTIONS");
    extractor.environment().put("DISCOGS_ROOT", folder.toString());
    extractor.environment().put("LOG_DIR", folder.resolve("logs").toString());
    extractor.environment().put("HEALTH_PORT", "0");
    extractor.environment().putAll(environment);
    Process process = extractor.start();
    try {
      assertThat(process.waitFor(40, TimeUnit.SECONDS)).as("process has ended").isTrue();
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  private String output(String stream) throws IOException {
    return Files.readString(folder.resolve(stream));
  }
}
