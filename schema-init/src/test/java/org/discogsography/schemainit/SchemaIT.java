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
    assertThat(PostgresSchema.migrate(database)).isEqualTo(10);
    assertThat(PostgresSchema.migrate(database)).isZero();
    assertThat(Neo4jSchema.migrate(neo4j.driver())).isEqualTo(30);
    assertThat(Neo4jSchema.migrate(neo4j.driver())).isZero();
  }

  @Test
  void yearsOfAnOlderGraphBecomePlausibleIntegers() {
    neo4j
        .driver()
        .executableQuery(
            """
            UNWIND ['1969', ' 1970-05', '1859', '19', '', 1971, 1860, 1859, 0, 9999, null] AS year
            CREATE (:Master {year: year})
            FOREACH (n IN CASE WHEN year = '19' THEN [] ELSE [1] END | CREATE (:Release {year: year}))
            """)
        .execute();
    neo4j
        .driver()
        .executableQuery("MATCH (r:Release) WHERE r.year IS :: STRING DELETE r")
        .execute();

    Neo4jSchema.migrate(neo4j.driver());

    assertThat(years("Master")).containsExactly(1860L, 1969L, 1970L, 1971L);
    assertThat(years("Release")).containsExactly(1860L, 1971L);
    assertThat(count("MATCH (m:Master) RETURN count(m) AS n")).isEqualTo(11);
  }

  private List<Object> years(String label) {
    return neo4j
        .driver()
        .executableQuery(
            "MATCH (n:%s) WHERE n.year IS NOT NULL RETURN n.year AS y ORDER BY y".formatted(label))
        .execute()
        .records()
        .stream()
        .map(row -> row.get("y").asObject())
        .toList();
  }

  @Test
  void synchronisationsThatAnOlderLayoutLeftRunningDoNotHoldTheSchemaBack(TestPostgres postgres)
      throws SQLException {
    DataSource older = postgres.createDatabase().dataSource();
    execute(
        older,
        """
        CREATE TABLE users (id uuid PRIMARY KEY, email varchar(255) NOT NULL UNIQUE,
          hashed_password varchar(255) NOT NULL);
        INSERT INTO users VALUES (gen_random_uuid(), 'a', ''), (gen_random_uuid(), 'b', '');
        CREATE TABLE sync_history (id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
          user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
          sync_type varchar(50) NOT NULL, status varchar(50) NOT NULL DEFAULT 'pending',
          items_synced int, pages_fetched int, error_message text,
          started_at timestamptz NOT NULL DEFAULT now(), completed_at timestamptz);
        INSERT INTO sync_history (user_id, sync_type, status, started_at)
        SELECT id, email || day, 'running', now() - day * interval '1 day'
        FROM users CROSS JOIN generate_series(1, 3) AS day;
        """);

    PostgresSchema.migrate(older);

    assertThat(
            rows(older, "SELECT sync_type FROM sync_history WHERE status = 'running' ORDER BY 1"))
        .containsExactly("a1", "b1");
  }

  @Test
  void yearsOfOlderRowsBecomePlausibleIntegers(TestPostgres postgres) throws SQLException {
    DataSource older = postgres.createDatabase().dataSource();
    execute(
        older,
        """
        CREATE TABLE masters (data_id varchar PRIMARY KEY, hash varchar NOT NULL,
          data jsonb NOT NULL, updated_at timestamptz NOT NULL DEFAULT now());
        INSERT INTO masters (data_id, hash, data)
        SELECT row_number() OVER (), 'h', year FROM unnest(ARRAY[
          '{"year": "1969"}', '{"year": " 1970-05-00"}', '{"year": "Unknown"}', '{"year": 1971}',
          '{"year": 1859}', '{"year": 19690}', '{"year": null}', '{"year": ""}', '{}'
        ]::jsonb[]) AS year;
        CREATE TABLE releases AS TABLE masters;
        ALTER TABLE releases ADD PRIMARY KEY (data_id);
        ALTER TABLE releases ALTER COLUMN hash SET NOT NULL;
        ALTER TABLE releases ALTER COLUMN data SET NOT NULL;
        UPDATE releases SET updated_at = '2020-01-01';
        """);

    PostgresSchema.migrate(older);

    for (String table : List.of("masters", "releases")) {
      assertThat(rows(older, "SELECT data::text FROM %s ORDER BY data_id".formatted(table)))
          .containsExactly(
              "{\"year\": 1969}",
              "{\"year\": 1970}",
              "{\"year\": null}",
              "{\"year\": 1971}",
              "{\"year\": null}",
              "{\"year\": null}",
              "{\"year\": null}",
              "{\"year\": null}",
              "{}");
    }
    assertThat(rows(older, "SELECT data_id FROM releases WHERE updated_at > '2020-01-01'"))
        .as("correcting is no sighting of the record")
        .isEmpty();
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
        CREATE TABLE users (id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
          email varchar(255) NOT NULL UNIQUE, hashed_password varchar(255) NOT NULL,
          is_active boolean NOT NULL DEFAULT true, is_admin boolean NOT NULL DEFAULT false,
          created_at timestamptz NOT NULL DEFAULT now(),
          updated_at timestamptz NOT NULL DEFAULT now());
        CREATE TABLE user_wantlists (id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
          user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE, release_id bigint NOT NULL,
          title varchar(500), artist varchar(500), year int, format varchar(255), rating smallint,
          notes text, date_added timestamptz, metadata jsonb,
          created_at timestamptz NOT NULL DEFAULT now(),
          updated_at timestamptz NOT NULL DEFAULT now(), UNIQUE (user_id, release_id));
        CREATE TABLE sync_history (id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
          user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
          sync_type varchar(50) NOT NULL, status varchar(50) NOT NULL DEFAULT 'pending',
          items_synced int, pages_fetched int, error_message text,
          started_at timestamptz NOT NULL DEFAULT now(), completed_at timestamptz);
        CREATE INDEX idx_sync_history_running ON sync_history (user_id) WHERE status = 'running';
        CREATE TABLE admin_audit_log (id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
          admin_id uuid NOT NULL REFERENCES users (id), action varchar(100) NOT NULL,
          target varchar(255), details jsonb, created_at timestamptz NOT NULL DEFAULT now());
        CREATE SCHEMA insights;
        CREATE TABLE insights.release_rarity (release_id bigint PRIMARY KEY, title text,
          artist_name text, year int, rarity_score real NOT NULL, tier text NOT NULL,
          hidden_gem_score real, pressing_scarcity real, label_catalog real, format_rarity real,
          temporal_scarcity real, graph_isolation real,
          computed_at timestamptz NOT NULL DEFAULT now());
        CREATE SCHEMA musicbrainz;
        CREATE TABLE musicbrainz.releases (mbid uuid PRIMARY KEY, name text NOT NULL, barcode text,
          status text, release_group_mbid uuid, discogs_release_id integer, data jsonb,
          created_at timestamptz DEFAULT now(), updated_at timestamptz DEFAULT now());
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
  void relationshipsThatDifferInDatesOrAttributesCoexistAndEqualOnesConflict() throws SQLException {
    PostgresSchema.migrate(database);
    String insert =
        "INSERT INTO musicbrainz.relationships (source_mbid, target_mbid, source_entity_type,"
            + " target_entity_type, relationship_type, begin_date, attributes) VALUES"
            + " (gen_random_uuid(), gen_random_uuid(), 'artist', 'artist', 'member', %s, %s)";
    insert = insert.replace("gen_random_uuid()", "'00000000-0000-4000-8000-000000000001'");
    execute(database, insert.formatted("NULL", "NULL"));
    execute(database, insert.formatted("'1970'", "NULL"));
    execute(database, insert.formatted("NULL", "'[\"guitar\"]'"));
    String equal = insert.formatted("NULL", "'[\"guitar\"]'");
    assertThatThrownBy(() -> execute(database, equal))
        .hasMessageContaining("relationships_natural_key");
    assertThat(rows(database, "SELECT id FROM musicbrainz.relationships")).hasSize(3);
  }

  @Test
  void discogsIdAboveTheIntegerRangeFitsEveryCrossReference() throws SQLException {
    PostgresSchema.migrate(database);
    for (String column :
        List.of(
            "artists discogs_artist_id",
            "labels discogs_label_id",
            "releases discogs_release_id",
            "release_groups discogs_master_id")) {
      String[] parts = column.split(" ");
      execute(
          database,
          "INSERT INTO musicbrainz.%s (mbid, name, %s) VALUES (gen_random_uuid(), 'x', 3000000000)"
              .formatted(parts[0], parts[1]));
    }
  }

  @Test
  void copyWithoutInstanceIdIsOneRow() throws SQLException {
    PostgresSchema.migrate(database);
    execute(database, "INSERT INTO users (email, hashed_password) VALUES ('a@b.example', 'x')");
    for (int i = 0; i < 2; i++) {
      execute(
          database,
          "INSERT INTO user_collections (user_id, release_id) SELECT id, 1 FROM users"
              + " ON CONFLICT (user_id, release_id, instance_id) DO NOTHING");
    }
    assertThat(rows(database, "SELECT id FROM user_collections")).hasSize(1);
    assertThatThrownBy(() ->
            execute(
                database, "INSERT INTO users (email, hashed_password) VALUES ('A@B.example', 'x')"))
        .hasMessageContaining("idx_users_email_lower");
  }

  @Test
  void rowsOfReleasesStayWholeUpToEightKilobytes() throws SQLException {
    PostgresSchema.migrate(database);
    execute(
        database,
        """
        INSERT INTO public.releases (data_id, hash, data)
        VALUES ('1', 'hash', jsonb_build_object('notes', repeat('words ', 1000)))
        """);

    assertThat(rows(database, "SELECT 'large' FROM releases WHERE pg_column_size(data) > 6000"))
        .hasSize(1);
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
            || coalesce(column_default, '')
        FROM information_schema.columns WHERE table_schema IN ('public', 'insights', 'musicbrainz')
          AND table_name <> 'schema_migrations'
        UNION SELECT indexdef FROM pg_indexes WHERE schemaname IN ('public', 'insights', 'musicbrainz')
          AND tablename <> 'schema_migrations'
        UNION SELECT conrelid::regclass::text || ' ' || pg_get_constraintdef(oid)
        FROM pg_constraint WHERE conrelid <> 'public.schema_migrations'::regclass AND conrelid <> 0
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
