package org.discogsography.localstack.terminal;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.discogsography.localstack.stack.StackException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DumpFoldersTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "artists.xml",
        "discogs_20260401_releases.xml.gz",
        "discogs_20260401_LABELS.XML.GZ",
        "2026/20260401/masters.xml"
      })
  void discogsDumpsAreFound(String name) throws IOException {
    file(name);

    assertThatCode(() -> DumpFolders.verifyDiscogs(folder)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "artist.tar.xz",
        "label.tar",
        "release.jsonl.gz",
        "20260401/artist.jsonl",
        "mbdump/artist"
      })
  void musicBrainzDumpsAreFound(String name) throws IOException {
    file(name);

    assertThatCode(() -> DumpFolders.verifyMusicBrainz(folder)).doesNotThrowAnyException();
  }

  @Test
  void folderOfOtherFilesIsRefused() throws IOException {
    file("notes.txt");
    Files.createDirectories(folder.resolve("artist"));

    assertThatExceptionOfType(StackException.class)
        .isThrownBy(() -> DumpFolders.verifyDiscogs(folder))
        .withMessage(
            folder
                + " holds no Discogs dumps (.xml or .xml.gz); give another folder with --discogs");
    assertThatExceptionOfType(StackException.class)
        .isThrownBy(() -> DumpFolders.verifyMusicBrainz(folder))
        .withMessageStartingWith(folder + " holds no MusicBrainz dumps")
        .withMessageEndingWith("give another folder with --musicbrainz");
  }

  @Test
  void whatIsNoFolderIsRefused() throws IOException {
    Path file = file("artists.xml");

    assertThatExceptionOfType(StackException.class)
        .isThrownBy(() -> DumpFolders.verifyDiscogs(file))
        .withMessageStartingWith(file + " is no folder");
    assertThatExceptionOfType(StackException.class)
        .isThrownBy(() -> DumpFolders.verifyMusicBrainz(folder.resolve("missing")))
        .withMessageStartingWith(folder.resolve("missing") + " is no folder");
  }

  @Test
  void folderThatCannotBeReadIsNamed() throws IOException {
    Path closed = Files.createDirectories(folder.resolve("closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
    assumeFalse(Files.isReadable(closed), "whoever runs this may read everything");

    assertThatExceptionOfType(StackException.class)
        .isThrownBy(() -> DumpFolders.verifyDiscogs(folder))
        .withMessageContainingAll(closed.toString(), "make it readable", "--discogs");
  }

  private Path file(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.createFile(file);
  }
}
