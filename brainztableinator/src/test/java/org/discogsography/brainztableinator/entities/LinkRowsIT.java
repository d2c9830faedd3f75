package org.discogsography.brainztableinator.entities;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.discogsography.brainztableinator.MusicBrainzTables;
import org.discogsography.common.consuming.WriteResult;
import org.discogsography.common.messages.DataRecord;
import org.discogsography.common.messages.DataType;
import org.discogsography.testkit.records.Messages;
import org.discogsography.testkit.servers.BackingServers;
import org.discogsography.testkit.servers.Server;
import org.discogsography.testkit.servers.TestPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@BackingServers(Server.POSTGRES)
class LinkRowsIT {

  private static final String A = "aaaaaaaa-0000-4000-8000-000000000001";

  private static MusicBrainzTables tables;

  @BeforeAll
  static void createTables(TestPostgres postgres) throws Exception {
    tables = MusicBrainzTables.create(postgres);
  }

  @AfterAll
  static void closeTables() {
    tables.close();
  }

  @BeforeEach
  void clearTables() throws Exception {
    tables.clear();
  }

  @Test
  void linksBelongToTheirRecord() throws Exception {
    tables.write(
        DataType.ARTISTS,
        artist(
            A,
            """
            'name': 'A', 'external_links': [
              {'service': 'wikidata', 'url': 'https://w/1'},
              {'service': 'wikidata', 'url': 'https://w/1'},
              {'service': 'blog', 'url': ''}, {'service': null, 'url': 'https://x'},
              {'service': 'blog', 'url': 'https://b/1', 'ended': true}]
            """));
    tables.write(
        DataType.LABELS,
        artist(A, "'name': 'L', 'external_links': [{'service': 'blog', 'url': 'https://l'}]"));
    assertThat(links())
        .containsExactly(
            "artist|blog|https://b/1", "artist|wikidata|https://w/1", "label|blog|https://l");

    tables.write(
        DataType.ARTISTS,
        artist(
            A,
            "'name': 'A', 'external_links': [{'service': 'blog', 'url': 'https://b/1'}, {'service': 'VIAF', 'url': 'https://v'}]"));
    assertThat(links())
        .containsExactly(
            "artist|VIAF|https://v", "artist|blog|https://b/1", "label|blog|https://l");

    tables.write(DataType.ARTISTS, artist(A, "'name': 'A', 'external_links': []"));
    assertThat(links()).containsExactly("label|blog|https://l");
  }

  @Test
  void leftOverLinkOfARecordWithoutRowDoesNotHinderIt() throws Exception {
    tables.execute(
        """
        INSERT INTO musicbrainz.external_links (mbid, entity_type, service_name, url)
        VALUES (?::uuid, 'artist', 'blog', 'https://b'), (?::uuid, 'artist', 'old', 'https://o')
        """,
        A,
        A);

    assertThat(
            tables.write(
                DataType.ARTISTS,
                artist(
                    A, "'name': 'A', 'external_links': [{'service': 'blog', 'url': 'https://b'}]")))
        .isEqualTo(new WriteResult(1, 0));
    assertThat(links()).containsExactly("artist|blog|https://b");
  }

  private static List<String> links() throws SQLException {
    return tables.rows(
        """
        SELECT entity_type, service_name, url FROM musicbrainz.external_links
        ORDER BY entity_type, service_name COLLATE "C"
        """);
  }

  private static DataRecord artist(String mbid, String fields) {
    return Messages.record(mbid, fields.strip());
  }
}
