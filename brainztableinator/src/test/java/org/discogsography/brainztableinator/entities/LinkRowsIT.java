package org.discogsography.brainztableinator.entities;

import static org.assertj.core.api.Assertions.assertThat;

import org.discogsography.brainztableinator.OnMusicBrainzTables;
import org.discogsography.common.consuming.WriteResult;
import org.discogsography.common.messages.DataType;
import org.junit.jupiter.api.Test;

class LinkRowsIT extends OnMusicBrainzTables {

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
}
