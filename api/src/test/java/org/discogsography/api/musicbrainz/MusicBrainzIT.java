package org.discogsography.api.musicbrainz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.discogsography.api.testing.ApiClient;
import org.discogsography.api.testing.ApiClient.Answer;
import org.discogsography.api.testing.LoadedApi;
import org.discogsography.api.testing.RunningApi;
import org.discogsography.api.testing.Stores;
import org.discogsography.testkit.dumps.RealExcerpts;
import org.discogsography.testkit.servers.BackingServers;
import org.discogsography.testkit.servers.Server;
import org.discogsography.testkit.servers.TestPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neo4j.driver.Driver;
import tools.jackson.databind.json.JsonMapper;

@BackingServers({Server.NEO4J, Server.REDIS, Server.POSTGRES})
@ExtendWith(LoadedApi.class)
class MusicBrainzIT {

  private static final String M1 = "00000000-0000-4000-8000-000000000001";
  private static final String M2 = "00000000-0000-4000-8000-000000000002";
  private static final String M3 = "00000000-0000-4000-8000-000000000003";

  private static final String GRAPH =
      """
      CREATE (k:Artist {id: '4654', name: 'Kraftwerk', mbid: $m1, mb_type: 'Group',
                        mb_begin_date: '1970', mb_area: 'Germany', mb_begin_area: 'Düsseldorf',
                        mb_end_area: 'e', mb_disambiguation: 'd', mb_gender: 'g',
                        mb_end_date: '2099', mb_updated_at: '2026-11-25T04:12:55.031Z'}),
             (bare:Artist {id: '3000000003', name: 'Bare', mbid: $m2}),
             (plain:Artist {id: '3', name: 'No MusicBrainz'}),
             (ralf:Artist {id: '26593', name: 'Ralf'}),
             (anna:Artist {id: '7', name: 'Anna'}),
             (stub:Artist {id: '8'}),
             (ralf)-[:MEMBER_OF {source: 'musicbrainz', begin_date: '1970', end_date: '1980',
                                 attributes: ['keyboard', 'vocals']}]->(k),
             (anna)-[:MEMBER_OF {source: 'musicbrainz', begin_date: '1969'}]->(k),
             (stub)-[:MEMBER_OF {source: 'musicbrainz'}]->(k),
             (plain)-[:MEMBER_OF {d_start: true}]->(k),
             (k)-[:ALIAS_OF {source: 'musicbrainz'}]->(plain),
             (k)-[:TRIBUTE_TO {source: 'musicbrainz'}]->(plain),
             (k)-[:COLLABORATED_WITH {source: 'musicbrainz'}]->(ralf),
             (k)-[:COLLABORATED_WITH {source: 'musicbrainz', begin_date: '1999'}]->(anna),
             (k)-[:FOUNDED {source: 'musicbrainz'}]->(k),
             (:Label {id: '23528', name: 'L', mbid: $m1, mb_type: 'Imprint', mb_label_code: 2070,
                      mb_begin_date: '1989', mb_end_date: '1990', mb_area: 'England'}),
             (:Master {id: '2853', title: 'M', mbid: $m1, mb_type: 'Album',
                       mb_secondary_types: ['Live'], mb_first_release_date: '1981-05',
                       mb_disambiguation: 'x'}),
             (:Master {id: '2854', title: 'N', mbid: $m2}),
             (:Release {id: '249504', title: 'R', mbid: $m1, mb_barcode: '', mb_status: 'Official',
                        mb_release_group_mbid: $m3})
      """;

