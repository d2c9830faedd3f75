package org.discogsography.api.facets;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.discogsography.api.testing.ApiClient;
import org.discogsography.api.testing.LoadedApi;
import org.discogsography.api.testing.RunningApi;
import org.discogsography.api.testing.Stores;
import org.discogsography.testkit.servers.BackingServers;
import org.discogsography.testkit.servers.Server;
import org.discogsography.testkit.servers.TestPostgres;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@BackingServers({Server.NEO4J, Server.REDIS, Server.POSTGRES})
@ExtendWith(LoadedApi.class)
class FacetFillingIT {

  private static final long FIRST = 1775000000000L;
  private static final long SECOND = 1776000000000L;

  /** Artists around the genre that counts as huge; "9999" shares the most releases. */
  private static final String NEIGHBOURS =
      """
      MATCH (g:Genre {name: 'Huge'})<-[:IS]-(r:Release)
      WITH r, toInteger(r.id) % 7 AS n
      MERGE (most:Artist {id: '9999', name: 'Most'})
      MERGE (some:Artist {id: toString(9000 + n), name: 'Some ' + n})
      CREATE (r)-[:BY]->(most), (r)-[:BY]->(some)
      """;

  private final Stores stores;
  private final FacetTables tables;

  FacetFillingIT(Stores stores, TestPostgres postgres) throws SQLException {
    this.stores = stores;
    this.tables = new FacetTables(postgres);
  }

  @BeforeEach
  void importOnce() {
    stores.cypher("MATCH (a:Artist) WHERE a.id STARTS WITH '9' DETACH DELETE a");
    stores.cypher("MATCH (c:ExtractionCompletion) DELETE c");
    stores.forgetCached();
    stores.cypher(NEIGHBOURS);
    completed("20260401", FIRST);
  }

  private void completed(String version, long at) {
    stores.cypher(
        """
        CREATE (:ExtractionCompletion {version: $version, maintenance_state: 'completed',
                                       completed_at: $at})
        """,
        Map.of("version", version, "at", at));
  }

  private RunningApi start() {
    return RunningApi.start(tables.environment(stores.environment()));
  }

  /** Looks, as the service does every few seconds, until a minute after the import was seen. */
  private static void fill(RunningApi api) {
    FacetFilling filling = api.bean(FacetFilling.class);
    filling.look();
    api.clock().advance(Duration.ofSeconds(61));
    filling.look();
  }

  private static JsonNode expand(RunningApi api, String more) {
    ApiClient.Answer answer = api.client().get("/api/expand?node_id=Huge&type=genre&" + more);
    assertThat(answer.status()).isEqualTo(200);
    return answer.json();
  }

  @Test
  void tablesAreFilledAMinuteAfterAnImportWasSeen() throws Exception {
    try (RunningApi api = start()) {
      api.bean(FacetFilling.class).look();
      assertThat(tables.number("SELECT count(*) FROM insights.facets")).isZero();

      fill(api);
      assertThat(api.client().get("/health").json().get("dependencies").get("postgresql"))
          .hasToString("\"up\"");
    }

    assertThat(
            tables.number(
                "SELECT count(*) FROM insights.facets WHERE parent_type = 'genre'"
                    + " AND parent_name = 'Electronic' AND category = 'styles'"))
        .isEqualTo(2);
    assertThat(
            tables.number(
                "SELECT count FROM insights.facets WHERE parent_type = 'style'"
                    + " AND parent_name = 'Electro' AND category = 'genres'"
                    + " AND child_name = 'Electronic' AND generation = "
                    + FIRST))
        .isEqualTo(2);
    assertThat(
            tables.number(
                "SELECT count(*) FROM insights.year_histograms WHERE year <= 0 OR count <= 0"))
        .isZero();
  }

  @Test
  void pagesAndTotalsOfAHugeGenreComeFromTheTables() throws Exception {
    try (RunningApi api = start()) {
      JsonNode liveArtists = expand(api, "category=artists&limit=5&offset=2");
      JsonNode liveYears = expand(api, "category=releases&before_year=2001&limit=3");
      fill(api);
      assertThat(expand(api, "category=artists&limit=5&offset=2")).isEqualTo(liveArtists);
      assertThat(expand(api, "category=releases&before_year=2001&limit=3")).isEqualTo(liveYears);

      tables.execute("UPDATE insights.facets SET count = 77 WHERE child_id = '9999'");
      tables.execute("UPDATE insights.year_histograms SET count = 50");

      assertThat(expand(api, "category=artists").get("children").get(0).get("release_count"))
          .hasToString("77");
      assertThat(expand(api, "category=releases&before_year=2001").get("total")).hasToString("100");
      assertThat(
              expand(api, "category=artists&before_year=2001")
                  .get("children")
                  .get(0)
                  .get("release_count"))
          .as("within years, where the tables do not help")
          .hasToString("10");
    }
  }

  @Test
  void restartGoesOnWithWhatIsMissing() throws Exception {
    try (RunningApi api = start()) {
      fill(api);
    }
    tables.execute("UPDATE insights.facets SET count = 77 WHERE parent_name = 'Electronic'");
    tables.execute("DELETE FROM insights.facets WHERE parent_name = 'Huge'");
    tables.execute("DELETE FROM insights.year_histograms WHERE parent_name = 'Huge'");

    try (RunningApi api = start()) {
      fill(api);
    }

    assertThat(
            tables.number(
                "SELECT count(*) FROM insights.facets WHERE parent_name = 'Electronic'"
                    + " AND count <> 77"))
        .isZero();
    assertThat(tables.number("SELECT count(*) FROM insights.facets WHERE parent_name = 'Huge'"))
        .isEqualTo(8);
  }

  @Test
  void nextImportReplacesTheTables() throws Exception {
    try (RunningApi api = start()) {
      fill(api);
      completed("20260501", SECOND);
      stores.cypher("CREATE (:Release {id: '29999', year: 1999})-[:BY]->(:Artist {id: '9100'})");
      stores.cypher(
          "MATCH (r:Release {id: '29999'}), (g:Genre {name: 'Huge'}) CREATE (r)-[:IS]->(g)");
      api.clock().advance(Duration.ofSeconds(61));

      assertThat(expand(api, "category=artists").get("children").findValuesAsString("id"))
          .as("read from the graph while the tables are of the import before")
          .contains("9100");
      fill(api);
    }
    stores.cypher("MATCH (r:Release {id: '29999'}) DETACH DELETE r");

    assertThat(tables.number("SELECT count(*) FROM insights.facets WHERE generation <> " + SECOND))
        .isZero();
    assertThat(tables.number("SELECT count(*) FROM insights.facets WHERE child_id = '9100'"))
        .isEqualTo(1);
  }
}
