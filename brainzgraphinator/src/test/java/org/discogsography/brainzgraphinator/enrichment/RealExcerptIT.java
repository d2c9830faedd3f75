package org.discogsography.brainzgraphinator.enrichment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.discogsography.brainzgraphinator.EnrichedGraph;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.Source;
import org.discogsography.testkit.dumps.PlainMusicBrainz;
import org.discogsography.testkit.servers.BackingServers;
import org.discogsography.testkit.servers.Server;
import org.discogsography.testkit.servers.TestNeo4j;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Compares what real documents, read as plain trees, add to the graph with what is there. Of the
 * artists of the excerpt one has a Discogs page; here all that it refers to get one, by numbers
 * from 900,000 on.
 */
@BackingServers(Server.NEO4J)
class RealExcerptIT {

  private static final long FIRST_INVENTED = 900_000;

  /** As the contract names them, apart from the code under test. */
  private static final Map<String, String> KINDS =
      Map.of(
          "member of band", "MEMBER_OF",
          "collaboration", "COLLABORATED_WITH",
          "teacher", "TAUGHT",
          "tribute", "TRIBUTE_TO",
          "founder", "FOUNDED",
          "supporting musician", "SUPPORTED",
          "vocal supporting musician", "SUPPORTED",
          "instrumental supporting musician", "SUPPORTED",
          "subgroup", "SUBGROUP_OF",
          "artist rename", "RENAMED_TO");

  private final TestNeo4j neo4j;
  private EnrichedGraph graph;
  private PlainMusicBrainz dump;

  RealExcerptIT(TestNeo4j neo4j) {
    this.neo4j = neo4j;
    Optional<PlainMusicBrainz> excerpt = PlainMusicBrainz.realExcerpt();
    assumeTrue(
        excerpt.isPresent(),
        "no real excerpt at hand; TEST_REAL_DATA may name the folder that has musicbrainz/mbdump");
    this.dump = excerpt.orElseThrow();
    this.graph = new EnrichedGraph(neo4j);
  }

  @BeforeEach
  void load() {
    long next = FIRST_INVENTED;
    for (JsonNode artist : dump.entities(DataType.ARTISTS)) {
      for (JsonNode relation : artist.path("relations")) {
        String target = PlainMusicBrainz.text(relation.path("artist"), "id");
        if (target != null && dump.discogsArtist(target) == null) {
          dump.link(target, next++);
        }
      }
    }
    for (long id = FIRST_INVENTED; id < next; id++) {
      graph.artists(id);
    }
    for (DataType type : Source.MUSICBRAINZ.types()) {
      for (JsonNode entity : dump.entities(type)) {
        Long id = PlainMusicBrainz.discogsId(type, entity);
        if (id != null) {
          graph.nodes(NodeKind.of(type).label(), id);
        }
      }
      graph.write(type, dump.messages(type));
    }
  }

  @Test
  void everyEntityWithADiscogsPageHasItsPropertiesOnItsNode() {
    int matched = 0;
    for (DataType type : Source.MUSICBRAINZ.types()) {
      for (JsonNode entity : dump.entities(type)) {
        Long id = PlainMusicBrainz.discogsId(type, entity);
        if (id != null) {
          matched++;
          assertThat(graph.enriched(NodeKind.of(type).label(), id))
              .isEqualTo(properties(type, entity));
        }
      }
    }
    assertThat(matched).isGreaterThanOrEqualTo(4);
    assertThat(graph.count("(n) WHERE n.mbid IS NOT NULL AND NOT n:HeldEnrichment"))
        .isEqualTo(matched);
  }