  private static final List<String> ROWS =
      List.of(
          "INSERT INTO musicbrainz.artists (mbid, name, discogs_artist_id) VALUES ('%s', 'a', 4654), ('%s', 'b', 4654), ('%s', 'c', NULL)"
              .formatted(M1, M2, M3),
          "INSERT INTO musicbrainz.labels (mbid, name, discogs_label_id) VALUES ('%s', 'l', 23528)"
              .formatted(M1),
          "INSERT INTO musicbrainz.releases (mbid, name, discogs_release_id) VALUES ('%s', 'r', NULL)"
              .formatted(M1),
          "INSERT INTO musicbrainz.release_groups (mbid, name, discogs_master_id) VALUES ('%s', 'g', 2853)"
              .formatted(M2),
          """
          INSERT INTO musicbrainz.external_links (mbid, entity_type, service_name, url) VALUES
            ('%1$s', 'artist', 'wikidata', 'https://w/2'), ('%1$s', 'artist', 'wikidata', 'https://w/1'),
            ('%2$s', 'artist', 'wikidata', 'https://w/1'), ('%2$s', 'artist', 'IMDb', 'HTTP://imdb/1'),
            ('%1$s', 'artist', 'blog', 'javascript:alert(1)'), ('%1$s', 'artist', 'blog', 'ftp://x'),
            ('%3$s', 'artist', 'blog', 'https://other/'), ('%1$s', 'label', 'blog', 'https://label/'),
            ('%2$s', 'release-group', 'lyrics', 'https://lyrics/')
          """
              .formatted(M1, M2, M3),
          """
          INSERT INTO musicbrainz.relationships (source_mbid, target_mbid, source_entity_type,
            target_entity_type, relationship_type) VALUES
            ('%1$s', '%2$s', 'artist', 'artist', 't'), ('%1$s', '%2$s', 'artist', 'label', 't')
          """
              .formatted(M1, M2));

  private static TestPostgres postgres;
  private static TestPostgres.Database database;
  private static RunningApi api;
  private static ApiClient client;

  @BeforeAll
  static void start(Stores stores, TestPostgres server) throws Exception {
    postgres = server;
    stores.clear();
    stores.cypher(GRAPH, Map.of("m1", M1, "m2", M2, "m3", M3));
    database = tables();
    execute(database, ROWS);
    api = RunningApi.start(environment(stores));
    client = api.client();
  }

  @AfterAll
  static void stop() {
    if (api != null) {
      api.close();
    }
  }

  private static TestPostgres.Database tables() throws Exception {
    TestPostgres.Database database = postgres.createDatabase();
    Path migrations =
        RealExcerpts.checkout().resolve("schema-init/src/main/resources/postgres/migrations");
    execute(
        database,
        List.of(
            read(migrations, "V5__musicbrainz.sql"), read(migrations, "V9__musicbrainz_rows.sql")));
    return database;
  }

  private static String read(Path folder, String file) throws IOException {
    return Files.readString(folder.resolve(file));
  }

  private static void execute(TestPostgres.Database database, List<String> statements)
      throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static Map<String, String> environment(Stores stores) {
    Map<String, String> environment = new HashMap<>(stores.environment());
    environment.put("POSTGRES_HOST", postgres.host() + ":" + postgres.port());
    environment.put("POSTGRES_DATABASE", database.name());
    environment.put("POSTGRES_USERNAME", postgres.username());
    environment.put("POSTGRES_PASSWORD", postgres.password());
    return environment;
  }

  @Test
  void artistHasAllItsFields() {
    Answer answer = client.get("/api/artist/4654/musicbrainz");

    assertThat(answer.status()).isEqualTo(200);
    assertJson(
        answer,
        """
        {"discogs_id": 4654, "mbid": "%s", "type": "Group", "gender": "g", "begin_date": "1970",
         "end_date": "2099", "area": "Germany", "begin_area": "Düsseldorf", "end_area": "e",
         "disambiguation": "d", "updated_at": "2026-11-25T04:12:55.031Z"}
        """
            .formatted(M1));
    assertThat(answer.header("Cache-Control")).contains("max-age=60");
    assertThat(answer.header("ETag")).isNotEmpty();
  }

  @Test
  void artistIdsGoBeyondThirtyTwoBitsAndUnknownFieldsAreNull() {
    assertJson(
        client.get("/api/artist/3000000003/musicbrainz"),
        """
        {"discogs_id": 3000000003, "mbid": "%s", "type": null, "gender": null, "begin_date": null,
         "end_date": null, "area": null, "begin_area": null, "end_area": null,
         "disambiguation": null, "updated_at": null}
        """
            .formatted(M2));
  }

