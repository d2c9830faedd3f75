package org.discogsography.graphinator.writing;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.neo4j.GraphTransactions;
import org.discogsography.graphinator.records.ArtistRecord;
import org.discogsography.graphinator.records.RecordReader;
import org.discogsography.graphinator.writing.KnownNodes.Kind;
import org.discogsography.graphinator.writing.SharedEdges.Side;
import org.discogsography.graphinator.writing.UnchangedGate.Sorted;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Transaction;

/** Writes artists with their members, groups and aliases. */
public final class ArtistWriter extends GatedWriter<ArtistRecord> {

  private static final String URL = "https://api.discogs.com/artists/";

  public ArtistWriter(
      RecordReader reader,
      GraphTransactions transactions,
      KnownNodes knownNodes,
      InstantSource clock) {
    super(
        new UnchangedGate<>(DataType.ARTISTS, "Artist", reader::artist),
        transactions,
        knownNodes,
        clock);
  }

  @Override
  void write(Transaction transaction, Sorted<ArtistRecord> sorted, KnownNodes.Batch known) {
    for (ArtistRecord artist : sorted.toWrite()) {
      known
          .fill(Kind.ARTIST, artist.id(), properties(artist))
          .need(Kind.ARTIST, artist.members())
          .need(Kind.ARTIST, artist.groups())
          .need(Kind.ARTIST, artist.aliases());
    }
    known.merge(transaction);
    writeEdges(transaction, sorted, known);
  }

  private static Map<String, @Nullable Object> properties(ArtistRecord artist) {
    String url = URL + artist.id();
    Map<String, @Nullable Object> properties = new HashMap<>();
    properties.put("sha256", artist.sha256());
    properties.put("model_rev", ModelRevision.CURRENT);
    properties.put("name", artist.name());
    properties.put("resource_url", url);
    properties.put("releases_url", url + "/releases");
    return properties;
  }

  private static void writeEdges(
      Transaction transaction, Sorted<ArtistRecord> sorted, KnownNodes.Batch known) {
    SharedEdges groups = new SharedEdges(Kind.ARTIST, "MEMBER_OF", Side.START);
    SharedEdges members = new SharedEdges(Kind.ARTIST, "MEMBER_OF", Side.END);
    SharedEdges aliases = new SharedEdges(Kind.ARTIST, "ALIAS_OF", Side.END);
    sorted.forEach((artist, wasStored) -> {
      groups.put(artist.id(), artist.groups(), wasStored);
      members.put(artist.id(), artist.members(), wasStored);
      aliases.put(artist.id(), artist.aliases(), wasStored);
    });
    SharedEdges.rewrite(transaction, known, List.of(groups, members, aliases));
  }
}
