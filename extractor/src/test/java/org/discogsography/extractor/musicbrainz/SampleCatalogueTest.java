package org.discogsography.extractor.musicbrainz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.discogsography.common.messages.DataType;
import org.discogsography.extractor.dumps.DumpFile;
import org.discogsography.extractor.dumps.DumpVersion;
import org.discogsography.extractor.dumps.MusicBrainzFolder;
import org.discogsography.testkit.dumps.PlainDump;
import org.discogsography.testkit.dumps.RealExcerpts;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The two halves of the bundled catalogue must fit together. */
class SampleCatalogueTest {

  private static final Path CATALOGUE =
      RealExcerpts.checkout().resolve(Path.of("local-stack", "src", "main", "catalogue"));

  private final Map<DataType, List<JsonNode>> messages = new HashMap<>();

  @Test
  void entitiesLeadToRecordsOfTheDiscogsHalf() throws Exception {
    read();
    Map<DataType, Set<String>> discogs = discogsIds();

    for (Entity entity : Entity.values()) {
      DataType counterpart = entity == Entity.RELEASE_GROUP ? DataType.MASTERS : entity.type();
      List<JsonNode> own = Objects.requireNonNull(messages.get(entity.type()));
      Set<Long> linked = new HashSet<>();
      for (JsonNode message : own) {
        assertThat(message.get("id").asString())
            .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
        assertThat(message.get("name").asString()).isNotBlank();
        JsonNode id = message.get(entity.discogsIdField());
        if (!id.isNull()) {
          assertThat(discogs.get(counterpart)).contains(String.valueOf(id.asLong()));
          assertThat(linked.add(id.asLong())).as("%s %s is linked once", counterpart, id).isTrue();
        }
      }
      assertThat(linked).as(counterpart.text()).hasSizeGreaterThan(200);
    }
  }

  @Test
  void relationsStandOnBothEnds() throws Exception {
    read();
    Set<String> ids = new HashSet<>();
    Set<List<String>> ends = new HashSet<>();
    messages.values().forEach(all -> all.forEach(one -> ids.add(one.get("id").asString())));
    for (List<JsonNode> all : messages.values()) {
      for (JsonNode message : all) {
        for (JsonNode relation : message.get("relations")) {
          String own = message.get("id").asString();
          String other = relation.get("target_mbid").asString();
          assertThat(ids).contains(other);
          ends.add(
              List.of(
                  own,
                  other,
                  relation.get("type").asString(),
                  relation.get("direction").asString(),
                  relation.get("begin_date").toString()));
        }
      }
    }
    assertThat(ends)
        .hasSizeGreaterThan(1_000)
        .allSatisfy(end -> {
          String back = end.get(3).equals("forward") ? "backward" : "forward";
          assertThat(ends).contains(List.of(end.get(1), end.get(0), end.get(2), back, end.get(4)));
        });
  }

  private void read() throws Exception {
    DumpVersion dump = new MusicBrainzFolder(CATALOGUE.resolve("musicbrainz")).newest();
    assertThat(dump.files()).hasSize(4);
    for (DumpFile file : dump.files()) {
      List<JsonNode> read = new ArrayList<>();
      JsonDumpReader reader = new JsonDumpReader(file, Lines.LIMITS, new ArtistMap());
      reader.read(new AtomicLong(), message -> read.add(JsonMapper.shared().readTree(message)));
      assertThat(reader.malformed()).isZero();
      messages.put(file.type(), read);
    }
  }

  private static Map<DataType, Set<String>> discogsIds() throws Exception {
    Map<DataType, Set<String>> ids = new HashMap<>();
    try (Stream<Path> files = Files.list(CATALOGUE.resolve("discogs"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".xml")).toList()) {
        PlainDump dump = PlainDump.read(file);
        Set<String> known = ids.computeIfAbsent(DataType.of(dump.type()), type -> new HashSet<>());
        dump.records().forEach(one -> known.add(String.valueOf(one.get("id"))));
      }
    }
    return ids;
  }
}
