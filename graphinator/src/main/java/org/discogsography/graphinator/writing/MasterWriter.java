package org.discogsography.graphinator.writing;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.discogsography.common.consuming.RecordWriter;
import org.discogsography.common.consuming.WriteResult;
import org.discogsography.common.messages.DataRecord;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.InvalidMessageException;
import org.discogsography.common.neo4j.GraphTransactions;
import org.discogsography.graphinator.records.MasterRecord;
import org.discogsography.graphinator.records.RecordReader;
import org.discogsography.graphinator.writing.KnownNodes.Kind;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Transaction;

/** Writes masters with their artists, genres and styles. */
public final class MasterWriter implements RecordWriter<DataRecord> {

  /** Creates the relationships that the masters lack. */
  private static final String RELATE =
      """
      UNWIND $rows AS row
      MATCH (m:Master) WHERE elementId(m) = row[0]
      CALL (m, row) {
        UNWIND row[1] AS id MATCH (artist:Artist) WHERE elementId(artist) = id
        CREATE (m)-[:BY]->(artist)
      }
      CALL (m, row) {
        UNWIND row[2] AS id MATCH (genre:Genre) WHERE elementId(genre) = id
        CREATE (m)-[:IS]->(genre)
      }
      CALL (m, row) {
        UNWIND row[3] AS id MATCH (style:Style) WHERE elementId(style) = id
        CREATE (m)-[:IS]->(style)
      }
      """;

  private final GraphTransactions transactions;
  private final InstantSource clock;
  private final KnownNodes knownNodes;
  private final UnchangedGate<MasterRecord> gate;

  public MasterWriter(
      RecordReader reader,
      GraphTransactions transactions,
      KnownNodes knownNodes,
      InstantSource clock) {
    this.transactions = transactions;
    this.knownNodes = knownNodes;
    this.clock = clock;
    this.gate = new UnchangedGate<>(DataType.MASTERS, "Master", reader::master);
  }

  @Override
  public DataRecord prepare(DataRecord record) {
    return record;
  }

  @Override
  public WriteResult write(List<DataRecord> records) throws InvalidMessageException {
    KnownNodes.Batch known = knownNodes.batch();
    WriteResult result = transactions.run(transaction -> write(transaction, records, known));
    known.committed();
    return result;
  }

  private WriteResult write(
      Transaction transaction, List<DataRecord> records, KnownNodes.Batch known)
      throws InvalidMessageException {
    known.begin(transaction);
    UnchangedGate.Sorted<MasterRecord> sorted = gate.sort(transaction, records, clock.millis());
    List<MasterRecord> toWrite = sorted.toWrite();
    StyleGenres styleGenres = new StyleGenres();
    for (MasterRecord master : toWrite) {
      known
          .need(Kind.ARTIST, master.artists())
          .fill(Kind.MASTER, master.id(), properties(master))
          .need(Kind.GENRE, master.genres())
          .need(Kind.STYLE, master.styles());
      styleGenres.add(master.genres(), master.styles());
    }
    known.merge(transaction);
    StoredEdges stored =
        StoredEdges.ofMasters(
            transaction, sorted.present().stream().map(MasterRecord::id).toList());
    EdgeLists lists = new EdgeLists();
    for (MasterRecord master : toWrite) {
      lists.addRow(row(master, lists, stored.compare(master.id(), edges(master)), known));
    }
    stored.deleteObsolete();
    lists.write(transaction, RELATE);
    styleGenres.mergeInto(transaction, known);
    return new WriteResult(toWrite.size(), sorted.unchanged());
  }

  private static Map<String, @Nullable Object> properties(MasterRecord master) {
    Map<String, @Nullable Object> properties = new HashMap<>();
    properties.put("sha256", master.sha256());
    properties.put("model_rev", ModelRevision.CURRENT);
    properties.put("title", master.title());
    properties.put("year", master.year());
    return properties;
  }

  private static Set<OwnedEdge> edges(MasterRecord master) {
    Set<OwnedEdge> edges = new HashSet<>();
    master.artists().forEach(id -> edges.add(OwnedEdge.of(OwnedEdge.Kind.BY, id)));
    master.genres().forEach(name -> edges.add(OwnedEdge.of(OwnedEdge.Kind.IS_GENRE, name)));
    master.styles().forEach(name -> edges.add(OwnedEdge.of(OwnedEdge.Kind.IS_STYLE, name)));
    return edges;
  }

  private static List<Object> row(
      MasterRecord master, EdgeLists lists, Set<OwnedEdge> stored, KnownNodes.Batch known) {
    return List.of(
        known.id(Kind.MASTER, master.id()),
        lists.missing(OwnedEdge.Kind.BY, master.artists(), stored, known, Kind.ARTIST),
        lists.missing(OwnedEdge.Kind.IS_GENRE, master.genres(), stored, known, Kind.GENRE),
        lists.missing(OwnedEdge.Kind.IS_STYLE, master.styles(), stored, known, Kind.STYLE));
  }
}
