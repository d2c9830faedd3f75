package org.discogsography.brainztableinator.entities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.discogsography.brainztableinator.MusicBrainzTables;
import org.discogsography.common.consuming.WriteResult;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.Source;
import org.discogsography.testkit.dumps.MusicBrainzRows;
import org.discogsography.testkit.dumps.PlainMusicBrainz;
import org.discogsography.testkit.servers.BackingServers;
import org.discogsography.testkit.servers.Server;
import org.discogsography.testkit.servers.TestPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

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
  void everyDocumentIsThereWithEveryColumnRelationAndLink() throws Exception {
    SortedMap<String, String> expected = MusicBrainzRows.of(dump);

    try (Connection connection = tables.connect()) {
      assertThat(MusicBrainzRows.in(connection)).containsExactlyEntriesOf(expected);
    }
    assertThat(rowsOf("relationships", expected)).isGreaterThan(20);
    assertThat(rowsOf("external_links", expected)).isGreaterThan(70);
    for (DataType type : Source.MUSICBRAINZ.types()) {
      String table = type.text().replace('-', '_');
      assertThat(rowsOf(table, expected)).isEqualTo(dump.entities(type).size());
    }
  }

  private static long rowsOf(String table, SortedMap<String, String> rows) {
    return rows.keySet().stream()
        .filter(key -> key.startsWith("musicbrainz." + table + " "))
        .count();
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
}
