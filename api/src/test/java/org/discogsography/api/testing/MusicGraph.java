package org.discogsography.api.testing;

import java.util.List;
import java.util.Map;

/** A small graph with the shapes that are easy to get wrong. */
public final class MusicGraph {

  /** Releases of the genre "Paging": many share a year, some have none. */
  public static final int PAGED_RELEASES = 60;

  /** Artists, labels and styles around the genre "Paging". */
  public static final int PAGED_NEIGHBOURS = 15;

  private static final String KRAFTWERK =
      """
      CREATE (k:Artist {id: '4654', name: 'Kraftwerk', sha256: 'a'}),
             (ralf:Artist {id: '26593', name: 'Ralf Hütter', sha256: 'a'}),
             (florian:Artist {id: '26594', name: 'Florian Schneider', sha256: 'a'}),
             (o:Artist {id: '77', name: 'Organisation', sha256: 'a'}),
             (power:Artist {id: '78', name: 'Power Plant', sha256: 'a'}),
             (stub:Artist {id: '79'}),
             (ralf)-[:MEMBER_OF]->(k), (florian)-[:MEMBER_OF]->(k),
             (k)-[:MEMBER_OF]->(o), (k)-[:ALIAS_OF]->(power), (stub)-[:ALIAS_OF]->(k),
             (kk:Label {id: '2001', name: 'Kling Klang', sha256: 'a'}),
             (emi:Label {id: '2002', name: 'EMI', sha256: 'a', release_count: 900,
                         artist_count: 300, genre_count: 9}),
             (sub:Label {id: '2003', name: 'EMI Electrola', sha256: 'a'}),
             (kk)-[:SUBLABEL_OF]->(emi), (sub)-[:SUBLABEL_OF]->(emi),
             (e:Genre {name: 'Electronic', release_count: 4000, artist_count: 2000,
                       label_count: 800, style_count: 40, first_year: 1952}),
             (pop:Genre {name: 'Pop'}),
             (sp:Style {name: 'Synth-pop', release_count: 700, artist_count: 350,
                        label_count: 80, genre_count: 3, first_year: 1971}),
             (electro:Style {name: 'Electro'}),
             (m:Master {id: '3001', title: 'Computerwelt', year: 1981, sha256: 'a'}),
             (m)-[:BY]->(k), (m)-[:IS]->(e), (m)-[:IS]->(sp),
             (r1:Release {id: '101', title: 'Computerwelt', year: 1981, sha256: 'a',
                          formats: ['Vinyl', 'Box Set', 'Vinyl'], catalog_number: '1C 064-46 311'}),
             (r2:Release {id: '102', title: 'Autobahn', year: 1974, sha256: 'a', formats: []}),
             (r3:Release {id: '103', title: 'Live', year: 0, sha256: 'a', formats: ['CD']}),
             (r1)-[:BY]->(k), (r1)-[:BY]->(ralf), (r2)-[:BY]->(k), (r3)-[:BY]->(k),
             (r1)-[:ON]->(kk), (r1)-[:ON]->(emi), (r2)-[:ON]->(kk),
             (r1)-[:DERIVED_FROM]->(m),
             (r1)-[:IS]->(e), (r1)-[:IS]->(pop), (r2)-[:IS]->(e), (r3)-[:IS]->(e),
             (r1)-[:IS]->(sp), (r2)-[:IS]->(electro), (r1)-[:IS]->(electro)
      """;

  private static final String NAMES =
      """
      UNWIND $names AS row
      CREATE (:Artist {id: row[0], name: row[1], sha256: 'a'})
      """;

  private static final List<List<String>> UNUSUAL_NAMES =
      List.of(
          List.of("20", "AC/DC"),
          List.of("21", "P!nk"),
          List.of("22", "Sigur Rós"),
          List.of("23", "C++ Band"),
          List.of("24", "Guns N' Roses"),
          List.of("25", "And Also The Trees"),
          List.of("26", "The The"),
          List.of("27", "Édith Piaf"),
          List.of("28", "Straßenjungs"),
          List.of("29", "Krafty Kuts"),
          List.of("30", "The Kraftwerk Cover Band"),
          List.of("32", "Ladytron"),
          List.of("33", "LADYTRON"),
          List.of("34", "Nobody"),
          List.of("311", "Some Band"),
          List.of("71", "311"),
          List.of("72", "Кино"));

  private static final String RELATIONS =
      """
      MATCH (nobody:Artist {id: '34'})
      CREATE (t1:Artist {id: '41', name: 'Twins', sha256: 'a'}),
             (t2:Artist {id: '42', name: 'Twins', sha256: 'a'}),
             (nobody)-[:MEMBER_OF]->(t1), (nobody)-[:MEMBER_OF]->(t2),
             (x:Artist {id: '50', name: 'Two Roles', sha256: 'a'}),
             (y:Artist {id: '51', name: 'Other Half', sha256: 'a'}),
             (x)-[:ALIAS_OF]->(y), (y)-[:ALIAS_OF]->(x), (x)-[:MEMBER_OF]->(y),
             (stub:Artist {id: '60', name: 'Twin Name'}),
             (recorded:Artist {id: '61', name: 'Twin Name', sha256: 'a'}),
             (later:Artist {id: '62', name: 'Twin Name', sha256: 'a'})
      FOREACH (i IN range(1, 3) |
        CREATE (:Release {id: 'twin' + i, sha256: 'a'})-[:BY]->(stub))
      """;

