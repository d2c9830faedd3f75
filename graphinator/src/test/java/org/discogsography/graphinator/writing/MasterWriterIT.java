package org.discogsography.graphinator.writing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.discogsography.common.consuming.WriteResult;
import org.discogsography.common.messages.DataType;
import org.discogsography.graphinator.GraphTest;
import org.discogsography.testkit.records.Messages;
import org.discogsography.testkit.servers.BackingServers;
import org.discogsography.testkit.servers.Server;
import org.discogsography.testkit.servers.TestNeo4j;
import org.junit.jupiter.api.Test;

@BackingServers(Server.NEO4J)
class MasterWriterIT extends GraphTest {

  MasterWriterIT(TestNeo4j neo4j) {
    super(neo4j);
  }

  @Test
  void masterThatReleasesReferredToIsFilledInPlace() {
    graph.write(DataType.RELEASES, Messages.record("1", "'master_id': '5'"));
    write("5", "'title': 'Kind Of Blue', 'year': '1959', 'artists': [{'id': '10'}]");

    assertThat(
            graph.single(
                "MATCH (:Release {id: '1'})-[:DERIVED_FROM]->(m:Master) RETURN m.title + m.year"))
        .isEqualTo("Kind Of Blue1959");
    assertThat(targets()).containsExactly("BY 10");
  }

  @Test
  void changedMasterLosesWhatItNoLongerAsserts() {
    write(
        "5",
        """
        'year': 1959, 'artists': [{'id': '10'}, {'id': '11'}], 'genres': ['Jazz', 'Rock'],
        'styles': ['Modal', 'Bop']
        """);
    write("5", "'artists': [{'id': '11'}], 'genres': ['Jazz'], 'styles': ['Modal']");
    assertThat(targets()).containsExactly("BY 11", "IS Jazz", "IS Modal");
    assertThat(graph.single("MATCH (m:Master) RETURN m.year IS NULL")).isEqualTo(true);

    write("5", "'title': 'Bare'");
    assertThat(targets()).isEmpty();
  }

  @Test
  void masterWithOneGenreSaysWhatItsStylesArePartOf() {
    write("5", "'genres': ['Jazz', 'Rock'], 'styles': ['Modal', 'Bop']");
    assertThat(partOf()).isEmpty();

    write("6", "'genres': ['Jazz'], 'styles': ['Modal', 'Bop']");
    assertThat(partOf()).containsExactly("Bop>Jazz", "Modal>Jazz");
  }

  @Test
  void unchangedMasterIsOnlyMarkedAsSeen() {
    var record = Messages.record("5", "'title': 'A', 'genres': ['Jazz']");
    graph.write(DataType.MASTERS, record);
    graph.run("MATCH (m:Master) SET m.title = 'touched'");
    graph.setTime(NOW.plusSeconds(60));

    assertThat(graph.write(DataType.MASTERS, record)).isEqualTo(new WriteResult(0, 1));
    assertThat(graph.single("MATCH (m:Master) RETURN m.title")).isEqualTo("touched");
    assertThat(graph.seenSince(DataType.MASTERS, NOW.plusSeconds(60)).contains("5")).isTrue();
  }

  private void write(String id, String fields) {
    graph.write(DataType.MASTERS, Messages.record(id, fields));
  }

  private List<Object> targets() {
    return graph.column(
        """
        MATCH (:Master)-[edge]->(target)
        RETURN type(edge) + ' ' + coalesce(target.id, target.name) AS text ORDER BY text
        """);
  }

  private List<Object> partOf() {
    return graph.column(
        "MATCH (s:Style)-[:PART_OF]->(g:Genre) RETURN s.name + '>' + g.name AS text ORDER BY text");
  }
}
