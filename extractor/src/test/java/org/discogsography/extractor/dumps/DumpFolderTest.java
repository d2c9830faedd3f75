package org.discogsography.extractor.dumps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.discogsography.common.messages.DataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DumpFolderTest {

  @TempDir Path folder;

  @Test
  void newestCompleteVersionWins() throws IOException {
    official("20260301", "artists", "labels", "masters", "releases");
    official("20260401", "artists", "labels", "masters", "releases");
    official("20260501", "artists", "labels", "releases");
    write("artists-extra.xml", "<artists/>");
    assertThat(version()).isEqualTo("20260401");
    assertThat(names())
        .containsExactly(
            "discogs_20260401_artists.xml.gz",
            "discogs_20260401_labels.xml.gz",
            "discogs_20260401_masters.xml.gz",
            "discogs_20260401_releases.xml.gz");
  }

  @Test
  void newestIncompleteVersionIsReadWhenNoneIsComplete() throws IOException {
    official("20260301", "artists", "labels");
    official("20260401", "artists");
    write("masters.xml", "<masters/>");
    assertThat(version()).isEqualTo("20260401");
    assertThat(names()).containsExactly("discogs_20260401_artists.xml.gz", "masters.xml");
  }

  @Test
  void looseFilesAreKnownByNameOrRoot() throws IOException {
    write("release-1.xml", "<release id='1'/>");
    write(
        "b.xml", "<?xml version='1.0'?><!-- <artists> --><!DOCTYPE x [<!ENTITY a 'b'>]><release/>");
    write("my labels.xml", "<labels/>");
    write("artists_of_releases.xml", "<artists/>");
    gzip("c.xml.gz", "<masters></masters>");
    write("bucket.xml", "<ListBucketResult/>");
    write("notes.txt", "<releases/>");
    write(".hidden.xml", "<releases/>");
    Files.createDirectory(folder.resolve("releases.xml"));
    List<DumpFile> files = new DumpFolder(folder).newest().files();
    assertThat(files)
        .extracting(DumpFile::name)
        .containsExactly(
            "artists_of_releases.xml", "my labels.xml", "c.xml.gz", "b.xml", "release-1.xml");
    assertThat(files)
        .extracting(DumpFile::type)
        .containsExactly(
            DataType.ARTISTS,
            DataType.LABELS,
            DataType.MASTERS,
            DataType.RELEASES,
            DataType.RELEASES);
  }

  @Test
  void packedFileWinsOverItsUnpackedTwin() throws IOException {
    write("labels.xml", "<labels/>");
    gzip("labels.xml.gz", "<labels/>");
    assertThat(names()).containsExactly("labels.xml.gz");
  }

  @Test
  void versionComesFromTheFolderName() throws IOException {
    for (String name : List.of("dump 2020-08-06", "20200806")) {
      Path named = Files.createDirectory(folder.resolve(name));
      Files.writeString(named.resolve("labels.xml"), "<labels/>");
      assertThat(new DumpFolder(named).newest().version()).isEqualTo("20200806");
    }
  }

  @Test
  void versionIsTheNewestModificationDateOtherwise() throws IOException {
    Path named = Files.createDirectory(folder.resolve("2026-04"));
    touch(Files.writeString(named.resolve("discogs_2026_labels.xml"), "x"), "2026-04-05T23:00:00Z");
    touch(Files.writeString(named.resolve("artists.xml"), "x"), "2026-03-05T23:00:00Z");
    assertThat(new DumpFolder(named).newest().version()).isEqualTo("20260405");
  }

  @Test
  void numberThatIsNoDateIsNoVersion() throws IOException {
    write("release-20201399.xml", "<release/>");
    touch(folder.resolve("release-20201399.xml"), "2026-03-05T23:00:00Z");
    assertThat(version()).isEqualTo("20260305");
  }

  @Test
  void emptyFolderIsAClearError() {
    assertThatThrownBy(this::version)
        .isInstanceOf(DumpException.class)
        .hasMessageContaining("no Discogs dump files in " + folder + "; expected discogs_");
  }

  @Test
  void missingFolderIsAClearError() {
    assertThatThrownBy(() -> new DumpFolder(folder.resolve("nowhere")).newest())
        .isInstanceOf(DumpException.class)
        .hasMessageContaining("does not exist");
  }

  private String version() throws IOException {
    return new DumpFolder(folder).newest().version();
  }

  private List<String> names() throws IOException {
    return new DumpFolder(folder).newest().files().stream().map(DumpFile::name).toList();
  }

  private void official(String date, String... types) throws IOException {
    for (String type : types) {
      gzip("discogs_" + date + "_" + type + ".xml.gz", "<" + type + "/>");
    }
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private void gzip(String name, String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    Files.write(folder.resolve(name), bytes.toByteArray());
  }

  private static void touch(Path path, String instant) throws IOException {
    Files.setLastModifiedTime(path, FileTime.from(Instant.parse(instant)));
  }
}
