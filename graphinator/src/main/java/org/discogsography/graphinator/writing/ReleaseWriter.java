package org.discogsography.graphinator.writing;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.neo4j.ChangedMeanwhileException;
import org.discogsography.common.neo4j.GraphTransactions;
import org.discogsography.graphinator.records.RecordReader;
import org.discogsography.graphinator.records.ReleaseRecord;
import org.discogsography.graphinator.records.ReleaseRecord.Identity;
import org.discogsography.graphinator.writing.KnownNodes.Kind;
import org.discogsography.graphinator.writing.UnchangedGate.Sorted;
import org.neo4j.driver.Transaction;
import org.neo4j.driver.Values;

/** Writes releases with their artists, labels, master, genres, styles and credits. */
public final class ReleaseWriter extends OwningWriter<ReleaseRecord> {

  /** Creates the relationships that the releases lack, without reading any. */
  private static final String RELATE =
      """
      WITH r, row
      CALL (r, row) {
        UNWIND row[7] AS id MATCH (artist:Artist) WHERE elementId(artist) = id
        CREATE (r)-[:BY]->(artist)
      }
      CALL (r, row) {
        UNWIND row[8] AS id MATCH (label:Label) WHERE elementId(label) = id
        CREATE (r)-[:ON]->(label)
      }
      CALL (r, row) {
        UNWIND row[9] AS id MATCH (master:Master) WHERE elementId(master) = id
        CREATE (r)-[:DERIVED_FROM]->(master)
      }
      CALL (r, row) {
        UNWIND row[10] AS id MATCH (genre:Genre) WHERE elementId(genre) = id
        CREATE (r)-[:IS]->(genre)
      }
      CALL (r, row) {
        UNWIND row[11] AS id MATCH (style:Style) WHERE elementId(style) = id
        CREATE (r)-[:IS]->(style)
      }
      CALL (r, row) {
        UNWIND row[12] AS credit MATCH (person:Person) WHERE elementId(person) = credit[0]
        CREATE (person)-[:CREDITED_ON {role: credit[1], category: credit[2]}]->(r)
      }
      """;

  private static final String CREATE =
      """
      UNWIND $rows AS row
      CREATE (r:Release {
        id: row[0], sha256: row[1], model_rev: $revision,
        title: row[2], year: row[3], formats: row[4], format_descriptions: row[5],
        catalog_number: row[6]})
      """
          + RELATE;

  private static final String REWRITE =
      """
      UNWIND $rows AS row
      MATCH (r:Release {id: row[0]})
      USING INDEX SEEK r:Release(id)
      SET r.sha256 = row[1], r.model_rev = $revision,
          r.title = row[2], r.year = row[3], r.formats = row[4], r.format_descriptions = row[5],
          r.catalog_number = coalesce(row[6], r.catalog_number)
      """
          + RELATE;

  /** To be run by whoever has the {@link CommitTurn}: nobody else creates these meanwhile. */
  private static final String IDENTIFY =
      """
      UNWIND $pairs AS pair
      MATCH (person:Person) WHERE elementId(person) = pair[0]
      MATCH (artist:Artist) WHERE elementId(artist) = pair[1]
      FOREACH (missing IN CASE WHEN EXISTS { (person)-[:SAME_AS]->(artist) } THEN [] ELSE [1] END |
        CREATE (person)-[:SAME_AS]->(artist))
      RETURN count(*) AS identified
      """;

  private static final OwningRecords<ReleaseRecord> RECORDS =
      new OwningRecords<>(
          CREATE, REWRITE, StoredEdges::ofReleases, ReleaseWriter::edges, ReleaseWriter::row);

  public ReleaseWriter(
      RecordReader reader,
      GraphTransactions transactions,
      KnownNodes knownNodes,
      InstantSource clock) {
    super(
        new UnchangedGate<>(DataType.RELEASES, "Release", reader::release),
        RECORDS,
        transactions,
        knownNodes,
        clock);
  }

  @Override
  void write(Transaction transaction, Sorted<ReleaseRecord> sorted, KnownNodes.Batch known) {
    for (ReleaseRecord release : sorted.toWrite()) {
      known
          .need(Kind.ARTIST, release.artists())
          .need(Kind.LABEL, release.labels())
          .need(Kind.MASTER, release.masters())
          .need(Kind.GENRE, release.genres())
          .need(Kind.STYLE, release.styles());
      release.credits().forEach(credit -> known.need(Kind.PERSON, credit.person()));
      release.identities().forEach(same -> known.need(Kind.ARTIST, same.artistId()));
    }
    known.merge(transaction);
  }

  @Override
  void relate(Transaction transaction, List<ReleaseRecord> some, KnownNodes.Batch known) {
    StyleGenres styleGenres = new StyleGenres();
    some.forEach(release -> styleGenres.add(release.genres(), release.styles()));
    identify(transaction, some, known);
    styleGenres.createMissing(transaction, known);
  }

  private static void identify(
      Transaction transaction, List<ReleaseRecord> releases, KnownNodes.Batch known) {
    List<Identity> identities = new ArrayList<>();
    for (ReleaseRecord release : releases) {
      for (Identity same : release.identities()) {
        if (known.isNewEdge(Kind.PERSON, same.person(), Kind.ARTIST, same.artistId())) {
          identities.add(same);
        }
      }
    }
    identities.sort(Comparator.comparing(Identity::person).thenComparing(Identity::artistId));
    List<List<String>> pairs = new ArrayList<>(identities.size());
    for (Identity same : identities) {
      pairs.add(
          List.of(known.id(Kind.PERSON, same.person()), known.id(Kind.ARTIST, same.artistId())));
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
    Set<OwnedEdge> edges = new HashSet<>();
    release.credits().forEach(credit -> edges.add(OwnedEdge.of(credit)));
    release.artists().forEach(id -> edges.add(OwnedEdge.of(OwnedEdge.Kind.BY, id)));
    release.labels().forEach(id -> edges.add(OwnedEdge.of(OwnedEdge.Kind.ON, id)));
    release.masters().forEach(id -> edges.add(OwnedEdge.of(OwnedEdge.Kind.DERIVED_FROM, id)));
    release.genres().forEach(name -> edges.add(OwnedEdge.of(OwnedEdge.Kind.IS_GENRE, name)));
    release.styles().forEach(name -> edges.add(OwnedEdge.of(OwnedEdge.Kind.IS_STYLE, name)));
    return edges;
  }

  private static List<Object> row(
      ReleaseRecord release, EdgeLists lists, Set<OwnedEdge> stored, KnownNodes.Batch known) {
    return Arrays.asList(
        release.id(),
        release.sha256(),
        release.title(),
        release.year(),
        release.formats(),
        release.formatDescriptions(),
        release.catalogNumber(),
        lists.missing(OwnedEdge.Kind.BY, release.artists(), stored, known, Kind.ARTIST),
        lists.missing(OwnedEdge.Kind.ON, release.labels(), stored, known, Kind.LABEL),
        lists.missing(OwnedEdge.Kind.DERIVED_FROM, release.masters(), stored, known, Kind.MASTER),
        lists.missing(OwnedEdge.Kind.IS_GENRE, release.genres(), stored, known, Kind.GENRE),
        lists.missing(OwnedEdge.Kind.IS_STYLE, release.styles(), stored, known, Kind.STYLE),
        lists.missingCredits(release.credits(), stored, known));
  }
}
