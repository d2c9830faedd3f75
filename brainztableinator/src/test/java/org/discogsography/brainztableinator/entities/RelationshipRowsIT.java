package org.discogsography.brainztableinator.entities;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.discogsography.brainztableinator.OnMusicBrainzTables;
import org.discogsography.common.consuming.WriteResult;
import org.discogsography.common.messages.DataRecord;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.InvalidMessageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelationshipRowsIT extends OnMusicBrainzTables {

  @Test
  void bothEndsOfARelationshipAreOneRow() throws Exception {
    tables.write(
        DataType.ARTISTS,
        artist(A, "'name': 'A', " + relation(B, "artist", "forward", "1970", "1975")),
        artist(B, "'name': 'B', " + relation(A, "artist", "backward", "1970", "1975")));
    assertThat(relationships()).containsExactly("a|b|artist|artist|member of band|1970|1975|f|[]");

    tables.clear();
    tables.write(
        DataType.ARTISTS,
        artist(B, "'name': 'B', " + relation(A, "artist", "backward", "1970", "1975")));
    tables.write(
        DataType.ARTISTS,
        artist(A, "'name': 'A', " + relation(B, "artist", "forward", "1970", "1975")));
    assertThat(relationships()).containsExactly("a|b|artist|artist|member of band|1970|1975|f|[]");
  }

  @Test
  void periodsAndAttributesTellRelationshipsApart() throws Exception {
    tables.write(
        DataType.ARTISTS,
        artist(
            A,
            """
            'name': 'A', 'relations': [
              {'type': 'member of band', 'target_type': 'artist', 'target_mbid': '%1$s',
               'direction': 'forward', 'begin_date': '1970', 'end_date': '1975', 'ended': true,
               'attributes': ['vocals', 'guitar']},
              {'type': 'member of band', 'target_type': 'artist', 'target_mbid': '%1$s',
               'direction': 'forward', 'begin_date': '1980', 'end_date': null, 'attributes': []},
              {'type': 'member of band', 'target_type': 'artist', 'target_mbid': '%1$s',
               'direction': 'forward', 'begin_date': '1970', 'end_date': '1975', 'ended': true,
               'attributes': ['guitar', 'vocals']}]
            """
                .formatted(B)));

    assertThat(relationships())
        .containsExactly(
            "a|b|artist|artist|member of band|1970|1975|t|[\"guitar\", \"vocals\"]",
            "a|b|artist|artist|member of band|1980|null|f|[]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"release_group", "release-group"})
  void bothSpellingsOfReleaseGroupAreOneRow(String spelling) throws Exception {
    tables.write(
        DataType.RELEASE_GROUPS,
        artist(C, "'name': 'G', " + relation(A, "artist", "forward", "", "")));
    tables.write(
        DataType.ARTISTS, artist(A, "'name': 'A', " + relation(C, spelling, "backward", "", "")));

    assertThat(relationships())
        .containsExactly("c|a|release-group|artist|member of band|null|null|f|[]");
  }

  @Test
  void relationWithoutTypeTargetTypeOrValidTargetIsLeftOut() throws Exception {
    tables.write(
        DataType.ARTISTS,
        artist(
            A,
            """
            'name': 'A', 'relations': [
              {'type': '', 'target_type': 'artist', 'target_mbid': '%1$s'},
              {'type': 't', 'target_type': null, 'target_mbid': '%1$s'},
              {'type': 't', 'target_type': 'artist', 'target_mbid': ''},
              {'type': 't', 'target_type': 'artist', 'target_mbid': '1-1-1-1-1'},
              {'type': 't', 'target_type': 'work', 'target_mbid': '%1$s', 'direction': 'forward'}]
            """
                .formatted(B)));

    assertThat(relationships()).containsExactly("a|b|artist|work|t|null|null|f|[]");
  }

  @Test
  void conflictOnARelationshipUpdatesOnlyWhetherItEnded() throws Exception {
    String ended =
        relation(B, "artist", "forward", "1970", "").replace("'ended': false", "'ended': true");
    tables.write(
        DataType.ARTISTS,
        artist(A, "'name': 'A', " + relation(B, "artist", "forward", "1970", "")));
    String id = tables.row("SELECT id, created_at FROM musicbrainz.relationships");

    tables.write(DataType.ARTISTS, artist(A, "'name': 'A', " + ended));

    assertThat(tables.row("SELECT ended FROM musicbrainz.relationships")).isEqualTo("t");
    assertThat(tables.row("SELECT id, created_at FROM musicbrainz.relationships")).isEqualTo(id);
  }

  @Test
  void relationshipGoesWhenNeitherEndListsItAnyMore() throws Exception {
    DataRecord member = artist(A, "'name': 'A', " + relation(B, "artist", "forward", "", ""));
    DataRecord group = artist(B, "'name': 'B', " + relation(A, "artist", "backward", "", ""));
    tables.write(DataType.ARTISTS, member, group);

    tables.write(DataType.ARTISTS, artist(A, "'name': 'left'"));
    assertThat(tables.count("relationships")).isEqualTo(1);

    tables.write(DataType.ARTISTS, artist(B, "'name': 'split'"));
    assertThat(tables.count("relationships")).isZero();
  }

  @Test
  void relationshipListedByOneEndGoesWithIt() throws Exception {
    tables.write(
        DataType.RELEASES, artist(C, "'name': 'R', " + relation(A, "artist", "backward", "", "")));
    tables.write(
        DataType.ARTISTS, artist(B, "'name': 'B', " + relation(A, "artist", "forward", "", "")));

    tables.write(DataType.RELEASES, artist(C, "'name': 'R without'"));

    assertThat(relationships()).containsExactly("b|a|artist|artist|member of band|null|null|f|[]");
  }

  @Test
  void bothEndsRewrittenInOneBatchChangeTheirRelationship() throws Exception {
    tables.write(
        DataType.ARTISTS,
        artist(A, "'name': 'A', " + relation(B, "artist", "forward", "1970", "")),
        artist(B, "'name': 'B', " + relation(A, "artist", "backward", "1970", "")));

    tables.write(
        DataType.ARTISTS,
        artist(A, "'name': 'A', " + relation(B, "artist", "forward", "1971", "")),
        artist(B, "'name': 'B', " + relation(A, "artist", "backward", "1971", "")));

    assertThat(relationships()).containsExactly("a|b|artist|artist|member of band|1971|null|f|[]");
  }

  @Test
  void artistWithAHundredThousandRelationsIsStoredWhole() throws Exception {
    StringBuilder fields = new StringBuilder("'name': 'Various Artists', 'relations': [");
    for (int i = 0; i < 100_000; i++) {
      fields
          .append(i == 0 ? "" : ",")
          .append("{'type': 'producer', 'target_type': 'recording', 'target_mbid': '")
          .append(new UUID(7, i))
          .append(
              "', 'direction': 'forward', 'attributes': ['additional'], 'begin_date': null,"
                  + " 'end_date': null, 'ended': false, 'target_name': '")
          .append("x".repeat(300))
          .append("'}");
    }
    DataRecord record = artist(A, fields.append("]").toString());
    assertThat(record.json().length).isGreaterThan(50_000_000);

    assertThat(tables.write(DataType.ARTISTS, record)).isEqualTo(new WriteResult(1, 0));
    assertThat(tables.count("relationships")).isEqualTo(100_000);
    assertThat(tables.row("SELECT jsonb_array_length(data->'relations') FROM musicbrainz.artists"))
        .isEqualTo("100000");
  }

  @Test
  void batchesWrittenSideBySideEndLikeThoseWrittenInTurn() throws Exception {
    List<DataRecord> artists = new ArrayList<>();
    List<DataRecord> releases = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      String artist = new UUID(1, i).toString();
      String release = new UUID(2, 299 - i).toString();
      artists.add(
          artist(artist, "'name': 'A', " + relation(release, "release", "forward", "", "")));
      releases.add(
          artist(release, "'name': 'R', " + relation(artist, "artist", "backward", "", "")));
    }
    tables.write(DataType.ARTISTS, artists);
    tables.write(DataType.RELEASES, releases);
    List<String> inTurn = tables.export();
    tables.clear();

    CompletableFuture<Void> both =
        CompletableFuture.allOf(
            CompletableFuture.runAsync(() -> writeUnpooled(DataType.ARTISTS, artists)),
            CompletableFuture.runAsync(() -> writeUnpooled(DataType.RELEASES, releases)));
    both.get(60, TimeUnit.SECONDS);

    assertThat(tables.export()).isEqualTo(inTurn);
    assertThat(tables.count("relationships")).isEqualTo(300);
  }

  private static void writeUnpooled(DataType type, List<DataRecord> records) {
    try {
      new EntityWriter(type, tables.unpooled()).write(records);
    } catch (SQLException | InvalidMessageException e) {
      throw new CompletionException(e);
    }
  }
}
