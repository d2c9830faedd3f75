package org.discogsography.brainztableinator.entities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.discogsography.brainztableinator.MusicBrainzTables;
import org.discogsography.common.consuming.WriteResult;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.Source;
import org.discogsography.testkit.dumps.PlainMusicBrainz;
import org.discogsography.testkit.servers.BackingServers;
import org.discogsography.testkit.servers.Server;
import org.discogsography.testkit.servers.TestPostgres;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Compares what is stored of real documents with the documents, read as plain trees. */
@BackingServers(Server.POSTGRES)
class RealExcerptIT {

  private static MusicBrainzTables tables;
  private static PlainMusicBrainz dump;

  @BeforeAll
  static void store(TestPostgres postgres) throws Exception {
    Optional<PlainMusicBrainz> excerpt = PlainMusicBrainz.realExcerpt();
    assumeTrue(
        excerpt.isPresent(),
        "no real excerpt at hand; TEST_REAL_DATA may name the folder that has musicbrainz/mbdump");
    dump = excerpt.orElseThrow();
    tables = MusicBrainzTables.create(postgres);
    for (DataType type : Source.MUSICBRAINZ.types()) {
      tables.write(type, dump.messages(type));
    }
  }

  @AfterAll
  static void closeTables() {
    if (tables != null) {
      tables.close();
    }
  }

  @Test
  void everyArtistIsThereWithEveryColumn() throws Exception {
    for (JsonNode artist : dump.entities(DataType.ARTISTS)) {
      JsonNode span = artist.path("life-span");
      assertThat(
              tables.row(
                  """
                  SELECT name, sort_name, type, gender, begin_date, end_date, ended, area,
                         begin_area, end_area, disambiguation, discogs_artist_id,
                         aliases = ?::jsonb, tags = ?::jsonb
                  FROM musicbrainz.artists WHERE mbid = ?::uuid
                  """,
                  array(artist, "aliases"),
                  array(artist, "tags"),
                  id(artist)))
          .isEqualTo(
              line(
                  text(artist, "name"),
                  text(artist, "sort-name"),
                  text(artist, "type"),
                  text(artist, "gender"),
                  text(span, "begin"),
                  text(span, "end"),
                  span.path("ended").asBoolean(false) ? "t" : "f",
                  text(artist.path("area"), "name"),
                  text(artist.path("begin-area"), "name"),
                  text(artist.path("end-area"), "name"),
                  text(artist, "disambiguation"),
                  discogs(DataType.ARTISTS, artist),
                  "t",
                  "t"));
    }
    assertThat(tables.count("artists")).isEqualTo(dump.entities(DataType.ARTISTS).size());
  }

  @Test
  void everyLabelIsThereWithEveryColumn() throws Exception {
    for (JsonNode label : dump.entities(DataType.LABELS)) {
      JsonNode span = label.path("life-span");
      JsonNode code = label.path("label-code");
      assertThat(
              tables.row(
                  """
                  SELECT name, type, label_code, begin_date, end_date, ended, area, disambiguation,
                         discogs_label_id
                  FROM musicbrainz.labels WHERE mbid = ?::uuid
                  """,
                  id(label)))
          .isEqualTo(
              line(
                  text(label, "name"),
                  text(label, "type"),
                  code.isNumber() ? code.asString() : null,
                  text(span, "begin"),
                  text(span, "end"),
                  span.path("ended").asBoolean(false) ? "t" : "f",
                  text(label.path("area"), "name"),
                  text(label, "disambiguation"),
                  discogs(DataType.LABELS, label)));
    }
    assertThat(tables.count("labels")).isEqualTo(dump.entities(DataType.LABELS).size());
  }

  @Test
  void everyReleaseIsThereWithEveryColumn() throws Exception {
    for (JsonNode release : dump.entities(DataType.RELEASES)) {
      assertThat(
              tables.row(
                  """
                  SELECT name, barcode, status, release_group_mbid, discogs_release_id
                  FROM musicbrainz.releases WHERE mbid = ?::uuid
                  """,
                  id(release)))
          .isEqualTo(
              line(
                  text(release, "title"),
                  text(release, "barcode"),
                  text(release, "status"),
                  text(release.path("release-group"), "id"),
                  discogs(DataType.RELEASES, release)));
    }
    assertThat(tables.count("releases")).isEqualTo(dump.entities(DataType.RELEASES).size());
  }

