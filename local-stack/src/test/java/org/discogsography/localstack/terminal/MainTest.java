package org.discogsography.localstack.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MainTest {

  @TempDir private Path folder;
  private final StringWriter errors = new StringWriter();

  private int run(String... arguments) {
    CommandLine line = Main.commandLine();
    line.setErr(new PrintWriter(errors, true));
    line.setOut(new PrintWriter(new StringWriter()));
    return line.execute(arguments);
  }

  @Test
  void folderWithoutDumpsIsRefusedInOneLine() {
    assertThat(run("up", "--discogs", folder.toString())).isEqualTo(1);
    assertThat(errors.toString().lines()).hasSize(1);
    assertThat(errors.toString()).contains(folder.toString()).contains("--discogs");
  }

  @Test
  void missingFolderOfDumpsIsRefusedInOneLine() {
    assertThat(run("up", "--discogs", folder.resolve("nothing").toString())).isEqualTo(1);
    assertThat(errors.toString().lines()).hasSize(1);
  }

  @Test
  void folderWithoutMusicBrainzDumpsIsRefusedInOneLine() throws Exception {
    Files.writeString(folder.resolve("recording.tar.xz"), "");

    assertThat(run("up", "--musicbrainz", folder.toString())).isEqualTo(1);
    assertThat(errors.toString().lines()).hasSize(1);
    assertThat(errors.toString()).contains(folder.toString()).contains("--musicbrainz");
  }

  @Test
  void downloadIntoAFolderThatCannotBeMadeIsRefusedInOneLine() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "in the way");
    assertThat(run("up", "--download", "--discogs", file.resolve("dumps").toString())).isEqualTo(1);
    assertThat(errors.toString().lines()).hasSize(1);
    assertThat(errors.toString()).contains("cannot be made").contains("--discogs");
  }

  @Test
  void statusOfAFolderWithoutAStackSaysHowToStartOne() {
    assertThat(run("status", "--data", folder.toString())).isEqualTo(1);
    assertThat(errors.toString()).contains("./discogsography up");
  }

  @Test
  void logOfAnUnknownServiceNamesTheKnownOnes() throws Exception {
    Files.createDirectories(folder.resolve("logs"));
    Files.writeString(folder.resolve("logs/graphinator.log"), "{}\n");

    assertThat(run("logs", "--data", folder.toString(), "nobody")).isEqualTo(1);
    assertThat(errors.toString()).contains("graphinator");
  }

  @Test
  void extractIsRefusedWithoutDryRunOrWithoutDumps() {
    assertThat(run("extract")).isEqualTo(2);
    assertThat(errors.toString()).contains("--dry-run");
    assertThat(run("extract", "--dry-run", "--discogs", folder.toString())).isEqualTo(1);
    assertThat(errors.toString()).contains("holds no Discogs dumps");
    String other = folder.toString();
    assertThat(run("extract", "--dry-run", "--discogs", other, "--musicbrainz", other))
        .as("a run reads one source")
        .isEqualTo(2);
  }

  @Test
  void wrongArgumentsEndWithTwo() {
    assertThat(run("sideways")).isEqualTo(2);
  }
}
