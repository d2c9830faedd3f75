package org.discogsography.benchmarks.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.discogsography.common.messages.DataType;
import org.discogsography.extractor.discogs.ReadLimits;
import org.discogsography.extractor.dumps.DumpFile;
import org.discogsography.extractor.dumps.DumpVersion;
import org.discogsography.extractor.dumps.MusicBrainzFolder;
import org.discogsography.extractor.musicbrainz.ArtistMap;
import org.discogsography.extractor.musicbrainz.ArtistMapReader;
import org.discogsography.extractor.musicbrainz.JsonDumpReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds the counts of the manifest against what the extractor reads in the MusicBrainz dumps. */
class MusicBrainzDumpsTest {

  private static final ReadLimits LIMITS = new ReadLimits(2, 100, 5_000, 64L << 20);

  private static final Map<String, String> EDGES =
      Map.of(
          "member of band", "MEMBER_OF",
          "collaboration", "COLLABORATED_WITH",
          "teacher", "TAUGHT",
          "tribute", "TRIBUTE_TO",
          "founder", "FOUNDED",
          "supporting musician", "SUPPORTED",
          "subgroup", "SUBGROUP_OF",
          "artist rename", "RENAMED_TO");

  @TempDir private Path folder;

  private final Set<List<String>> relationships = new HashSet<>();
  private final Set<List<String>> externalLinks = new HashSet<>();
  private final Map<String, Set<List<Long>>> edges = new HashMap<>();

  @ParameterizedTest
  @CsvSource({"4000, 0", "4000, 10", "30, 0"})
  void manifestCountsWhatTheExtractorPublishes(int releases, double mutated) throws Exception {
    Manifest manifest = generate(new GenerationRequest(releases, 11, mutated, "20261104"), 2);
    Generated discogs = new Generated(folder, manifest.request(), manifest);
    Manifest.MusicBrainz expected = Objects.requireNonNull(manifest.musicbrainz());
    DumpVersion dump = new MusicBrainzFolder(folder.resolve("musicbrainz")).newest();
    assertThat(dump.version()).isEqualTo("20261104-001002").isEqualTo(expected.version());
    ArtistMap artists = new ArtistMap();
    new ArtistMapReader(dump.files().getFirst(), LIMITS)
        .read(new AtomicLong(), artists, () -> true);
    Set<Long> discogsArtists = new HashSet<>();
    discogs.records(RecordType.ARTIST).forEach(one -> discogsArtists.add(Long.valueOf(one.id())));

    for (DumpFile file : dump.files()) {
      String table = file.type().text().replace('-', '_');
      Manifest.EntityFile counts = Objects.requireNonNull(expected.files().get(table));
      Set<String> ids = new HashSet<>();
      long linked = 0;
      for (JsonNode message : messages(file, artists)) {
        ids.add(message.get("id").asString());
        linked += message.get("discogs_ids").isEmpty() ? 0 : 1;
        count(file.type(), message, discogsArtists);
      }
      assertThat(ids).as(table).hasSize((int) counts.records());
      assertThat(linked).as(table).isEqualTo(counts.linked());
      assertThat(counts.records()).as(table).isEqualTo(expected.tables().get(table));
    }
    assertThat((long) relationships.size()).isEqualTo(expected.tables().get("relationships"));
    assertThat((long) externalLinks.size()).isEqualTo(expected.tables().get("external_links"));
    assertThat(EDGES.values()).containsAll(expected.relationships().keySet());
    expected
        .relationships()
        .forEach((type, count) ->
            assertThat(edges.getOrDefault(type, Set.of())).as(type).hasSize(count.intValue()));
    assertThat(knownMemberships(discogs)).isEqualTo(expected.membershipsOfDiscogs());
    assertThat((long) artists.size())
        .isEqualTo(Objects.requireNonNull(expected.files().get("artists")).linked());
  }

  @Test
  void progressExpectsAboutAsManyEntitiesAsAreWritten() throws Exception {
    Map<String, Long> expected = new HashMap<>();
    Map<String, Long> written = new HashMap<>();
    new CatalogueGenerator(
            new GenerationRequest(4_000, 3, 10, "20261104"),
            2,
            (what, count, about, bytes) -> {
              expected.put(what, about);
              written.put(what, count);
            },
            CatalogueGenerator.Half.WITH_MUSICBRAINZ)
        .write(folder);

    for (String table : List.of("artists", "labels", "release_groups", "releases")) {
      assertThat(expected.get("MusicBrainz " + table))
          .as(table)
          .isCloseTo(written.get("MusicBrainz " + table), withinPercentage(10));
    }
  }

