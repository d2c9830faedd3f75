package org.discogsography.graphinator.writing;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.neo4j.GraphTransactions;
import org.discogsography.graphinator.records.MasterRecord;
import org.discogsography.graphinator.records.RecordReader;
import org.discogsography.graphinator.writing.KnownNodes.Kind;
import org.discogsography.graphinator.writing.UnchangedGate.Sorted;
import org.neo4j.driver.Transaction;

/** Writes masters with their artists, genres and styles. */
public final class MasterWriter extends OwningWriter<MasterRecord> {

  /** Creates the relationships that the masters lack. */
  private static final String RELATE =
      """
      WITH m, row
      CALL (m, row) {
        UNWIND row[4] AS id MATCH (artist:Artist) WHERE elementId(artist) = id
        CREATE (m)-[:BY]->(artist)
      }
      CALL (m, row) {
        UNWIND row[5] AS id MATCH (genre:Genre) WHERE elementId(genre) = id
        CREATE (m)-[:IS]->(genre)
      }
      CALL (m, row) {
        UNWIND row[6] AS id MATCH (style:Style) WHERE elementId(style) = id
        CREATE (m)-[:IS]->(style)
      }
      """;

  private static final String CREATE =
      """
      UNWIND $rows AS row
      CREATE (m:Master {
        id: row[0], sha256: row[1], model_rev: $revision, title: row[2], year: row[3]})
      """
          + RELATE;

  private static final String REWRITE =
      """
      UNWIND $rows AS row
      MATCH (m:Master {id: row[0]})
      USING INDEX SEEK m:Master(id)
      SET m.sha256 = row[1], m.model_rev = $revision, m.title = row[2], m.year = row[3]
      """
          + RELATE;

  private static final OwningRecords<MasterRecord> RECORDS =
      new OwningRecords<>(
          CREATE, REWRITE, StoredEdges::ofMasters, MasterWriter::edges, MasterWriter::row);

  public MasterWriter(
      RecordReader reader,
      GraphTransactions transactions,
      KnownNodes knownNodes,
      InstantSource clock) {
    super(
        new UnchangedGate<>(DataType.MASTERS, "Master", reader::master),
        RECORDS,
        transactions,
        knownNodes,
        clock);
  }

  @Override
  void write(Transaction transaction, Sorted<MasterRecord> sorted, KnownNodes.Batch known) {
    for (MasterRecord master : sorted.toWrite()) {
      known
          .need(Kind.ARTIST, master.artists())
          .need(Kind.GENRE, master.genres())
          .need(Kind.STYLE, master.styles());
    }
    known.merge(transaction);
  }

  @Override
  void relate(Transaction transaction, List<MasterRecord> some, KnownNodes.Batch known) {
    StyleGenres styleGenres = new StyleGenres();
    some.forEach(master -> styleGenres.add(master.genres(), master.styles()));
    styleGenres.createMissing(transaction, known);
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
    return Arrays.asList(
        master.id(),
        master.sha256(),
        master.title(),
        master.year(),
        lists.missing(OwnedEdge.Kind.BY, master.artists(), stored, known, Kind.ARTIST),
        lists.missing(OwnedEdge.Kind.IS_GENRE, master.genres(), stored, known, Kind.GENRE),
        lists.missing(OwnedEdge.Kind.IS_STYLE, master.styles(), stored, known, Kind.STYLE));
  }
}
