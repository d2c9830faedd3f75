package org.discogsography.extractor.dumps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.discogsography.common.messages.DataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MusicBrainzFolderTest {

  @TempDir Path root;

  @Test
  void newestVersionWithFilesWinsAndItsFilesAreInCanonicalOrder() throws IOException {
    files("20261001-001002", "artist.tar.xz", "label.tar.xz");
    files(
        "20261104-001003",
        "release.tar.xz",
        "label.tar.xz",
        "artist.tar.xz",
        "release-group.tar.xz",
        "recording.tar.xz",
        "SHA256SUMS");
    files("20261107-001001", "artist.tar.xz.part");
    files("20261111", "artist.tar.xz");

    DumpVersion found = new MusicBrainzFolder(root).newest();

    assertThat(found.version()).isEqualTo("20261104-001003");
    assertThat(found.files().stream().map(DumpFile::name))
        .containsExactly("artist.tar.xz", "label.tar.xz", "release-group.tar.xz", "release.tar.xz");
    assertThat(found.files().stream().map(DumpFile::type))
        .containsExactly(
            DataType.ARTISTS, DataType.LABELS, DataType.RELEASE_GROUPS, DataType.RELEASES);
  }

  @Test
  void archivesGoBeforeLinesAndLinesBeforeUnpackedArchives() throws IOException {
    files(
        "20261104-001003",
        "artist.tar.xz",
        "artist.jsonl",
        "artist.jsonl.xz",
        "label.jsonl.xz",
        "mbdump-label.jsonl.xz",
        "label.jsonl",
        "mbdump-release-group.jsonl.xz",
        "release-group.jsonl",
        "mbdump/release-group",
        "mbdump/release",
        "mbdump/artist");

    assertThat(new MusicBrainzFolder(root).newest().files().stream().map(DumpFile::path))
        .containsExactly(
            root.resolve("20261104-001003/artist.tar.xz"),
            root.resolve("20261104-001003/label.jsonl.xz"),
            root.resolve("20261104-001003/mbdump-release-group.jsonl.xz"),
            root.resolve("20261104-001003/mbdump/release"));
  }

  @Test
  void otherNamesCountThatSpeakOfTheEntity() throws IOException {
    files("20261104-001003", "my-release-group-2.jsonl", "my-release-2.jsonl.xz", "releases.txt");

    assertThat(new MusicBrainzFolder(root).newest().files().stream().map(DumpFile::name))
        .containsExactly("my-release-group-2.jsonl", "my-release-2.jsonl.xz");
  }

  @Test
  void rootItselfCanHoldAnUnpackedArchiveOfTheDayInItsName() throws IOException {
    files("mb_20260102/mbdump", "artist", "release");

    DumpVersion found = new MusicBrainzFolder(root.resolve("mb_20260102/mbdump")).newest();

    assertThat(found.version()).isEqualTo("20260102");
    assertThat(found.files().stream().map(DumpFile::name)).containsExactly("artist", "release");
    assertThat(new MusicBrainzFolder(root.resolve("mb_20260102")).newest().version())
        .isEqualTo("20260102");
  }

  @Test
  void versionOfFilesWithoutADayIsThatOfTheNewestOfThem() throws IOException {
    files("lines", "artist.jsonl", "label.jsonl");
    Path folder = root.resolve("lines");
    Files.setLastModifiedTime(
        folder.resolve("artist.jsonl"), FileTime.from(Instant.parse("2026-03-04T05:06:07Z")));
    Files.setLastModifiedTime(
        folder.resolve("label.jsonl"), FileTime.from(Instant.parse("2026-03-02T05:06:07Z")));

    assertThat(new MusicBrainzFolder(folder).newest().version()).isEqualTo("20260304");
  }

  @Test
  void nothingFoundIsAnErrorThatSaysWhatIsExpected() throws IOException {
    files("20261104-001003", "recording.tar.xz");

    assertThatThrownBy(() -> new MusicBrainzFolder(root).newest())
        .isInstanceOf(DumpException.class)
        .hasMessageContaining(root.toString())
        .hasMessageContaining("artist.tar.xz");
    assertThatThrownBy(() -> new MusicBrainzFolder(root.resolve("absent")).newest())
        .isInstanceOf(DumpException.class)
        .hasMessageContaining("absent");
  }

  private void files(String folder, String... names) throws IOException {
    for (String name : names) {
      Path path = root.resolve(folder).resolve(name);
      Files.createDirectories(path.getParent());
      Files.writeString(path, "x");
    }
  }
}