  private static Map<String, Object> properties(DataType type, JsonNode entity) {
    Map<String, @Nullable Object> expected = new HashMap<>();
    JsonNode span = entity.path("life-span");
    expected.put("mbid", text(entity, "id"));
    switch (type) {
      case ARTISTS -> {
        expected.put("mb_type", text(entity, "type"));
        expected.put("mb_gender", text(entity, "gender"));
        expected.put("mb_begin_date", text(span, "begin"));
        expected.put("mb_end_date", text(span, "end"));
        expected.put("mb_area", text(entity.path("area"), "name"));
        expected.put("mb_begin_area", text(entity.path("begin-area"), "name"));
        expected.put("mb_end_area", text(entity.path("end-area"), "name"));
        expected.put("mb_disambiguation", text(entity, "disambiguation"));
      }
      case LABELS -> {
        expected.put("mb_type", text(entity, "type"));
        JsonNode code = entity.path("label-code");
        expected.put("mb_label_code", code.isNumber() ? code.asLong() : null);
        expected.put("mb_begin_date", text(span, "begin"));
        expected.put("mb_end_date", text(span, "end"));
        expected.put("mb_area", text(entity.path("area"), "name"));
      }
      case RELEASES -> {
        expected.put("mb_barcode", text(entity, "barcode"));
        expected.put("mb_status", text(entity, "status"));
        expected.put("mb_release_group_mbid", text(entity.path("release-group"), "id"));
      }
      default -> {
        String released = text(entity, "first-release-date");
        expected.put("mb_type", text(entity, "primary-type"));
        expected.put("mb_secondary_types", texts(entity.path("secondary-types")));
        expected.put("mb_first_release_date", "".equals(released) ? null : released);
        expected.put("mb_disambiguation", text(entity, "disambiguation"));
      }
    }
    Map<String, Object> present = new TreeMap<>();
    expected.forEach((name, value) -> {
      if (value != null) {
        present.put(name, value);
      }
    });
    return present;
  }

  @Test
  void everyRelationOfOurKindsIsARelationship() {
    Map<String, List<JsonNode>> relations = new TreeMap<>();
    for (JsonNode artist : dump.entities(DataType.ARTISTS)) {
      Long own = PlainMusicBrainz.discogsId(DataType.ARTISTS, artist);
      for (JsonNode relation : artist.path("relations")) {
        String kind = KINDS.get(text(relation, "type"));
        String target = text(relation.path("artist"), "id");
        if (own != null && kind != null && target != null) {
          Long other = Objects.requireNonNull(dump.discogsArtist(target));
          boolean backward = "backward".equals(text(relation, "direction"));
          relations
              .computeIfAbsent(
                  (backward ? other : own) + " " + kind + " " + (backward ? own : other),
                  any -> new ArrayList<>())
              .add(relation);
        }
      }
    }
    List<String> expected = new ArrayList<>();
    relations.forEach((ends, all) -> expected.add(ends + " " + properties(all)));

    assertThat(expected).hasSizeGreaterThan(5);
    assertThat(graph.edges()).containsExactlyInAnyOrderElementsOf(expected);
  }

  private static Map<String, Object> properties(List<JsonNode> relations) {
    TreeSet<String> begins = new TreeSet<>();
    TreeSet<String> ends = new TreeSet<>();
    TreeSet<String> attributes = new TreeSet<>();
    boolean open = false;
    for (JsonNode relation : relations) {
      Optional.ofNullable(text(relation, "begin")).ifPresent(begins::add);
      Optional.ofNullable(text(relation, "end")).ifPresent(ends::add);
      open |= !relation.path("ended").asBoolean(false) && text(relation, "end") == null;
      attributes.addAll(texts(relation.path("attributes")));
    }
    Map<String, Object> properties = new TreeMap<>();
    properties.put("source", "musicbrainz");
    properties.put("ended", !open);
    properties.put("attributes", List.copyOf(attributes));
    if (!begins.isEmpty()) {
      properties.put("begin_date", begins.getFirst());
    }
    if (!open && !ends.isEmpty()) {
      properties.put("end_date", ends.getLast());
    }
    return properties;
  }

  @Test
  void importingAgainChangesNothing() {
    List<String> before = graph.export(true);
    for (DataType type : Source.MUSICBRAINZ.types()) {
      graph.write(type, dump.messages(type));
    }
    assertThat(graph.export(true)).isEqualTo(before);
  }

  private static @Nullable String text(JsonNode node, String name) {
    return PlainMusicBrainz.text(node, name);
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asString).toList();
  }
}