  @Test
  void everyReleaseGroupIsThereWithEveryColumn() throws Exception {
    for (JsonNode group : dump.entities(DataType.RELEASE_GROUPS)) {
      String released = text(group, "first-release-date");
      assertThat(
              tables.row(
                  """
                  SELECT name, type, secondary_types = ?::jsonb, first_release_date, disambiguation,
                         discogs_master_id
                  FROM musicbrainz.release_groups WHERE mbid = ?::uuid
                  """,
                  array(group, "secondary-types"),
                  id(group)))
          .isEqualTo(
              line(
                  text(group, "title"),
                  text(group, "primary-type"),
                  "t",
                  "".equals(released) ? null : released,
                  text(group, "disambiguation"),
                  discogs(DataType.RELEASE_GROUPS, group)));
    }
    assertThat(tables.count("release_groups"))
        .isEqualTo(dump.entities(DataType.RELEASE_GROUPS).size());
  }

  @Test
  void everyRelationIsOneRowUnderItsSource() throws Exception {
    TreeSet<String> expected = new TreeSet<>();
    for (DataType type : Source.MUSICBRAINZ.types()) {
      String own = type.text().substring(0, type.text().length() - 1);
      for (JsonNode entity : dump.entities(type)) {
        for (JsonNode relation : entity.path("relations")) {
          String kind = String.valueOf(text(relation, "target-type"));
          if (!kind.equals("url")) {
            String target = kind.replace('_', '-') + "|" + text(relation.path(kind), "id");
            String self = own + "|" + id(entity);
            boolean backward = "backward".equals(text(relation, "direction"));
            List<String> attributes =
                StreamSupport.stream(relation.path("attributes").spliterator(), false)
                    .map(JsonNode::asString)
                    .sorted()
                    .toList();
            expected.add(
                line(
                    backward ? target : self,
                    backward ? self : target,
                    text(relation, "type"),
                    text(relation, "begin"),
                    text(relation, "end"),
                    relation.path("ended").asBoolean(false) ? "t" : "f",
                    attributes.toString()));
          }
        }
      }
    }
    assertThat(expected).hasSizeGreaterThan(20);
    assertThat(
            tables.rows(
                """
                SELECT source_entity_type, source_mbid, target_entity_type, target_mbid,
                       relationship_type, begin_date, end_date, ended,
                       '[' || (SELECT coalesce(string_agg(a, ', ' ORDER BY a COLLATE "C"), '')
                               FROM jsonb_array_elements_text(attributes) a) || ']'
                FROM musicbrainz.relationships
                """))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void everyUrlThatIsNotDiscogsIsOneLink() throws Exception {
    TreeSet<String> expected = new TreeSet<>();
    for (DataType type : Source.MUSICBRAINZ.types()) {
      String own = type.text().substring(0, type.text().length() - 1);
      for (JsonNode entity : dump.entities(type)) {
        for (JsonNode relation : entity.path("relations")) {
          if ("url".equals(text(relation, "target-type"))
              && !"discogs".equals(text(relation, "type"))) {
            expected.add(
                line(
                    id(entity),
                    own,
                    text(relation, "type"),
                    text(relation.path("url"), "resource")));
          }
        }
      }
    }
    assertThat(expected).hasSizeGreaterThan(70);
    assertThat(
            tables.rows(
                "SELECT mbid, entity_type, service_name, url FROM musicbrainz.external_links"))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void importingAgainChangesNothing() throws Exception {
    List<String> before = tables.export();
    for (DataType type : Source.MUSICBRAINZ.types()) {
      assertThat(tables.write(type, dump.messages(type)))
          .isEqualTo(new WriteResult(0, dump.entities(type).size()));
    }
    assertThat(tables.export()).isEqualTo(before);
  }

  @Test
  void documentsAreTheMessagesWithoutTheEnvelopesType() throws Exception {
    for (DataType type : Source.MUSICBRAINZ.types()) {
      String table = EntityTable.of(type).qualifiedName();
      for (var message : dump.messages(type)) {
        assertThat(
                tables.row(
                    "SELECT data = ?::jsonb - 'type' FROM " + table + " WHERE mbid = ?::uuid",
                    new String(message.json(), StandardCharsets.UTF_8),
                    message.id()))
            .isEqualTo("t");
      }
    }
  }

  private static String id(JsonNode entity) {
    return String.valueOf(text(entity, "id"));
  }

  private static @Nullable String discogs(DataType type, JsonNode entity) {
    Long id = PlainMusicBrainz.discogsId(type, entity);
    return id == null ? null : id.toString();
  }

  private static @Nullable String text(JsonNode node, String name) {
    return PlainMusicBrainz.text(node, name);
  }

  private static String array(JsonNode entity, String name) {
    return entity.path(name).isArray() ? entity.path(name).toString() : "[]";
  }

  private static String line(@Nullable String... columns) {
    List<String> texts = new ArrayList<>();
    for (String column : columns) {
      texts.add(String.valueOf(column));
    }
    return String.join("|", texts);
  }
}
