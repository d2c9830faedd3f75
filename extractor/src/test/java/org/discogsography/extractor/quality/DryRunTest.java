package org.discogsography.extractor.quality;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.discogsography.common.messages.Source;
import org.discogsography.extractor.discogs.ReadLimits;
import org.discogsography.extractor.rules.QualityRules;
import org.discogsography.testkit.dumps.RealExcerpts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DryRunTest {

  private static final QualityRules DEFAULTS =
      QualityRules.load(
          RealExcerpts.checkout().resolve(Path.of("deploy/extractor/extraction-rules.yaml")));

  @TempDir private Path folder;
  private final ByteArrayOutputStream table = new ByteArrayOutputStream();
  private final ByteArrayOutputStream news = new ByteArrayOutputStream();

  private int run(Path dumps, int maxMessageBytes) throws InterruptedException {
    return run(Source.DISCOGS, dumps, maxMessageBytes);
  }

  private int run(Source source, Path dumps, int maxMessageBytes) throws InterruptedException {
    return new DryRun(
            source,
            dumps,
            DEFAULTS,
            new ReadLimits(2, 100, 5_000, 64L << 20),
            maxMessageBytes,
            Clock.fixed(Instant.parse("2026-11-25T10:00:00Z"), ZoneOffset.UTC))
        .run(new PrintStream(table, true, UTF_8), new PrintStream(news, true, UTF_8));
  }

  private void write(String type, String records) throws IOException {
    Files.writeString(
        folder.resolve("discogs_20260401_" + type + ".xml"),
        "<%s>%s</%s>".formatted(type, records, type));
  }

  @Test
  void tableTellsByTypeAndRuleWhatWasFoundWithExamples() throws Exception {
    write(
        "artists",
        "<artist><id>1</id><name>A</name></artist><artist><id>2</id></artist>"
            + "<artist><id>3</id><profile>[b]DO NOT USE.[/b]</profile></artist><artist/>");
    write(
        "releases",
        "<release id=\"7\"><title>T</title><genres><genre>Polka</genre><genre>1</genre></genres>"
            + "<released>0312</released></release><release id=\"8\"><title>%s</title></release>"
                .formatted("x".repeat(3_000)));
    assertThat(run(folder, 2_000)).isZero();
    assertThat(table.toString(UTF_8).lines().map(line -> line.replaceAll(" +", " ")))
        .containsExactly(
            "Data quality of version 20260401",
            "",
            "type records malformed skipped filtered errors warnings info",
            "artists 4 1 1 0 1 0 0",
            "releases 2 0 1 2 1 1 0",
            "",
            "Skipped records",
            " artists 1 junk entry, marked by Discogs as not to be used: 3",
            " releases 1 message-too-large: 8",
            "",
            "Filtered values",
            " releases 1 genres.genre: number in place of a genre",
            " releases 1 released: impossible year",
            "",
            "Violations",
            " artists 1 empty-artist-name (error): 2",
            " releases 1 genre-not-recognized (warning): 7 'Polka'",
            " releases 1 message-too-large (error): 8 '3111 bytes'");
    try (var files = Files.list(folder)) {
      assertThat(files).as("nothing is written").hasSize(2);
    }
  }

  @Test
  void dumpThatCannotBeReadIsNamedWithItsPositionAndTheOthersAreJudged() throws Exception {
    write("labels", "<label><id>1</id></label>");
    Path packed = folder.resolve("discogs_20260401_artists.xml.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      for (int id = 1; id <= 1_000; id++) {
        out.write("<artist><id>%d</id><name>A</name></artist>".formatted(id).getBytes(UTF_8));
      }
    }
    byte[] bytes = Files.readAllBytes(packed);
    Files.write(packed, Arrays.copyOf(bytes, bytes.length - 500));
    assertThat(run(folder, 2_000)).isEqualTo(1);
    assertThat(news.toString(UTF_8))
        .contains(
            "extractor: discogs_20260401_artists.xml.gz: gzip data is cut off at byte "
                + (bytes.length - 500));
    assertThat(table.toString(UTF_8)).contains("empty-label-name (error): 1");
  }

  @Test
  void dumpsOfMusicBrainzAreJudgedInTheirOrder() throws Exception {
    String mbid = "0383dadf-2a4e-4d10-a46a-e9e041da8eb3";
    Path version = Files.createDirectories(folder.resolve("20261104-001002"));
    Files.writeString(
        version.resolve("artist.jsonl"), "{\"id\":\"%s\",\"name\":\"\"}\n{".formatted(mbid));
    Files.writeString(
        version.resolve("release-group.jsonl"),
        "{\"id\":\"%s\",\"title\":\"%s\"}\n".formatted(mbid, "x".repeat(3_000)));
    assertThat(run(Source.MUSICBRAINZ, folder, 2_000)).isZero();
    assertThat(table.toString(UTF_8).lines().map(line -> line.replaceAll(" +", " ")))
        .containsSubsequence(
            "Data quality of version 20261104-001002",
            "artists 2 1 0 0 1 0 0",
            "release-groups 1 0 1 0 1 0 0",
            " artists 1 empty-artist-name (error): " + mbid);
    assertThat(run(Source.MUSICBRAINZ, Files.createDirectory(folder.resolve("none")), 2_000))
        .isEqualTo(1);
    assertThat(news.toString(UTF_8)).contains("no MusicBrainz dump files in");
  }

  @Test
  void folderWithoutDumpsIsAFailureThatSaysWhatIsExpected() throws Exception {
    assertThat(run(folder, 2_000)).isEqualTo(1);
    assertThat(news.toString(UTF_8)).contains("no Discogs dump files in " + folder);
    assertThat(table.size()).isZero();
  }

  @Test
  void defaultRulesFindInRealExcerptsWhatIsThere() throws Exception {
    List<Path> folders =
        RealExcerpts.discogsFolders().stream()
            .filter(path -> path.endsWith("2020-08-06") || path.endsWith("2026-04"))
            .toList();
    assumeThat(folders)
        .as("real excerpts: none in TEST_REAL_DATA or beside the checkout")
        .hasSize(2);
    assertThat(run(folders.get(0), 1 << 20)).isZero();
    // 27 masters of unknown year, one release of the year 0000, nothing that is an error
    assertThat(table.toString(UTF_8).lines().map(line -> line.strip().replaceAll(" +", " ")))
        .contains(
            "artists 668 0 7 0 0 0 0",
            "labels 659 0 3 0 0 0 0",
            "masters 668 0 0 27 0 0 0",
            "masters 27 year: impossible year",
            "releases 1 released: impossible year")
        .noneMatch(line -> line.startsWith("Violations"));
    table.reset();
    assertThat(run(folders.get(1), 1 << 20)).isZero();
    // artist 2389 gives advice in its profile and is no junk entry
    assertThat(table.toString(UTF_8))
        .containsPattern("artists +3,222 +0 +7 +0 +0 +0 +0")
        .doesNotContain("2389");
  }
}
