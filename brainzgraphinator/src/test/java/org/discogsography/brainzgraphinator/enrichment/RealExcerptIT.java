package org.discogsography.brainzgraphinator.enrichment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.discogsography.brainzgraphinator.EnrichedGraph;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.Source;
import org.discogsography.testkit.dumps.PlainEnrichment;
import org.discogsography.testkit.dumps.PlainEnrichment.Node;
import org.discogsography.testkit.dumps.PlainMusicBrainz;
import org.discogsography.testkit.servers.BackingServers;
import org.discogsography.testkit.servers.Server;
import org.discogsography.testkit.servers.TestNeo4j;
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
    SortedMap<Node, Map<String, Object>> expected = expected().nodes();

    assertThat(expected).hasSizeGreaterThanOrEqualTo(4);
    expected.forEach((node, properties) ->
        assertThat(graph.enriched(node.label(), node.id()))
            .as(node.toString())
            .containsExactlyInAnyOrderEntriesOf(withoutHash(properties)));
    assertThat(graph.count("(n) WHERE n.mbid IS NOT NULL AND NOT n:HeldEnrichment"))
        .isEqualTo(expected.size());
  }

  private static Map<String, Object> withoutHash(Map<String, Object> properties) {
    Map<String, Object> others = new TreeMap<>(properties);
    others.remove("mb_sha256");
    return others;
  }

  @Test
  void everyRelationOfOurKindsIsARelationship() {
    List<String> expected = new ArrayList<>();
    expected()
        .edges()
        .forEach((edge, properties) ->
            expected.add(
                edge.start().id() + " " + edge.type() + " " + edge.end().id() + " " + properties));

    assertThat(expected).hasSizeGreaterThan(5);
    assertThat(graph.edges()).containsExactlyInAnyOrderElementsOf(expected);
  }

  private PlainEnrichment expected() {
    return new PlainEnrichment(dump, (label, id) -> true);
  }

  @Test
  void importingAgainChangesNothing() {
    List<String> before = graph.export(true);
    for (DataType type : Source.MUSICBRAINZ.types()) {
      graph.write(type, dump.messages(type));
    }
    assertThat(graph.export(true)).isEqualTo(before);
  }
}
