package org.discogsography.graphinator.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.discogsography.common.messages.DataRecord;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.ExtractionComplete;
import org.discogsography.common.messages.Source;
import org.discogsography.common.neo4j.Neo4jFailures;
import org.discogsography.graphinator.GeneratedCatalogue;
import org.discogsography.graphinator.GraphTest;
import org.discogsography.graphinator.completion.Latches;
import org.discogsography.testkit.records.Messages;
import org.discogsography.testkit.servers.BackingServers;
import org.discogsography.testkit.servers.Server;
import org.discogsography.testkit.servers.TestNeo4j;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Session;
import org.neo4j.driver.Transaction;

@BackingServers(Server.NEO4J)
class PostImportIT extends GraphTest {

  PostImportIT(TestNeo4j neo4j) {
    super(neo4j);
  }

  private static final Instant STARTED = NOW.minusSeconds(600);
  private static final Instant NEXT_START = NOW.plus(Duration.ofDays(30));

  private final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());

  @Test
  void stubWithoutRelationshipsGoesAndOneWithThemStays() throws Exception {
    releases("1", "'artists': [{'id': '10'}]");
    graph.run("CREATE (:Artist {id: '11'}), (:Label {id: '12'}), (:Artist {id: '13', sha256: ''})");

    run(STARTED, Map.of());

    assertThat(graph.column("MATCH (n:Artist|Label) RETURN n.id AS id ORDER BY id"))
        .containsExactly("10", "13");
  }

  @Test
  void recordThatLeftTheDumpGoesWithWhatOnlyItHeld() throws Exception {
    for (int i = 1; i <= 20; i++) {
      releases(String.valueOf(i), "'artists': [{'id': '%d'}]".formatted(100 + i));
    }
    graph.setTime(NEXT_START.plusSeconds(60));
    for (int i = 2; i <= 20; i++) {
      releases(String.valueOf(i), "'artists': [{'id': '%d'}]".formatted(100 + i));
    }

    run(NEXT_START, Map.of(DataType.RELEASES, 19L));

    assertThat(graph.single("MATCH (r:Release {id: '1'}) RETURN count(r)")).isEqualTo(0L);
    assertThat(graph.single("MATCH (a:Artist {id: '101'}) RETURN count(a)")).isEqualTo(0L);
    assertThat(graph.single("MATCH (r:Release)-[:BY]->() RETURN count(r)")).isEqualTo(19L);
  }

  @Test
  void removedRecordThatOthersPointAtBecomesAStub() throws Exception {
    releases("1", "'title': 'Gone', 'genres': ['Rock'], 'labels': [{'id': '5', 'catno': 'C'}]");
    releases("2", "'title': 'Kept'");
    graph.run(
        """
        MATCH (r:Release {id: '1'}) SET r.mbid = 'm'
        CREATE (:User {id: 'u'})-[:COLLECTED {instance_id: '1'}]->(r)
        """);
    graph.setTime(NEXT_START.plusSeconds(60));
    releases("2", "'title': 'Kept'");

    run(NEXT_START, Map.of(DataType.RELEASES, 1L));

    assertThat(graph.run("MATCH (r:Release {id: '1'}) RETURN r").getFirst().get(0).asMap())
        .isEqualTo(Map.of("id", "1", "mbid", "m", "catalog_number", "C"));
    assertThat(graph.column("MATCH (:Release {id: '1'})-[e]-() RETURN type(e)"))
        .containsExactly("COLLECTED");
  }

  @Test
  void removedArtistTakesBackOnlyItsOwnAssertions() throws Exception {
    artists("1", "'groups': [{'id': '2'}, {'id': '3'}]");
    artists("2", "'members': [{'id': '1'}]");
    artists("3", "'name': 'three'");
    graph.setTime(NEXT_START.plusSeconds(60));
    artists("2", "'members': [{'id': '1'}]");
    artists("3", "'name': 'three'");

    run(NEXT_START, Map.of(DataType.ARTISTS, 2L));

    assertThat(graph.column("MATCH (a)-[e:MEMBER_OF]->(b) RETURN a.id + '>' + b.id"))
        .containsExactly("1>2");
    assertThat(graph.single("MATCH (a:Artist {id: '1'}) RETURN a.sha256 IS NULL")).isEqualTo(true);
  }

  @Test
  void typeThatTheDumpDidNotHoldKeepsItsRecords() throws Exception {
    artists("1", "'name': 'kept'");
    releases("1", "'title': 'kept'");

    run(NEXT_START, Map.of(DataType.LABELS, 5L));

    assertThat(graph.single("MATCH (n) WHERE n.sha256 IS NOT NULL RETURN count(n)")).isEqualTo(2L);
  }

  @Test
  void ninetyPercentStaleIsRefused() throws Exception {
    for (int i = 1; i <= 10; i++) {
      artists(String.valueOf(i), "'name': 'x'");
    }
    graph.setTime(NEXT_START.plusSeconds(60));
    artists("1", "'name': 'x'");

    run(NEXT_START, Map.of(DataType.ARTISTS, 1L));

    assertThat(graph.single("MATCH (a:Artist) RETURN count(a)")).isEqualTo(10L);
  }

  @Test
  void styleStaysPartOfAGenreOnlyWhileASingleGenreRecordSaysSo() throws Exception {
    releases("1", "'genres': ['Rock'], 'styles': ['Punk']");
    releases("2", "'genres': ['Jazz'], 'styles': ['Bop']");
    releases("1", "'genres': ['Rock', 'Pop'], 'styles': ['Punk']");
    graph.run("MATCH (:Style {name: 'Bop'})-[e:PART_OF]->() DELETE e");

    run(STARTED, Map.of());

    assertThat(graph.column("MATCH (s:Style)-[:PART_OF]->(g) RETURN s.name + '>' + g.name"))
        .containsExactly("Bop>Jazz");
  }

  @Test
  void genreAndStyleThatNoRecordBearsAnyMoreGo() throws Exception {
    releases("1", "'genres': ['Blues'], 'styles': ['Delta Blues']");
    releases("2", "'genres': ['Rock'], 'styles': ['Punk']");
    releases("1", "'genres': ['Rock'], 'styles': []");

    run(STARTED, Map.of());

    assertThat(graph.column("MATCH (n:Genre|Style) RETURN n.name"))
        .containsExactlyInAnyOrder("Rock", "Punk");
  }

  @Test
  void genreWithoutDatedReleaseHasCountsButNoFirstYear() throws Exception {
    releases("1", "'genres': ['Rock'], 'artists': [{'id': '1'}]");
    graph.write(DataType.MASTERS, Messages.record("9", "'year': 1960, 'genres': ['Rock', 'Folk']"));

    run(STARTED, Map.of());

    Map<String, Object> rock =
        new HashMap<>(
            graph.run("MATCH (g:Genre {name: 'Rock'}) RETURN g").getFirst().get(0).asMap());
    assertThat(rock)
        .isEqualTo(
            Map.of(
                "name",
                "Rock",
                "release_count",
                1L,
                "artist_count",
                1L,
                "label_count",
                0L,
                "style_count",
                0L));
    assertThat(graph.single("MATCH (g:Genre {name: 'Folk'}) RETURN g.release_count")).isEqualTo(0L);
  }

  @Test
  void countsFollowAReleaseThatChanged() throws Exception {
    releases("1", "'genres': ['Rock'], 'labels': [{'id': '5'}]");
    releases("2", "'genres': ['Rock'], 'labels': [{'id': '5'}]");
    run(STARTED, Map.of());
    assertThat(graph.single("MATCH (g:Genre {name: 'Rock'}) RETURN g.release_count")).isEqualTo(2L);

    releases("1", "'genres': ['Jazz'], 'labels': [{'id': '6'}]");
    run(NEXT_START, Map.of());

    assertThat(
            graph.column(
                """
                MATCH (n:Genre|Label)
                RETURN coalesce(n.name, n.id) + ' ' + n.release_count AS text ORDER BY text
                """))
        .containsExactly("5 1", "6 1", "Jazz 1", "Rock 1");
  }

  @Test
  void oneMisdatedReleaseDoesNotMoveTheFirstYear() throws Exception {
    String techno = "'genres': ['Electronic'], 'styles': ['%s'], 'released': '%d'";
    releases("1", techno.formatted("Techno", 1901));
    for (int i = 2; i <= 4; i++) {
      releases(String.valueOf(i), techno.formatted("Techno", 1988));
    }
    releases("5", techno.formatted("Rare", 1995));
    releases("6", techno.formatted("Rare", 1993));

    run(STARTED, Map.of());

    assertThat(graph.column("MATCH (s:Style) RETURN s.name + s.first_year AS text ORDER BY text"))
        .containsExactly("Rare1993", "Techno1988");
  }

  @Test
  void stubThatOnlyAnUncreditedPersonPointedAtGoes() throws Exception {
    releases("1", "'extraartists': [{'id': '40', 'name': 'P', 'role': 'Drums'}]");
    releases("1", "'title': 'no credits'");

    run(STARTED, Map.of());

    assertThat(graph.single("MATCH (n:Person|Artist) RETURN count(n)")).isEqualTo(0L);
  }

  @Test
  void personWithoutCreditsGoesAndOthersAreCounted() throws Exception {
    releases("1", "'extraartists': [{'id': '1', 'name': 'P', 'role': 'Drums'}]");
    releases(
        "2",
        """
        'extraartists': [{'name': 'Q', 'role': 'Drums'}, {'name': 'Q', 'role': 'Bass'}]
        """);
    releases("1", "'title': 'no credits'");

    run(STARTED, Map.of());

    assertThat(graph.column("MATCH (p:Person) RETURN p.name + p.credit_count"))
        .containsExactly("Q1");
  }

  @Test
  void countsEqualANaiveRecount() throws Exception {
    GeneratedCatalogue catalogue = new GeneratedCatalogue(11, 100, 40, 50, 300);
    for (DataType type : Source.DISCOGS.types()) {
      graph.write(type, catalogue.records(type));
    }

    run(STARTED, Map.of());

    for (String recount : RECOUNTS) {
      assertThat(graph.single(recount)).as(recount).isEqualTo(0L);
    }
    assertThat(graph.single("MATCH (g:Genre) RETURN sum(g.release_count) > 300")).isEqualTo(true);
    assertThat(graph.single("MATCH (l:ExtractionCompletion) RETURN l.maintenance_state"))
        .isEqualTo("completed");
    assertThat(graph.single("MATCH (l:ExtractionCompletion) RETURN l.completed_at IS NOT NULL"))
        .isEqualTo(true);
  }

  /** Nodes whose stored number is not the one counted here, in another way. */
  private static final List<String> RECOUNTS =
      List.of(
          """
          MATCH (g:Genre|Style) OPTIONAL MATCH (r:Release)-[:IS]->(g)
          OPTIONAL MATCH (r)-[:BY]->(a) OPTIONAL MATCH (r)-[:ON]->(l)
          WITH g, count(DISTINCT r) AS releases, count(DISTINCT a) AS artists,
               count(DISTINCT l) AS labels, collect(DISTINCT r) AS all
          WITH *, [r IN all WHERE r.year > 0 | r.year] AS years
          WITH *, [y IN years WHERE size([o IN years WHERE o = y]) >= 3] AS often
          UNWIND CASE WHEN often = [] THEN years + [null] ELSE often END AS year
          WITH g, releases, artists, labels, min(year) AS first
          WHERE g.release_count <> releases OR g.artist_count <> artists
             OR g.label_count <> labels OR coalesce(g.first_year, 0) <> coalesce(first, 0)
             OR g.release_count IS NULL
          RETURN count(g)
          """,
          """
          MATCH (g:Genre) OPTIONAL MATCH (g)<-[:IS]-(:Release)-[:IS]->(s:Style)
          WITH g, count(DISTINCT s) AS styles WHERE g.style_count <> styles RETURN count(g)
          """,
          """
          MATCH (s:Style) OPTIONAL MATCH (s)<-[:IS]-(:Release)-[:IS]->(g:Genre)
          WITH s, count(DISTINCT g) AS genres WHERE s.genre_count <> genres RETURN count(s)
          """,
          """
          MATCH (l:Label) OPTIONAL MATCH (r:Release)-[:ON]->(l) OPTIONAL MATCH (r)-[:BY]->(a)
          OPTIONAL MATCH (r)-[:IS]->(g:Genre)
          WITH l, count(DISTINCT r) AS releases, count(DISTINCT a) AS artists,
               count(DISTINCT g) AS genres
          WHERE l.release_count <> releases OR l.artist_count <> artists
             OR l.genre_count <> genres OR l.release_count IS NULL
          RETURN count(l)
          """,
          """
          MATCH (a:Artist) OPTIONAL MATCH (r:Release)-[:BY]->(a) OPTIONAL MATCH (r)-[:ON]->(l)
          WITH a, count(DISTINCT r) AS releases, count(DISTINCT l) AS labels
          OPTIONAL MATCH (a)-[e]-()
          WITH a, releases, labels, count(e) AS degree
          WHERE a.release_count <> releases OR a.label_count <> labels OR a.degree <> degree
             OR a.degree IS NULL
          RETURN count(a)
          """,
          """
          MATCH (p:Person)-[:CREDITED_ON]->(r)
          WITH p, count(DISTINCT r) AS credits
          WHERE p.credit_count <> credits OR p.credit_count IS NULL
          RETURN count(p)
          """);

  @Test
  void degreeCountsTheRelationshipThatAnotherWriterIsJustAdding() throws Exception {
    artists("1", "'groups': [{'id': '2'}]");
    artists("2", "'name': 'two'");
    signal(STARTED, Map.of());
    try (PostImport work = postImport(limit -> true);
        Session session = graph.driver().session();
        Transaction other = session.beginTransaction()) {
      other
          .run(
              """
              MATCH (a:Artist {id: '1'}), (b:Artist {id: '2'})
              CREATE (a)-[:TAUGHT]->(b) SET a.mbid = 'm', b.mbid = 'n'
              """)
          .consume();
      work.startDue();
      while ((long) graph.single(BLOCKED) == 0) {
        assertThat(work.awaitIdle(Duration.ofMillis(50))).isFalse();
      }
      other.commit();
      assertThat(work.awaitIdle(Duration.ofSeconds(60))).isTrue();
    }

    assertThat(graph.column("MATCH (a:Artist) RETURN a.degree")).containsExactly(2L, 2L);
  }

  private static final String BLOCKED =
      """
      SHOW TRANSACTIONS YIELD status, currentQuery
      WHERE status STARTS WITH 'Blocked' AND currentQuery CONTAINS 'n.degree'
      RETURN count(*)
      """;

  @Test
  void undrainedQueuesFailThePassAndNothingIsSwept() throws Exception {
    graph.run("CREATE (:Artist {id: '11'})");
    signal(STARTED, Map.of());
    try (PostImport work = postImport(limit -> false)) {
      work.startDue();
      assertThat(work.awaitIdle(Duration.ofSeconds(60))).isTrue();
    }

    assertThat(pauses).containsExactly(Duration.ofSeconds(60), Duration.ofSeconds(120));
    assertThat(graph.single("MATCH (a:Artist) RETURN count(a)")).isEqualTo(1L);
    assertThat(graph.single("MATCH (l:ExtractionCompletion) RETURN l.maintenance_state"))
        .isEqualTo("failed");
  }

  @Test
  void unfinishedWorkGoesOnWithItsStepAtTheNextStart() throws Exception {
    releases("1", "'genres': ['Rock'], 'labels': [{'id': '5'}]");
    signal(STARTED, Map.of());
    graph.run(
        """
        CREATE (:Artist {id: '11'}) WITH 1 AS one
        MATCH (l:ExtractionCompletion)
        SET l.maintenance_state = 'running', l.maintenance_step = 'label_counts'
        """);
    try (PostImport work = postImport(limit -> true)) {
      work.startDue();
      assertThat(work.awaitIdle(Duration.ofSeconds(60))).isTrue();
      assertThat(graph.single("MATCH (l:Label) RETURN l.release_count IS NULL")).isEqualTo(true);

      work.resume();
      assertThat(work.awaitIdle(Duration.ofSeconds(60))).isTrue();
    }

    assertThat(graph.single("MATCH (l:Label) RETURN l.release_count")).isEqualTo(1L);
    assertThat(graph.single("MATCH (g:Genre) RETURN g.release_count IS NULL")).isEqualTo(true);
    assertThat(graph.single("MATCH (a:Artist) RETURN count(a)")).isEqualTo(1L);
  }

  private void run(Instant started, Map<DataType, Long> published) throws InterruptedException {
    signal(started, published);
    try (PostImport work = postImport(limit -> true)) {
      work.startDue();
      assertThat(work.awaitIdle(Duration.ofSeconds(60))).isTrue();
      assertThat(work.status())
          .hasValueSatisfying(status -> assertThat(status.state()).isEqualTo("completed"));
    }
  }

  private void signal(Instant started, Map<DataType, Long> published) {
    Latches latches = new Latches(graph.driver());
    for (DataType type : Source.DISCOGS.types()) {
      latches.signal(
          type, new ExtractionComplete("20260401", NOW, started, published, "discogs"), 0);
    }
  }

  private PostImport postImport(Drain drain) {
    return new PostImport(
        graph.driver(),
        new Neo4jFailures(),
        new Latches(graph.driver()),
        drain,
        new PurgeGuard(0.90),
        this::pause,
        new SimpleMeterRegistry());
  }

  /**
   * Remembers the waits between attempts; the short ones after each statement are not of interest.
   */
  private void pause(Duration time) {
    if (time.compareTo(Duration.ofSeconds(30)) >= 0) {
      pauses.add(time);
    }
  }

  private void artists(String id, String fields) {
    graph.write(DataType.ARTISTS, Messages.record(id, fields));
  }

  private void releases(String id, String fields) {
    DataRecord record = Messages.record(id, fields);
    graph.write(DataType.RELEASES, record);
  }
}
