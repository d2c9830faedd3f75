package org.discogsography.schemainit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.discogsography.testkit.servers.BackingServers;
import org.discogsography.testkit.servers.Server;
import org.discogsography.testkit.servers.TestNeo4j;
import org.discogsography.testkit.servers.TestPostgres;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Both schemas on real servers. */
@BackingServers({Server.NEO4J, Server.POSTGRES})
class SchemaIT {

  private final TestNeo4j neo4j;
  private final DataSource database;

  SchemaIT(TestNeo4j neo4j, TestPostgres postgres) {
    this.neo4j = neo4j;
    this.database = postgres.createDatabase().dataSource();
  }

  @BeforeEach
  void emptyGraph() {
    neo4j.wipe();
    neo4j.wipeSchema();
  }

  @Test
  void secondRunCreatesNothing() {
    assertThat(PostgresSchema.migrate(database)).isEqualTo(5);
    assertThat(PostgresSchema.migrate(database)).isZero();
    assertThat(Neo4jSchema.migrate(neo4j.driver())).isEqualTo(27);
    assertThat(Neo4jSchema.migrate(neo4j.driver())).isZero();
  }

  @Test
  void duplicatesFailTheirConstraintOnlyAndStay() {
    neo4j.driver().executableQuery("CREATE (:Artist {id: '1'}), (:Artist {id: '1'})").execute();

    assertThatThrownBy(() -> Neo4jSchema.migrate(neo4j.driver()))
        .hasMessage("not created in Neo4j: artist_id");

    assertThat(count("MATCH (a:Artist) RETURN count(a) AS n")).isEqualTo(2);
    assertThat(count("SHOW INDEXES YIELD name WHERE name = 'master_mbid' RETURN count(*) AS n"))
        .isEqualTo(1);
  }

  @Test
  void olderLayoutEndsWithTheSameCatalogue(TestPostgres postgres) throws SQLException {
    PostgresSchema.migrate(database);
    DataSource older = postgres.createDatabase().dataSource();
    execute(
        older,
        """
        CREATE TABLE artists (data_id varchar PRIMARY KEY, hash varchar NOT NULL,
          data jsonb NOT NULL, updated_at timestamptz NOT NULL DEFAULT now());
        CREATE INDEX idx_artists_hash ON artists (hash);
        CREATE INDEX idx_artists_name ON artists ((data ->> 'name'));
        CREATE SCHEMA musicbrainz;
        CREATE TABLE musicbrainz.relationships (
          id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
          source_mbid uuid NOT NULL, target_mbid uuid NOT NULL,
          source_entity_type text NOT NULL, target_entity_type text NOT NULL,
          relationship_type text NOT NULL, begin_date text, end_date text,
          ended boolean DEFAULT false, attributes jsonb, created_at timestamptz DEFAULT now(),
          UNIQUE (source_mbid, target_mbid, source_entity_type, target_entity_type,
            relationship_type));
        """);

    PostgresSchema.migrate(older);

    assertThat(catalogue(older)).isEqualTo(catalogue(database));
  }

  @Test
  void titleOfFiveThousandCharactersIsStored() throws SQLException {
    PostgresSchema.migrate(database);
    execute(
        database,
        "INSERT INTO releases (data_id, hash, data) SELECT '1', '', jsonb_build_object('title',"
            + " string_agg(md5(i::text), '')) FROM generate_series(1, 160) i");
    assertThat(rows(database, "SELECT data_id FROM releases")).containsExactly("1");
  }

  @Test
  void stopWordsAndAccentsAreFound() throws SQLException {
    PostgresSchema.migrate(database);
    execute(
        database,
        """
        INSERT INTO artists (data_id, hash, data) VALUES
          ('1', '', '{"name": "The The"}'), ('2', '', '{"name": "Björk"}')
        """);
    String search =
        "SELECT data_id FROM artists WHERE to_tsvector('public.discogsography_simple',"
            + " coalesce(data ->> 'name', '')) @@ plainto_tsquery('public.discogsography_simple', '%s')";
    assertThat(rows(database, search.formatted("the"))).containsExactly("1");
    assertThat(rows(database, search.formatted("Bjork"))).containsExactly("2");
  }

  private long count(String query) {
    return neo4j.driver().executableQuery(query).execute().records().getFirst().get("n").asLong();
  }

  private static List<String> catalogue(DataSource database) throws SQLException {
    return rows(
        database,
        """
        SELECT table_schema || '.' || table_name || '.' || column_name || ' ' || data_type || is_nullable
        FROM information_schema.columns WHERE table_schema IN ('public', 'insights', 'musicbrainz')
          AND table_name <> 'schema_migrations'
        UNION SELECT indexdef FROM pg_indexes WHERE schemaname IN ('public', 'insights', 'musicbrainz')
          AND tablename <> 'schema_migrations'
        ORDER BY 1
        """);
  }

  private static void execute(DataSource database, String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<String> rows(DataSource database, String sql) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection = database.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }
}