  @Test
  void labelMasterAndReleaseHaveTheirFields() {
    assertJson(
        client.get("/api/label/23528/musicbrainz"),
        """
        {"discogs_id": 23528, "mbid": "%s", "type": "Imprint", "label_code": 2070,
         "begin_date": "1989", "end_date": "1990", "area": "England", "updated_at": null}
        """
            .formatted(M1));
    assertJson(
        client.get("/api/master/2853/musicbrainz"),
        """
        {"discogs_id": 2853, "mbid": "%s", "type": "Album", "secondary_types": ["Live"],
         "first_release_date": "1981-05", "disambiguation": "x", "updated_at": null}
        """
            .formatted(M1));
    assertThat(client.get("/api/master/2854/musicbrainz").json().path("secondary_types").toString())
        .isEqualTo("[]");
    assertJson(
        client.get("/api/release/249504/musicbrainz"),
        """
        {"discogs_id": 249504, "mbid": "%s", "barcode": "", "status": "Official",
         "release_group_mbid": "%s", "updated_at": null}
        """
            .formatted(M1, M3));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/artist/3/musicbrainz",
        "/api/artist/999/musicbrainz",
        "/api/label/4654/musicbrainz"
      })
  void nothingKnownIsNotFound(String path) {
    Answer answer = client.get(path);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.json().path("detail").asString()).contains("Discogs id");
    assertThat(answer.json().path("error")).isEqualTo(answer.json().path("detail"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"musicbrainz", "relationships", "external-links"})
  void idThatIsNoNumberIsInvalid(String route) {
    Answer answer = client.get("/api/artist/abc/" + route);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().path("detail").get(0).path("loc").toString()).contains("artist_id");
    assertThat(answer.json().path("error").asString())
        .isEqualTo("artist_id: must be a whole number");
  }

  @Test
  void relationshipsAreOutgoingFirstThenByTypeBeginAndName() {
    assertJson(
        client.get("/api/artist/4654/relationships"),
        """
        {"discogs_id": 4654, "relationships": [
          {"type": "COLLABORATED_WITH", "target_id": "7", "target_name": "Anna",
           "direction": "outgoing", "begin_date": "1999", "end_date": null, "attributes": null},
          {"type": "COLLABORATED_WITH", "target_id": "26593", "target_name": "Ralf",
           "direction": "outgoing", "begin_date": null, "end_date": null, "attributes": null},
          {"type": "FOUNDED", "target_id": "4654", "target_name": "Kraftwerk",
           "direction": "outgoing", "begin_date": null, "end_date": null, "attributes": null},
          {"type": "TRIBUTE_TO", "target_id": "3", "target_name": "No MusicBrainz",
           "direction": "outgoing", "begin_date": null, "end_date": null, "attributes": null},
          {"type": "MEMBER_OF", "target_id": "7", "target_name": "Anna",
           "direction": "incoming", "begin_date": "1969", "end_date": null, "attributes": null},
          {"type": "MEMBER_OF", "target_id": "26593", "target_name": "Ralf",
           "direction": "incoming", "begin_date": "1970", "end_date": "1980",
           "attributes": ["keyboard", "vocals"]}]}
        """);
  }

  @Test
  void relationshipIsOutgoingAtOneEndAndIncomingAtTheOther() {
    assertThat(
            client
                .get("/api/artist/26593/relationships")
                .json()
                .path("relationships")
                .valueStream()
                .map(one -> one.path("type").asString() + " " + one.path("direction").asString()))
        .containsExactly("MEMBER_OF outgoing", "COLLABORATED_WITH incoming");
  }

  @Test
  void unknownArtistHasNeitherRelationshipsNorLinks() {
    assertJson(
        client.get("/api/artist/999/relationships"),
        "{\"discogs_id\": 999, \"relationships\": []}");
    assertJson(
        client.get("/api/artist/999/external-links"), "{\"discogs_id\": 999, \"links\": []}");
  }

  @Test
  void linksAreThoseOfAllItsRecordsOnceAndOnlyWebAddresses() {
    assertJson(
        client.get("/api/artist/4654/external-links"),
        """
        {"discogs_id": 4654, "links": [
          {"service": "IMDb", "url": "HTTP://imdb/1"},
          {"service": "wikidata", "url": "https://w/1"},
          {"service": "wikidata", "url": "https://w/2"}]}
        """);
  }

  @ParameterizedTest
  @CsvSource({
    "/api/label/23528/external-links, https://label/",
    "/api/master/2853/external-links, https://lyrics/",
    "/api/release/249504/external-links, ''"
  })
  void linksOfOtherTypesWithTheSameMbidAreApart(String path, String urls) {
    assertThat(
            client
                .get(path)
                .json()
                .path("links")
                .valueStream()
                .map(link -> link.path("url").asString())
                .reduce("", String::concat))
        .isEqualTo(urls);
  }

  @Test
  void statusCountsBothStoresAndIsKeptForTenMinutes(Stores stores) {
    String expected =
        """
        {"musicbrainz": {
          "artists": {"total_mb": 3, "matched_to_discogs": 2, "enriched_in_neo4j": 2},
          "labels": {"total_mb": 1, "matched_to_discogs": 1, "enriched_in_neo4j": 1},
          "releases": {"total_mb": 1, "matched_to_discogs": 0, "enriched_in_neo4j": 1},
          "release_groups": {"total_mb": 1, "matched_to_discogs": 1, "enriched_in_neo4j": 2},
          "relationships": {"total_in_mb": 2, "created_in_neo4j": 7}}}
        """;
    assertJson(client.get("/api/enrichment/status"), expected);

    stores.cypher("CREATE (:Label {id: 'extra', mbid: 'x'})");
    assertJson(client.get("/api/enrichment/status"), expected);
    stores.cypher("MATCH (l:Label {id: 'extra'}) DELETE l");
  }

  @Test
  void whatIsEnrichedIsCountedFromIndexes(Stores stores) {
    for (String label : List.of("Artist", "Label", "Master", "Release")) {
      stores.cypher("CREATE INDEX IF NOT EXISTS FOR (n:%s) ON (n.mbid)".formatted(label));
    }
    stores.cypher("CALL db.awaitIndexes(60)");
    stores.cypher("UNWIND range(1, 2000) AS i CREATE (:Artist {id: 'unrelated ' + i})");
    // a plan made for an empty graph is kept for ten seconds
    stores.cypher("CALL db.clearQueryCaches()");
    try (Driver driver = stores.openDriver()) {
      String plan =
          String.valueOf(
              driver
                  .executableQuery("EXPLAIN " + EnrichedNodes.COUNTS)
                  .execute()
                  .summary()
                  .plan()
                  .arguments());
      assertThat(plan)
          .contains("NodeIndexScan", "DirectedUnionRelationshipTypesScan")
          .doesNotContain("ByLabelScan", "AllNodesScan");
    } finally {
      stores.cypher("MATCH (a:Artist) WHERE a.id STARTS WITH 'unrelated ' DELETE a");
    }
  }

  @Test
  void rowsAreCountedFromTheirIndexes() throws Exception {
    StringBuilder plan = new StringBuilder();
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("SET enable_seqscan = off; SET enable_bitmapscan = off");
      try (ResultSet lines = statement.executeQuery("EXPLAIN " + MusicBrainzTables.COUNTS)) {
        while (lines.next()) {
          plan.append(lines.getString(1)).append('\n');
        }
      }
    }
    assertThat(plan.toString())
        .contains(
            "Index Only Scan using idx_mb_artists_discogs_id",
            "Index Only Scan using idx_mb_labels_discogs_id",
            "Index Only Scan using idx_mb_releases_discogs_id",
            "Index Only Scan using idx_mb_release_groups_discogs_id")
        .doesNotContain("Seq Scan", "Index Scan");
  }

  @Test
  void withoutPostgresLinksAreUnavailableAndTheGraphIsRead(ApiClient withoutPostgres) {
    Answer links = withoutPostgres.get("/api/artist/4654/external-links");
    assertThat(links.status()).isEqualTo(503);
    assertThat(links.header("Retry-After")).isNotEmpty();
    assertThat(links.json().path("detail").asString()).contains("MusicBrainz tables");
    assertThat(withoutPostgres.get("/api/enrichment/status").status()).isEqualTo(503);
    assertThat(withoutPostgres.get("/api/artist/4654/musicbrainz").status()).isEqualTo(200);
  }

  @Test
  void thirtyFirstRequestOfAMinuteIsRefused() {
    int last = 0;
    for (int i = 0; i < 31; i++) {
      last =
          client.get("/api/artist/4654/relationships", "X-Forwarded-For", "203.0.113.77").status();
    }
    assertThat(last).isEqualTo(429);
  }

  private static void assertJson(Answer answer, String expected) {
    assertThat(answer.json()).isEqualTo(JsonMapper.shared().readTree(expected));
  }
}
