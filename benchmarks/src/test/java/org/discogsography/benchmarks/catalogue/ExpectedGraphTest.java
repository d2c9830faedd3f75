package org.discogsography.benchmarks.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.discogsography.common.messages.DataRecord;
import org.discogsography.graphinator.records.ArtistRecord;
import org.discogsography.graphinator.records.LabelRecord;
import org.discogsography.graphinator.records.MasterRecord;
import org.discogsography.graphinator.records.RecordReader;
import org.discogsography.graphinator.records.ReleaseRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds the counts of the manifest against what the services read in the same dumps. */
class ExpectedGraphTest {

  @TempDir private Path folder;

  private final RecordReader reader = new RecordReader(() -> Instant.parse("2026-11-01T00:00:00Z"));
  private final Map<String, Set<List<String>>> nodes = new HashMap<>();
  private final Map<String, Set<List<String>>> relationships = new HashMap<>();
  private final Map<String, Long> records = new HashMap<>();

  @ParameterizedTest
  @CsvSource({"3000, 0", "3000, 10", "40, 0", "1, 0"})
  void manifestCountsWhatTheServicesWillWrite(int releases, double mutated) throws Exception {
    Generated catalogue = Generated.of(folder, releases, 11, mutated);
    read(catalogue);

    Manifest.Graph graph = catalogue.manifest().graph();
    graph
        .nodes()
        .forEach((label, count) ->
            assertThat(nodes.getOrDefault(label, Set.of())).as(label).hasSize(count.intValue()));
    graph
        .relationships()
        .forEach((type, count) ->
            assertThat(relationships.getOrDefault(type, Set.of()))
                .as(type)
                .hasSize(count.intValue()));
    graph
        .stubs()
        .forEach((label, count) ->
            assertThat(nodes.getOrDefault(label, Set.of()).size() - records.getOrDefault(label, 0L))
                .as("stubs of %s", label)
                .isEqualTo(count));
    assertThat(graph.nodes().keySet()).containsAll(nodes.keySet());
    assertThat(graph.relationships().keySet()).containsAll(relationships.keySet());
  }

  @Test
  void everyKindOfRelationshipAndStubComesUp() throws Exception {
    Manifest.Graph graph = Generated.of(folder, 20_000, 11, 0).manifest().graph();

    assertThat(graph.relationships().values()).allMatch(count -> count > 100);
    assertThat(graph.nodes()).containsEntry("Genre", 16L);
    assertThat(graph.nodes().get("Style")).isBetween(700L, 757L);
    assertThat(graph.stubs().get("Artist")).isBetween(10L, 500L);
    assertThat(graph.stubs().get("Label")).isPositive();
    assertThat(graph.stubs().get("Master")).isPositive();
  }

  private void read(Generated catalogue) throws Exception {
    for (DataRecord record : seen("Artist", catalogue.records(RecordType.ARTIST))) {
      artist(reader.artist(record));
    }
    for (DataRecord record : seen("Label", catalogue.records(RecordType.LABEL))) {
      label(reader.label(record));
    }
    for (DataRecord record : seen("Master", catalogue.records(RecordType.MASTER))) {
      master(reader.master(record));
    }
    for (DataRecord record : seen("Release", catalogue.records(RecordType.RELEASE))) {
      release(reader.release(record));
    }
  }

  private List<DataRecord> seen(String label, List<DataRecord> all) {
    all.forEach(record -> node(label, record.id()));
    assertThat(nodes.get(label)).as("distinct ids").hasSize(all.size());
    records.put(label, (long) all.size());
    return all;
  }

  private void artist(ArtistRecord artist) {
    artist.members().forEach(id -> edge("MEMBER_OF", id, node("Artist", id), artist.id()));
    artist.groups().forEach(id -> edge("MEMBER_OF", artist.id(), node("Artist", id), id));
    artist.aliases().forEach(id -> edge("ALIAS_OF", id, node("Artist", id), artist.id()));
  }

  private void label(LabelRecord label) {
    label.parents().forEach(id -> edge("SUBLABEL_OF", label.id(), node("Label", id), id));
    label.sublabels().forEach(id -> edge("SUBLABEL_OF", id, node("Label", id), label.id()));
  }

  private void master(MasterRecord master) {
    String own = "master " + master.id();
    master.artists().forEach(id -> edge("BY", own, node("Artist", id), id));
    classify(own, master.genres(), master.styles());
  }

  private void release(ReleaseRecord release) {
    String own = "release " + release.id();
    release.artists().forEach(id -> edge("BY", own, node("Artist", id), id));
    release.labels().forEach(id -> edge("ON", own, node("Label", id), id));
    release.masters().forEach(id -> edge("DERIVED_FROM", own, node("Master", id), id));
    classify(own, release.genres(), release.styles());
    release
        .credits()
        .forEach(credit -> {
          node("Person", credit.person());
          edge("CREDITED_ON", credit.person(), credit.role(), own);
        });
    release
        .identities()
        .forEach(same ->
            edge("SAME_AS", same.person(), node("Artist", same.artistId()), same.artistId()));
  }

  private void classify(String own, List<String> genres, List<String> styles) {
    genres.forEach(name -> edge("IS", own, node("Genre", name), "genre " + name));
    styles.forEach(name -> edge("IS", own, node("Style", name), "style " + name));
    if (genres.size() == 1) {
      styles.forEach(style -> edge("PART_OF", style, "", genres.getFirst()));
    }
  }

  private String node(String label, String key) {
    nodes.computeIfAbsent(label, any -> new HashSet<>()).add(List.of(key));
    return "";
  }

  private void edge(String type, String from, String detail, String to) {
    relationships.computeIfAbsent(type, any -> new HashSet<>()).add(List.of(from, detail, to));
  }
}