  @Test
  void everyKindOfRelationComesUp() throws Exception {
    Manifest.MusicBrainz written =
        Objects.requireNonNull(
            generate(new GenerationRequest(20_000, 1, 0, "20261104"), 2).musicbrainz());

    assertThat(written.relationships())
        .hasSize(8)
        .allSatisfy((type, count) -> assertThat(count).as(type).isGreaterThan(20));
    assertThat(written.membershipsOfDiscogs())
        .isPositive()
        .isLessThan(written.relationships().get("MEMBER_OF"));
    assertThat(written.files().values()).allMatch(file -> file.linked() < file.records());
  }

  @Test
  void sameArgumentsGiveTheSameLinesWithAnyNumberOfThreads() throws Exception {
    GenerationRequest request = new GenerationRequest(300, 5, 0, "20261104");
    Manifest.MusicBrainz one = Objects.requireNonNull(generate(request, 1).musicbrainz());
    Manifest.MusicBrainz three = Objects.requireNonNull(generate(request, 3).musicbrainz());

    assertThat(three).isEqualTo(one);
    assertThat(one.files().values().stream().map(Manifest.EntityFile::crc32))
        .containsExactly("c5ce7ce9", "c50095c2", "96fe4530", "f4223035");
  }

  @Test
  void packedDumpsHoldTheSameLines() throws Exception {
    GenerationRequest request = new GenerationRequest(60, 5, 0, "20261104");
    Manifest plain = generate(request, 1);
    Manifest packed =
        new CatalogueGenerator(
                request,
                1,
                (what, written, expected, bytes) -> {},
                CatalogueGenerator.Half.WITH_MUSICBRAINZ_PACKED)
            .write(folder.resolve("packed"));

    assertThat(crcs(packed)).isEqualTo(crcs(plain));
    DumpVersion dump = new MusicBrainzFolder(folder.resolve("packed/musicbrainz")).newest();
    assertThat(dump.files().stream().map(DumpFile::name))
        .containsExactly("artist.tar.xz", "label.tar.xz", "release-group.tar.xz", "release.tar.xz");
    assertThat(messages(dump.files().getFirst(), new ArtistMap())).isNotEmpty();
  }

  private static List<String> crcs(Manifest manifest) {
    return Objects.requireNonNull(manifest.musicbrainz()).files().values().stream()
        .map(Manifest.EntityFile::crc32)
        .toList();
  }

  private Manifest generate(GenerationRequest request, int threads) throws Exception {
    return new CatalogueGenerator(
            request,
            threads,
            (what, written, expected, bytes) -> {},
            CatalogueGenerator.Half.WITH_MUSICBRAINZ)
        .write(folder);
  }

  private static List<JsonNode> messages(DumpFile file, ArtistMap artists) throws Exception {
    List<JsonNode> messages = new ArrayList<>();
    JsonDumpReader reader = new JsonDumpReader(file, LIMITS, artists);
    reader.read(new AtomicLong(), message -> messages.add(JsonMapper.shared().readTree(message)));
    assertThat(reader.malformed()).isZero();
    return messages;
  }

  /** Counts as the consumers write: a relation that both ends tell of is one. */
  private void count(DataType type, JsonNode message, Set<Long> discogsArtists) {
    String own = message.get("id").asString();
    for (JsonNode link : message.get("external_links")) {
      externalLinks.add(List.of(own, link.get("service").asString(), link.get("url").asString()));
    }
    for (JsonNode relation : message.get("relations")) {
      boolean backward = relation.get("direction").asString().equals("backward");
      String other = relation.get("target_mbid").asString();
      String kind = relation.get("type").asString();
      relationships.add(
          List.of(
              backward ? other : own,
              backward ? own : other,
              kind,
              relation.get("begin_date").toString(),
              relation.get("end_date").toString(),
              relation.get("attributes").toString()));
      JsonNode target = relation.get("target_discogs_artist_id");
      String edge = EDGES.get(kind);
      if (type == DataType.ARTISTS
          && edge != null
          && !target.isNull()
          && !message.get("discogs_artist_id").isNull()) {
        long from = message.get("discogs_artist_id").asLong();
        long to = target.asLong();
        assertThat(discogsArtists).contains(from, to);
        edges
            .computeIfAbsent(edge, any -> new HashSet<>())
            .add(backward ? List.of(to, from) : List.of(from, to));
      }
    }
  }

  /** Edges MEMBER_OF that both halves assert. */
  private long knownMemberships(Generated discogs) throws Exception {
    Set<List<Long>> known = new HashSet<>();
    for (var record : discogs.records(RecordType.ARTIST)) {
      JsonNode artist = JsonMapper.shared().readTree(record.json());
      long own = artist.get("id").asLong();
      artist.path("groups").forEach(group -> known.add(List.of(own, group.get("id").asLong())));
      artist.path("members").forEach(member -> known.add(List.of(member.get("id").asLong(), own)));
    }
    known.retainAll(edges.getOrDefault("MEMBER_OF", Set.of()));
    return known.size();
  }
}
