package org.discogsography.extractor.musicbrainz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.discogsography.extractor.musicbrainz.Lines.MBID;
import static org.discogsography.extractor.musicbrainz.Lines.OTHER_MBID;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.musicbrainz.Mbids;
import org.discogsography.extractor.dumps.DumpException;
import org.discogsography.extractor.dumps.DumpFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
class JsonDumpReaderTest {

  @TempDir Path folder;

  @Test
  void blankLinesAreSkippedAndTheLastLineNeedsNoLineFeed() throws IOException {
    Lines lines = new Lines(Entity.ARTIST, new ArtistMap());
    lines.read(
        new ByteArrayInputStream(
            ("\n" + id(MBID) + "\r\n  \n\n" + id(OTHER_MBID)).getBytes(UTF_8)));

    assertThat(lines.ids()).containsExactly(MBID, OTHER_MBID);
    assertThat(lines.reader.malformed()).isZero();
  }

  @Test
  void emptyFileHasNoRecords() throws IOException {
    assertThat(Lines.of(Entity.RELEASE, "").messages).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'id':'0383dadf-2a4e-4d10-a46a-e9e041da8eb3'",
        "{'id':'0383dadf-2a4e-4d10-a46a-e9e041da8eb3'} x",
        "{'id':'0383dadf-2a4e-4d10-a46a-e9e041da8eb3'}{}",
        "['0383dadf-2a4e-4d10-a46a-e9e041da8eb3']",
        "'0383dadf-2a4e-4d10-a46a-e9e041da8eb3'",
        "null",
        "<html>",
        "{'name':'no id'}",
        "{'id':null}",
        "{'id':'unknown'}",
        "{'id':'1-1-1-1-1'}",
        "{'id':17}"
      })
  void malformedLineIsDroppedAndItsNeighboursStay(String malformed) throws IOException {
    Lines lines = Lines.of(Entity.ARTIST, id(MBID), malformed.replace('\'', '"'), id(OTHER_MBID));

    assertThat(lines.ids()).containsExactly(MBID, OTHER_MBID);
    assertThat(lines.reader.malformed()).isEqualTo(1);
  }

  @Test
  void idIsPublishedInLowerCaseAndOnce() throws IOException {
    Lines lines = Lines.of(Entity.ARTIST, id("0383DADF-2A4E-4D10-A46A-E9E041DA8EB3"));

    assertThat(lines.ids()).containsExactly(MBID);
    assertThat(lines.only().has("mbid")).isFalse();
  }

  @Test
  void sameMbidTwiceIsPublishedTwice() throws IOException {
    assertThat(Lines.of(Entity.ARTIST, id(MBID), id(MBID)).ids()).containsExactly(MBID, MBID);
  }

  @Test
  void thousandMalformedLinesAreBorneAndOneMoreFailsTheFileWithItsPosition() throws IOException {
    List<String> bad = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      bad.add("{}");
    }
    bad.add(id(MBID));
    assertThat(Lines.of(Entity.LABEL, bad.toArray(String[]::new)).ids()).containsExactly(MBID);

    bad.add("[]");
    assertThatThrownBy(() -> Lines.of(Entity.LABEL, bad.toArray(String[]::new)))
        .isInstanceOf(DumpException.class)
        .hasMessage(
            "label: more than 1000 malformed lines, the last is line 1002 at byte 3046: "
                + "not a JSON object");
  }

  @Test
  void manyLinesOfAllLengthsComeInOrder() throws IOException {
    Random random = new Random(3);
    List<String> expected = new ArrayList<>();
    StringBuilder content = new StringBuilder();
    for (int i = 0; i < 3_000; i++) {
      String mbid = new UUID(random.nextLong(), i).toString();
      expected.add(mbid);
      int length = i % 500 == 7 ? 700_000 : random.nextInt(900);
      content
          .append("{\"annotation\":\"")
          .append("x".repeat(length))
          .append("\",\"id\":\"")
          .append(mbid)
          .append("\"}\n");
    }
    Lines lines = new Lines(Entity.RELEASE_GROUP, new ArtistMap());
    lines.read(new ByteArrayInputStream(content.toString().getBytes(UTF_8)));

    assertThat(lines.ids()).isEqualTo(expected);
    assertThat(lines.reader.waitingBytes()).isZero();
  }

  @Test
  void linesTooLongToBeHeldAreReadBetweenTheOthers() throws IOException {
    String filler = "y".repeat(LineCutter.LONGEST_HELD + 1000);
    Lines lines =
        Lines.of(
            Entity.ARTIST,
            id(MBID),
            "{\"annotation\":\"" + filler + "\",\"id\":\"" + OTHER_MBID + "\",\"name\":\"long\"}",
            "{\"annotation\":\"" + filler + "\"",
            "{\"annotation\":\"" + filler + "\",\"id\":\"" + MBID + "\"}",
            id(OTHER_MBID));

    assertThat(lines.ids()).containsExactly(MBID, OTHER_MBID, MBID, OTHER_MBID);
    assertThat(lines.messages.get(1).get("name").asString()).isEqualTo("long");
    assertThat(lines.reader.malformed()).isEqualTo(1);
  }

  @Test
  void sinkCanEndTheReading() throws Exception {
    List<byte[]> taken = new ArrayList<>();
    Lines lines = new Lines(Entity.ARTIST, new ArtistMap());
    boolean finished =
        lines.reader.read(
            new ByteArrayInputStream((id(MBID) + "\n").repeat(5_000).getBytes(UTF_8)),
            message -> {
              taken.add(message);
              return taken.size() < 3;
            });

    assertThat(finished).isFalse();
    assertThat(taken).hasSize(3);
  }

  @Test
  void everyFormOfFileGivesTheSameRecords() throws Exception {
    byte[] lines = (id(MBID) + "\n" + id(OTHER_MBID) + "\n").getBytes(UTF_8);
    byte[] tar = Archives.tar(archive("mbdump/release", new String(lines, UTF_8)));
    int middle = tar.length / 3;
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("release.tar", tar);
    files.put("release.tar.xz", Archives.xz(tar));
    files.put(
        "several.tar.xz",
        Archives.joined(
            Archives.xz(Arrays.copyOf(tar, middle)),
            new byte[4],
            Archives.xz(Arrays.copyOfRange(tar, middle, tar.length))));
    files.put("release.jsonl", lines);
    files.put("release.jsonl.xz", Archives.xz(lines));
    files.put("release.jsonl.gz", Archives.gzip(lines));
    files.put("release", lines);
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = Files.write(folder.resolve(file.getKey()), file.getValue());
      AtomicLong bytesRead = new AtomicLong();

      assertThat(ids(path, DataType.RELEASES, bytesRead))
          .as(file.getKey())
          .containsExactly(MBID, OTHER_MBID);
      if (!file.getKey().endsWith(".tar") && !file.getKey().endsWith(".tar.xz")) {
        assertThat(bytesRead.get()).as(file.getKey()).isEqualTo(file.getValue().length);
      }
    }
  }

  @Test
  void entryIsFoundByItsWholeNameAnywhereInTheArchive() throws Exception {
    Map<String, String> entries = archive("x/y/mbdump/release-group", id(MBID));
    entries.put("mbdump/release/", "");
    entries.put("other/release", id(MBID));
    entries.put("./mbdump/release", id(OTHER_MBID));
    Path path = Files.write(folder.resolve("release.tar"), Archives.tar(entries));

    assertThat(ids(path, DataType.RELEASES, new AtomicLong())).containsExactly(OTHER_MBID);
  }

  @Test
  void archiveWithoutTheEntryFails() throws IOException {
    Path path =
        Files.write(
            folder.resolve("release.tar.xz"),
            Archives.xz(Archives.tar(archive("mbdump/release-group", id(MBID)))));

    assertThatThrownBy(() -> ids(path, DataType.RELEASES, new AtomicLong()))
        .isInstanceOf(DumpException.class)
        .hasMessage("release.tar.xz: no entry mbdump/release in the archive");
  }

  @Test
  void cutXzFailsWithFileAndPositionAndKeepsWhatCameBefore() throws Exception {
    StringBuilder content = new StringBuilder();
    Random random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      content.append(id(new UUID(random.nextLong(), random.nextLong()).toString())).append('\n');
    }
    byte[] whole = Archives.xz(Archives.tar(archive("mbdump/artist", content.toString())));
    Path path =
        Files.write(folder.resolve("artist.tar.xz"), Arrays.copyOf(whole, whole.length / 2));
    List<byte[]> before = new ArrayList<>();
    JsonDumpReader reader =
        new JsonDumpReader(Lines.file(path, DataType.ARTISTS), Lines.LIMITS, new ArtistMap());

    assertThatThrownBy(() -> reader.read(new AtomicLong(), before::add))
        .isInstanceOf(DumpException.class)
        .hasMessage("artist.tar.xz: xz data is cut off at byte " + whole.length / 2);
    assertThat(before.size()).isBetween(1, 19_999);
  }

  @Test
  void corruptXzFailsAtOnce() throws Exception {
    byte[] bytes = Archives.xz(id(MBID).repeat(1000).getBytes(UTF_8));
    bytes[bytes.length / 2] ^= 0x55;
    Path path = Files.write(folder.resolve("artist.jsonl.xz"), bytes);

    assertThatThrownBy(() -> ids(path, DataType.ARTISTS, new AtomicLong()))
        .isInstanceOf(DumpException.class)
        .hasMessageMatching("artist\\.jsonl\\.xz: corrupt xz data \\(.*\\) at byte \\d+");
  }

  @Test
  void pageOfHtmlInsteadOfAnArchiveIsNamed() throws Exception {
    Path path = Files.writeString(folder.resolve("artist.tar.xz"), "<html>not found</html>");

    assertThatThrownBy(() -> ids(path, DataType.ARTISTS, new AtomicLong()))
        .isInstanceOf(DumpException.class)
        .hasMessage("artist.tar.xz: not an xz file (no xz magic at byte 0)");
  }

  @Test
  void cutTarNamesTheEntryAndThePlace() throws Exception {
    byte[] tar = Archives.tar(archive("mbdump/artist", (id(MBID) + "\n").repeat(2_000)));
    Path path = Files.write(folder.resolve("artist.tar"), Arrays.copyOf(tar, tar.length / 2));

    assertThatThrownBy(() -> ids(path, DataType.ARTISTS, new AtomicLong()))
        .isInstanceOf(DumpException.class)
        .hasMessageMatching(
            "artist\\.tar: entry mbdump/artist is cut off at byte \\d+ of 92000 \\(.*\\)");
  }

  @Test
  void artistMapKnowsWhoIsWhoAndSkipsBadLines() throws Exception {
    String content =
        String.join(
            "\n",
            artist(MBID, "artist/1", true) + "",
            "not JSON discogs.com",
            artist(OTHER_MBID, "artist/23", false).replace("discogs.com", "Discogs.COM"),
            id("11111111-1111-4111-8111-111111111111"),
            artist("22222222-2222-4222-8222-222222222222", "label/5", false));
    Path path =
        Files.write(
            folder.resolve("artist.tar.xz"),
            Archives.xz(Archives.tar(archive("mbdump/artist", content))));
    DumpFile file = Lines.file(path, DataType.ARTISTS);
    ArtistMap map = new ArtistMap();
    AtomicLong bytesRead = new AtomicLong();

    boolean finished = new ArtistMapReader(file, Lines.LIMITS).read(bytesRead, map, () -> true);

    assertThat(finished).isTrue();
    assertThat(map.size()).isEqualTo(2);
    assertThat(discogsId(map, MBID)).isEqualTo(1);
    assertThat(discogsId(map, OTHER_MBID)).isEqualTo(23);
    assertThat(bytesRead.get()).isPositive();
    assertThat(new ArtistMapReader(file, Lines.LIMITS).read(bytesRead, map, () -> false)).isFalse();
  }

  private static @Nullable Long discogsId(ArtistMap map, String mbid) {
    UUID id = Mbids.parse(mbid);
    return id == null ? null : map.discogsId(id);
  }

  private static String artist(String mbid, String page, boolean ended) {
    return ("{'relations':[{'type':'discogs','target-type':'url','ended':%s,"
            + "'url':{'resource':'https://www.discogs.com/%s'}}],'id':'%s'}")
        .formatted(ended, page, mbid)
        .replace('\'', '"');
  }

  private static String id(String mbid) {
    return "{\"id\":\"" + mbid + "\"}";
  }

  private static Map<String, String> archive(String entry, String content) {
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("TIMESTAMP", "2026-11-01 00:10:02.1+00\n");
    entries.put("COPYING", "CC0\n");
    entries.put("JSON_DUMPS_SCHEMA_NUMBER", "1\n");
    entries.put(entry, content);
    return entries;
  }

  private static List<String> ids(Path path, DataType type, AtomicLong bytesRead)
      throws IOException, InterruptedException {
    Lines lines = new Lines(Entity.of(type), new ArtistMap());
    List<byte[]> messages = new ArrayList<>();
    new JsonDumpReader(Lines.file(path, type), Lines.LIMITS, new ArtistMap())
        .read(bytesRead, messages::add);
    for (byte[] message : messages) {
      lines.messages.add(JsonMapper.shared().readTree(message));
    }
    return lines.ids();
  }
}
