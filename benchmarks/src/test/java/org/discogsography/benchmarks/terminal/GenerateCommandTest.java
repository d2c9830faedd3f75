package org.discogsography.benchmarks.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.discogsography.benchmarks.catalogue.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class GenerateCommandTest {

  @TempDir private Path folder;
  private final StringWriter output = new StringWriter();
  private final StringWriter errors = new StringWriter();

  private int run(String... arguments) {
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(output, true));
    line.setErr(new PrintWriter(errors, true));
    return line.execute(arguments);
  }

  @Test
  void generateWritesDumpsChecksumsAndManifest() throws Exception {
    assertThat(run("generate", "--releases", "50", "--out", folder.toString())).isZero();

    try (var files = Files.list(folder)) {
      assertThat(files.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "discogs_20261101_artists.xml.gz",
              "discogs_20261101_labels.xml.gz",
              "discogs_20261101_masters.xml.gz",
              "discogs_20261101_releases.xml.gz",
              "discogs_20261101_CHECKSUM.txt",
              "manifest.json");
    }
    assertThat(output.toString()).contains("50 records").contains("manifest.json");
  }

  @Test
  void musicBrainzHalfIsWrittenOnRequest() throws Exception {
    assertThat(run("generate", "--releases", "50", "--musicbrainz", "--out", folder.toString()))
        .isZero();

    assertThat(folder.resolve("musicbrainz/20261101-001002/artist.tar")).exists();
    assertThat(Manifest.read(folder).musicbrainz()).isNotNull();
    assertThat(output.toString()).contains("MusicBrainz release-group.tar");
  }

  @Test
  void nextVersionHasTheDateOfTheNextMonthAndAGivenDateWins() throws Exception {
    String next = folder.resolve("next").toString();
    String given = folder.resolve("given").toString();
    run("generate", "--releases", "50", "--mutate", "5", "--out", next);
    run("generate", "--releases", "50", "--mutate", "5", "--date", "20270101", "--out", given);

    assertThat(Manifest.read(Path.of(next)).request().date()).isEqualTo("20261201");
    assertThat(Manifest.read(Path.of(given)).request().date()).isEqualTo("20270101");
    assertThat(Manifest.read(Path.of(given)).request().mutatedPercent()).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "generate --releases 0 --out x",
        "generate --releases 10 --out x --mutate 91",
        "generate --releases 10 --out x --mutate -1",
        "generate --releases 10 --out x --date tomorrow",
        "generate --releases 10 --out x --threads 0",
        "generate --releases 10",
        "generate --out x"
      })
  void wrongArgumentsAreRefusedWithTheReason(String arguments) {
    assertThat(run(arguments.split(" "))).isEqualTo(2);
    assertThat(errors.toString()).isNotBlank();
    assertThat(Path.of("x")).doesNotExist();
  }

  @Test
  void folderThatCannotBeMadeIsReportedInOneLine() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThat(run("generate", "--releases", "10", "--out", file.resolve("sub").toString()))
        .isEqualTo(1);
    assertThat(errors.toString().lines()).hasSize(1);
    assertThat(errors.toString()).contains("cannot write");
  }
}
