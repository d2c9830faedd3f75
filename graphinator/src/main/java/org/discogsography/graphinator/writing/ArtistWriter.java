package org.discogsography.graphinator.writing;

import java.time.InstantSource;
import java.util.List;
import org.discogsography.common.consuming.RecordWriter;
import org.discogsography.common.consuming.WriteResult;
import org.discogsography.common.messages.DataRecord;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.InvalidMessageException;
import org.discogsography.common.neo4j.GraphTransactions;
import org.discogsography.graphinator.records.ArtistRecord;
import org.discogsography.graphinator.records.RecordReader;
import org.discogsography.graphinator.writing.SharedEdges.Side;
import org.discogsography.graphinator.writing.UnchangedGate.Sorted;
import org.neo4j.driver.Transaction;
import org.neo4j.driver.Values;

/** Writes artists with their members, groups and aliases. */
public final class ArtistWriter implements RecordWriter<DataRecord> {

  private static final String FILL =
      """
      UNWIND $rows AS row
      MATCH (a:Artist {id: row[0]})
      SET a.sha256 = row[1], a.model_rev = $revision, a.name = row[2],
          a.resource_url = 'https://api.discogs.com/artists/' + row[0],
          a.releases_url = 'https://api.discogs.com/artists/' + row[0] + '/releases'
      """;

  private final GraphTransactions transactions;
  private final InstantSource clock;
  private final UnchangedGate<ArtistRecord> gate;

  public ArtistWriter(RecordReader reader, GraphTransactions transactions, InstantSource clock) {
    this.transactions = transactions;
    this.clock = clock;
    this.gate = new UnchangedGate<>(DataType.ARTISTS, "Artist", reader::artist);
  }

  @Override
  public DataRecord prepare(DataRecord record) {
    return record;
  }

  @Override
  public WriteResult write(List<DataRecord> records) throws InvalidMessageException {
    return transactions.run(transaction -> write(transaction, records));
  }

  private WriteResult write(Transaction transaction, List<DataRecord> records)
      throws InvalidMessageException {
    Sorted<ArtistRecord> sorted = gate.sort(transaction, records, clock.millis());
    List<ArtistRecord> toWrite = sorted.toWrite();
    if (toWrite.isEmpty()) {
      return new WriteResult(0, sorted.unchanged());
    }
    Targets targets = new Targets();
    for (ArtistRecord artist : toWrite) {
      targets
          .add(Targets.Kind.ARTIST, artist.id())
          .add(Targets.Kind.ARTIST, artist.members())
          .add(Targets.Kind.ARTIST, artist.groups())
          .add(Targets.Kind.ARTIST, artist.aliases());
    }
    targets.mergeInto(transaction);
    fill(transaction, toWrite);
    writeEdges(transaction, sorted);
    return new WriteResult(toWrite.size(), sorted.unchanged());
  }

  private static void fill(Transaction transaction, List<ArtistRecord> artists) {
    List<List<String>> rows =
        artists.stream()
            .map(artist -> List.of(artist.id(), artist.sha256(), artist.name()))
            .toList();
    transaction
        .run(FILL, Values.parameters("rows", rows, "revision", ModelRevision.CURRENT))
        .consume();
  }

  private static void writeEdges(Transaction transaction, Sorted<ArtistRecord> sorted) {
    SharedEdges groups = new SharedEdges("Artist", "MEMBER_OF", Side.START);
    SharedEdges members = new SharedEdges("Artist", "MEMBER_OF", Side.END);
    SharedEdges aliases = new SharedEdges("Artist", "ALIAS_OF", Side.END);
    sorted.forEach((artist, nodeExisted) -> {
      groups.put(artist.id(), artist.groups(), nodeExisted);
      members.put(artist.id(), artist.members(), nodeExisted);
      aliases.put(artist.id(), artist.aliases(), nodeExisted);
    });
    SharedEdges.rewrite(transaction, List.of(groups, members, aliases));
  }
}