  private static final String TAGS =
      """
      CREATE (:Genre {name: 'Funk / Soul', release_count: 5, artist_count: 4, label_count: 3,
                      style_count: 2, first_year: 1960}),
             (:Genre {name: 'Folk, World, & Country', release_count: 8, artist_count: 7,
                      label_count: 6, style_count: 5}),
             (:Genre {name: 'Jazz', release_count: 11, artist_count: 12, label_count: 13,
                      style_count: 14}),
             (:Style {name: 'Jazz', release_count: 21, artist_count: 22, label_count: 23,
                      genre_count: 24}),
             (:Style {name: 'Jazz-Funk', release_count: 5000}),
             (:Style {name: 'Free Jazz', release_count: 9000})
      """;

  private static final String PAGING =
      """
      CREATE (g:Genre {name: 'Paging'}), (l:Label {id: '5000', name: 'Paging Label', sha256: 'a'}),
             (s:Style {name: 'Paging Style'}),
             (a:Artist {id: '5001', name: 'Paging Artist', sha256: 'a'})
      WITH g, l, s, a
      UNWIND range(0, $releases - 1) AS i
      CREATE (r:Release {id: toString(9000 + i), title: 'Paged ' + i, sha256: 'a',
                         year: CASE i % 5 WHEN 0 THEN null WHEN 1 THEN 0 ELSE 1990 + i % 3 END})
      CREATE (r)-[:IS]->(g), (r)-[:IS]->(s), (r)-[:ON]->(l), (r)-[:BY]->(a)
      WITH r, i % $neighbours AS n
      MERGE (other:Artist {id: toString(6000 + n), name: 'Neighbour ' + n})
      MERGE (label:Label {id: toString(7000 + n), name: 'Neighbour Label ' + n})
      MERGE (style:Style {name: 'Neighbour Style ' + n})
      MERGE (genre:Genre {name: 'Neighbour Genre ' + n})
      CREATE (r)-[:BY]->(other), (r)-[:ON]->(label), (r)-[:IS]->(style), (r)-[:IS]->(genre)
      """;

  private static final String PAGED_ALIASES =
      """
      MATCH (a:Artist {id: '5001'})
      UNWIND range(1, 12) AS i
      CREATE (o:Artist {id: toString(8000 + i), name: 'Alias ' + i, sha256: 'a'})
      FOREACH (x IN CASE WHEN i % 2 = 0 THEN [1] ELSE [] END | CREATE (o)-[:ALIAS_OF]->(a))
      FOREACH (x IN CASE WHEN i % 3 = 0 THEN [1] ELSE [] END | CREATE (o)-[:MEMBER_OF]->(a))
      FOREACH (x IN CASE WHEN i % 6 > 0 THEN [1] ELSE [] END | CREATE (a)-[:MEMBER_OF]->(o))
      """;

  /** A genre that says of itself to be huge, so that pages come from the year index. */
  private static final String HUGE =
      """
      CREATE (g:Genre {name: 'Huge', release_count: 200000})
      WITH g
      UNWIND range(0, 29) AS i
      CREATE (r:Release {id: toString(20000 + i), title: 'Huge ' + i, sha256: 'a',
                         year: CASE WHEN i < 20 THEN 2000 + i % 4 WHEN i < 25 THEN 0 END})
      CREATE (r)-[:IS]->(g)
      """;

  /** What the queries of the API start from, under the names that the stores' owner gives them. */
  private static final List<String> INDEXES =
      List.of(
          "CREATE CONSTRAINT artist_id IF NOT EXISTS FOR (n:Artist) REQUIRE n.id IS UNIQUE",
          "CREATE CONSTRAINT label_id IF NOT EXISTS FOR (n:Label) REQUIRE n.id IS UNIQUE",
          "CREATE CONSTRAINT master_id IF NOT EXISTS FOR (n:Master) REQUIRE n.id IS UNIQUE",
          "CREATE CONSTRAINT release_id IF NOT EXISTS FOR (n:Release) REQUIRE n.id IS UNIQUE",
          "CREATE CONSTRAINT genre_name IF NOT EXISTS FOR (n:Genre) REQUIRE n.name IS UNIQUE",
          "CREATE CONSTRAINT style_name IF NOT EXISTS FOR (n:Style) REQUIRE n.name IS UNIQUE",
          "CREATE INDEX artist_name IF NOT EXISTS FOR (n:Artist) ON (n.name)",
          "CREATE INDEX label_name IF NOT EXISTS FOR (n:Label) ON (n.name)",
          "CREATE INDEX release_year_index IF NOT EXISTS FOR (n:Release) ON (n.year)",
          "CREATE FULLTEXT INDEX artist_name_fulltext IF NOT EXISTS FOR (n:Artist) ON EACH [n.name]",
          "CREATE FULLTEXT INDEX label_name_fulltext IF NOT EXISTS FOR (n:Label) ON EACH [n.name]",
          "CREATE FULLTEXT INDEX genre_name_fulltext IF NOT EXISTS FOR (n:Genre) ON EACH [n.name]",
          "CREATE FULLTEXT INDEX style_name_fulltext IF NOT EXISTS FOR (n:Style) ON EACH [n.name]",
          "CALL db.awaitIndexes(120)");

  private MusicGraph() {}

  /** Empties the stores and fills the graph. */
  public static void load(Stores stores) {
    stores.clear();
    INDEXES.forEach(stores::cypher);
    stores.cypher(KRAFTWERK);
    stores.cypher(NAMES, Map.of("names", UNUSUAL_NAMES));
    stores.cypher(RELATIONS);
    stores.cypher(TAGS);
    stores.cypher(PAGING, Map.of("releases", PAGED_RELEASES, "neighbours", PAGED_NEIGHBOURS));
    stores.cypher(PAGED_ALIASES);
    stores.cypher(HUGE);
    stores.cypher("CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()");
  }
}
