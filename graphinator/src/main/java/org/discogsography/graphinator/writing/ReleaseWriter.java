package org.discogsography.graphinator.writing;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.discogsography.common.consuming.RecordWriter;
import org.discogsography.common.consuming.WriteResult;
import org.discogsography.common.messages.DataRecord;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.InvalidMessageException;
import org.discogsography.common.neo4j.ChangedMeanwhileException;
import org.discogsography.common.neo4j.GraphTransactions;
import org.discogsography.graphinator.records.RecordReader;
import org.discogsography.graphinator.records.ReleaseRecord;
import org.discogsography.graphinator.records.ReleaseRecord.Identity;
import org.discogsography.graphinator.writing.UnchangedGate.Sorted;
import org.neo4j.driver.Transaction;
import org.neo4j.driver.Values;

/** Writes releases with their artists, labels, master, genres, styles and credits. */
public final class ReleaseWriter implements RecordWriter<DataRecord> {

  /** Fills the releases and creates the relationships that they lack, without reading any. */
  private static final String FILL =
      """
      SET r.sha256 = row[1], r.model_rev = $revision,
          r.title = row[2], r.year = row[3], r.formats = row[4], r.format_descriptions = row[5],
          r.catalog_number = coalesce(row[6], r.catalog_number)
      WITH r, row
      CALL (r, row) {
        UNWIND row[7] AS id MATCH (artist:Artist {id: id}) CREATE (r)-[:BY]->(artist)
      }
      CALL (r, row) {
        UNWIND row[8] AS id MATCH (label:Label {id: id}) CREATE (r)-[:ON]->(label)
      }
      CALL (r, row) {
        UNWIND row[9] AS id MATCH (master:Master {id: id}) CREATE (r)-[:DERIVED_FROM]->(master)
      }
      CALL (r, row) {
        UNWIND row[10] AS name MATCH (genre:Genre {name: name}) CREATE (r)-[:IS]->(genre)
      }
      CALL (r, row) {
        UNWIND row[11] AS name MATCH (style:Style {name: name}) CREATE (r)-[:IS]->(style)
      }
      CALL (r, row) {
        UNWIND row[12] AS credit MATCH (person:Person {name: credit[0]})
        CREATE (person)-[:CREDITED_ON {role: credit[1], category: credit[2]}]->(r)
      }
      """;

  private static final String CREATE =
      """
      UNWIND $rows AS row
      CREATE (r:Release {id: row[0]})
      """
          + FILL;

  private static final String REWRITE =
      """
      UNWIND $rows AS row
      MATCH (r:Release {id: row[0]})
      """
          + FILL;

  private static final String IDENTIFY =
      """
      UNWIND $pairs AS pair
      MATCH (person:Person {name: pair[0]})
      MATCH (artist:Artist {id: pair[1]})
      MERGE (person)-[:SAME_AS]->(artist)
      RETURN count(*) AS identified
      """;

  private final GraphTransactions transactions;
  private final InstantSource clock;
  private final UnchangedGate<ReleaseRecord> gate;
  private final MergedLately mergedLately = new MergedLately();

  public ReleaseWriter(RecordReader reader, GraphTransactions transactions, InstantSource clock) {
    this.transactions = transactions;
    this.clock = clock;
    this.gate = new UnchangedGate<>(DataType.RELEASES, "Release", reader::release);
  }

  @Override
  public DataRecord prepare(DataRecord record) {
    return record;
  }

  @Override
  public WriteResult write(List<DataRecord> records) throws InvalidMessageException {
    MergedLately.Batch merged = mergedLately.batch();
    WriteResult result = transactions.run(transaction -> write(transaction, records, merged));
    merged.committed();
    return result;
  }

  private WriteResult write(
      Transaction transaction, List<DataRecord> records, MergedLately.Batch merged)
      throws InvalidMessageException {
    merged.begin();
    Sorted<ReleaseRecord> sorted = gate.sort(transaction, records, clock.millis());
    List<ReleaseRecord> toWrite = sorted.toWrite();
    mergeTargets(transaction, toWrite, merged);
    create(transaction, sorted.absent());
    rewrite(transaction, sorted.present());
    identify(transaction, toWrite, merged);
    StyleGenres styleGenres = new StyleGenres();
    toWrite.forEach(release -> styleGenres.add(release.genres(), release.styles()));
    styleGenres.mergeInto(transaction);
    return new WriteResult(toWrite.size(), sorted.unchanged());
  }

