package org.discogsography.graphinator.writing;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.discogsography.common.consuming.RecordWriter;
import org.discogsography.common.consuming.WriteResult;
import org.discogsography.common.messages.DataRecord;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.InvalidMessageException;
import org.discogsography.common.neo4j.GraphTransactions;
import org.discogsography.graphinator.records.MasterRecord;
import org.discogsography.graphinator.records.RecordReader;
import org.neo4j.driver.Transaction;

/** Writes masters with their artists, genres and styles. */
public final class MasterWriter implements RecordWriter<DataRecord> {

  /** Fills the nodes and creates the relationships that they lack. */
  private static final String WRITE =
      """
      UNWIND $rows AS row
      MATCH (m:Master {id: row[0]})
      SET m.sha256 = row[1], m.model_rev = $revision,
          m.title = row[2], m.year = row[3]
      WITH m, row
      CALL (m, row) {
        UNWIND row[4] AS id MATCH (artist:Artist {id: id}) CREATE (m)-[:BY]->(artist)
      }
      CALL (m, row) {
        UNWIND row[5] AS name MATCH (genre:Genre {name: name}) CREATE (m)-[:IS]->(genre)
      }
      CALL (m, row) {
        UNWIND row[6] AS name MATCH (style:Style {name: name}) CREATE (m)-[:IS]->(style)
      }
      """;

  private final GraphTransactions transactions;
  private final InstantSource clock;
  private final UnchangedGate<MasterRecord> gate;

  public MasterWriter(RecordReader reader, GraphTransactions transactions, InstantSource clock) {
    this.transactions = transactions;
    this.clock = clock;
    this.gate = new UnchangedGate<>(DataType.MASTERS, "Master", reader::master);
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
    UnchangedGate.Sorted<MasterRecord> sorted = gate.sort(transaction, records, clock.millis());
    List<MasterRecord> toWrite = sorted.toWrite();
    Targets targets = new Targets();
    StyleGenres styleGenres = new StyleGenres();
    for (MasterRecord master : toWrite) {
      targets
          .add(Targets.Kind.ARTIST, master.artists())
          .add(Targets.Kind.MASTER, master.id())
          .add(Targets.Kind.GENRE, master.genres())
          .add(Targets.Kind.STYLE, master.styles());
      styleGenres.add(master.genres(), master.styles());
    }
    targets.mergeInto(transaction);
    StoredEdges stored =
        StoredEdges.ofMasters(
            transaction, sorted.present().stream().map(MasterRecord::id).toList());
    EdgeLists lists = new EdgeLists();
    for (MasterRecord master : toWrite) {
      lists.addRow(row(master, lists, stored.compare(master.id(), edges(master))));
    }
    stored.deleteObsolete();
    lists.write(transaction, WRITE);
    styleGenres.mergeInto(transaction);
    return new WriteResult(toWrite.size(), sorted.unchanged());
  }

  private static Set<OwnedEdge> edges(MasterRecord master) {
    Set<OwnedEdge> edges = new HashSet<>();
    master.artists().forEach(id -> edges.add(OwnedEdge.of(OwnedEdge.Kind.BY, id)));
    master.genres().forEach(name -> edges.add(OwnedEdge.of(OwnedEdge.Kind.IS_GENRE, name)));
    master.styles().forEach(name -> edges.add(OwnedEdge.of(OwnedEdge.Kind.IS_STYLE, name)));
    return edges;
  }

  private static List<Object> row(MasterRecord master, EdgeLists lists, Set<OwnedEdge> stored) {
    return Arrays.asList(
        master.id(),
        master.sha256(),
        master.title(),
        master.year(),
        lists.missing(OwnedEdge.Kind.BY, master.artists(), stored),
        lists.missing(OwnedEdge.Kind.IS_GENRE, master.genres(), stored),
        lists.missing(OwnedEdge.Kind.IS_STYLE, master.styles(), stored));
  }
}
