package org.discogsography.brainzgraphinator.enrichment;

import java.util.ArrayList;
import java.util.List;
import org.discogsography.common.messages.DataRecord;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.InvalidMessageException;
import org.discogsography.common.musicbrainz.EntityTypes;
import org.discogsography.common.musicbrainz.MusicBrainzReader;
import org.discogsography.common.musicbrainz.MusicBrainzRecord;
import org.discogsography.common.musicbrainz.Relation;

/** Reads from a message what it adds to the graph. */
final class EnrichmentReader {

  private static final String ARTIST = EntityTypes.of(DataType.ARTISTS);

  private final NodeKind kind;
  private final MusicBrainzReader reader;

  EnrichmentReader(NodeKind kind) {
    this.kind = kind;
    this.reader = new MusicBrainzReader(kind.type());
  }

  Enrichment read(DataRecord message) throws InvalidMessageException {
    MusicBrainzRecord record = reader.read(message);
    String discogsId = record.discogsId() == null ? null : record.discogsId().toString();
    List<Assertion> assertions = new ArrayList<>();
    int withoutTarget = 0;
    if (kind == NodeKind.ARTIST) {
      for (Relation relation : record.relations()) {
        RelationshipKind of = RelationshipKind.of(relation.type());
        if (of == null || !relation.targetType().equals(ARTIST)) {
          continue;
        }
        if (relation.targetDiscogsArtist() == null) {
          withoutTarget++;
          continue;
        }
        String other = relation.targetDiscogsArtist().toString();
        if (!other.equals(discogsId)) { // two entities that share one page would make a loop
          assertions.add(
              new Assertion(
                  of,
                  !relation.backward(),
                  other,
                  new Period(
                      relation.begin(), relation.end(), relation.ended(), relation.attributes())));
        }
      }
    }
    return new Enrichment(
        record.mbid().toString(),
        discogsId,
        message.sha256(),
        kind.properties(record),
        assertions,
        withoutTarget);
  }
}