  private static void mergeTargets(
      Transaction transaction, List<ReleaseRecord> releases, MergedLately.Batch merged) {
    Targets targets = new Targets();
    for (ReleaseRecord release : releases) {
      targets
          .add(Targets.Kind.ARTIST, release.artists())
          .add(Targets.Kind.LABEL, release.labels())
          .add(Targets.Kind.MASTER, release.masters())
          .add(Targets.Kind.GENRE, release.genres())
          .add(Targets.Kind.STYLE, release.styles());
      release.credits().forEach(credit -> targets.add(Targets.Kind.PERSON, credit.person()));
      release.identities().forEach(same -> targets.add(Targets.Kind.ARTIST, same.artistId()));
    }
    targets.mergeInto(transaction, merged);
  }

  private static void create(Transaction transaction, List<ReleaseRecord> absent) {
    EdgeLists lists = new EdgeLists();
    absent.forEach(release -> lists.addRow(row(release, lists, Set.of())));
    lists.write(transaction, CREATE);
  }

  private static void rewrite(Transaction transaction, List<ReleaseRecord> present) {
    StoredEdges stored =
        StoredEdges.ofReleases(transaction, present.stream().map(ReleaseRecord::id).toList());
    EdgeLists lists = new EdgeLists();
    for (ReleaseRecord release : present) {
      lists.addRow(row(release, lists, stored.compare(release.id(), edges(release))));
    }
    stored.deleteObsolete();
    lists.write(transaction, REWRITE);
  }

  private static void identify(
      Transaction transaction, List<ReleaseRecord> releases, MergedLately.Batch merged) {
    TreeSet<Identity> identities =
        new TreeSet<>(Comparator.comparing(Identity::person).thenComparing(Identity::artistId));
    releases.forEach(release -> identities.addAll(release.identities()));
    List<List<String>> pairs = new ArrayList<>();
    for (Identity same : identities) {
      if (merged.isNew(same)) {
        pairs.add(List.of(same.person(), same.artistId()));
      }
    }
    if (pairs.isEmpty()) {
      return;
    }
    int identified =
        transaction
            .run(IDENTIFY, Values.parameters("pairs", pairs))
            .single()
            .get("identified")
            .asInt();
    if (identified != pairs.size()) {
      throw new ChangedMeanwhileException(
          "%d of %d persons were identified: a node went away meanwhile"
              .formatted(identified, pairs.size()));
    }
  }

  private static Set<OwnedEdge> edges(ReleaseRecord release) {
    Set<OwnedEdge> edges = new HashSet<>(credits(release));
    release.artists().forEach(id -> edges.add(OwnedEdge.of(OwnedEdge.Kind.BY, id)));
    release.labels().forEach(id -> edges.add(OwnedEdge.of(OwnedEdge.Kind.ON, id)));
    release.masters().forEach(id -> edges.add(OwnedEdge.of(OwnedEdge.Kind.DERIVED_FROM, id)));
    release.genres().forEach(name -> edges.add(OwnedEdge.of(OwnedEdge.Kind.IS_GENRE, name)));
    release.styles().forEach(name -> edges.add(OwnedEdge.of(OwnedEdge.Kind.IS_STYLE, name)));
    return edges;
  }

  private static List<OwnedEdge> credits(ReleaseRecord release) {
    return release.credits().stream()
        .map(credit -> OwnedEdge.credit(credit.person(), credit.role(), credit.category()))
        .toList();
  }

  private static List<Object> row(ReleaseRecord release, EdgeLists lists, Set<OwnedEdge> stored) {
    return Arrays.asList(
        release.id(),
        release.sha256(),
        release.title(),
        release.year(),
        release.formats(),
        release.formatDescriptions(),
        release.catalogNumber(),
        lists.missing(OwnedEdge.Kind.BY, release.artists(), stored),
        lists.missing(OwnedEdge.Kind.ON, release.labels(), stored),
        lists.missing(OwnedEdge.Kind.DERIVED_FROM, release.masters(), stored),
        lists.missing(OwnedEdge.Kind.IS_GENRE, release.genres(), stored),
        lists.missing(OwnedEdge.Kind.IS_STYLE, release.styles(), stored),
        lists.missingCredits(credits(release), stored));
  }
}
