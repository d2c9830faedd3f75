package org.discogsography.brainztableinator;

import java.sql.SQLException;
import java.util.List;
import org.discogsography.common.messages.DataRecord;
import org.discogsography.testkit.records.Messages;
import org.discogsography.testkit.servers.BackingServers;
import org.discogsography.testkit.servers.Server;
import org.discogsography.testkit.servers.TestPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Tests on one set of tables a class, empty before each test. */
@BackingServers(Server.POSTGRES)
public abstract class OnMusicBrainzTables {

  protected static final String A = "aaaaaaaa-0000-4000-8000-000000000001";
  protected static final String B = "bbbbbbbb-0000-4000-8000-000000000002";
  protected static final String C = "cccccccc-0000-4000-8000-000000000003";

  protected static MusicBrainzTables tables;

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

  /** All relationships, their ends by the first letter of the MBID. */
  protected static List<String> relationships() throws SQLException {
    return tables.rows(
        """
        SELECT left(source_mbid::text, 1), left(target_mbid::text, 1), source_entity_type,
               target_entity_type, relationship_type, begin_date, end_date, ended, attributes
        FROM musicbrainz.relationships ORDER BY 1, 2, 5, 6, 7, 9
        """);
  }

  protected static List<String> links() throws SQLException {
    return tables.rows(
        """
        SELECT entity_type, service_name, url FROM musicbrainz.external_links
        ORDER BY entity_type, service_name COLLATE "C"
        """);
  }

  protected static DataRecord artist(String mbid, String fields) {
    return Messages.record(mbid, fields.strip());
  }

  /** The field of a record that lists one membership. */
  protected static String relation(
      String target, String targetType, String direction, String begin, String end) {
    return """
    'relations': [{'type': 'member of band', 'target_type': '%s', 'target_mbid': '%s', \
    'direction': '%s', 'attributes': [], 'begin_date': '%s', 'end_date': '%s', 'ended': false}]\
    """
        .formatted(targetType, target, direction, begin, end);
  }
}
