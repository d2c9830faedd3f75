package org.discogsography.brainzgraphinator.enrichment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.discogsography.brainzgraphinator.enrichment.EnrichmentStatistics.Counter;
import org.discogsography.brainzgraphinator.enrichment.EnrichmentStatistics.Tally;
import org.discogsography.common.neo4j.ChangedMeanwhileException;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.neo4j.driver.Result;
import org.neo4j.driver.Transaction;
import org.neo4j.driver.Value;
import org.neo4j.driver.Values;
import tools.jackson.databind.json.JsonMapper;

/**
 * The relationships between artists that a batch changes. Each remembers what the records of its
 * two ends say ({@code mb_start}, {@code mb_end}); dates and attributes are those of all of it
 * together. One that neither says any more loses what MusicBrainz gave it, and is deleted unless
 * Discogs asserts it, too.
 */
final class ArtistEdges {

  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final int ROWS_A_STATEMENT = 10_000;

  /** What MusicBrainz says so far around these artists. */
  private static final String STORED =
      """
      UNWIND $ids AS id
      MATCH (n:Artist {id: id})-[edge:%s]-(:Artist)
      USING INDEX SEEK n:Artist(id)
      WHERE edge.source = 'musicbrainz'
      WITH DISTINCT edge
      RETURN elementId(edge) AS edge, type(edge) AS type, startNode(edge).id AS start,
             endNode(edge).id AS end, edge.mb_start AS by_start, edge.mb_end AS by_end
      """
          .formatted(RelationshipKind.ANY);

  private static final String EXISTING =
      """
      UNWIND $ids AS id
      MATCH (n:Artist {id: id})
      USING INDEX SEEK n:Artist(id)
      RETURN n.id AS id
      """;

  private static final String ASSERT =
      """
      UNWIND $rows AS row
      MATCH (start:Artist {id: row[0]})
      USING INDEX SEEK start:Artist(id)
      MATCH (end:Artist {id: row[1]})
      USING INDEX SEEK end:Artist(id)
      MERGE (start)-[edge:%s]->(end)
      SET edge.source = 'musicbrainz', edge.mb_start = row[2], edge.mb_end = row[3],
          edge.begin_date = row[4], edge.end_date = row[5], edge.ended = row[6],
          edge.attributes = row[7]
      RETURN count(edge) AS edges
      """;

  private static final String WITHDRAW =
      """
      UNWIND $edges AS id
      MATCH ()-[edge]->()
      WHERE elementId(edge) = id
      SET edge.source = null, edge.mb_start = null, edge.mb_end = null, edge.begin_date = null,
          edge.end_date = null, edge.ended = null, edge.attributes = null
      WITH edge
      WHERE edge.d_start IS NULL AND edge.d_end IS NULL
      DELETE edge
      """;

  /**
   * The number of relationships, which graphinator works out after each Discogs import, goes on
   * being right; a node that has none yet gets it then.
   */
  private static final String COUNT =
      """
      UNWIND $ids AS id
      MATCH (n:Artist {id: id})
      USING INDEX SEEK n:Artist(id)
      WHERE n.degree IS NOT NULL
      SET n.degree = COUNT { (n)--() }
      """;

  private record Key(RelationshipKind kind, String start, String end) {}

  /** What the records of both ends say of one relationship, before the batch and after it. */
  private static final class Edge {

    private final @Nullable String elementId;
    private final Set<String> startBefore;
    private final Set<String> endBefore;
    private final Set<String> start;
    private final Set<String> end;

    Edge(@Nullable String elementId, Set<String> start, Set<String> end) {
      this.elementId = elementId;
      this.startBefore = Set.copyOf(start);
      this.endBefore = Set.copyOf(end);
      this.start = new LinkedHashSet<>(start);
      this.end = new LinkedHashSet<>(end);
    }

    boolean isChanged() {
      return !start.equals(startBefore) || !end.equals(endBefore);
    }

    boolean isAsserted() {
      return !start.isEmpty() || !end.isEmpty();
    }

    Period span() {
      Set<String> all = new HashSet<>(start);
      all.addAll(end);
      return Period.spanning(
          all.stream().map(text -> MAPPER.readValue(text, Period.class)).toList());
    }
  }

  private final Transaction transaction;
  private final Map<Key, Edge> edges = new HashMap<>();
  private final Map<String, List<Key>> byArtist = new HashMap<>();
  private final Set<String> existing;

  /**
   * Reads what is there.
   *
   * @param own ids of the artists whose records will be asserted or withdrawn
   * @param others ids of the artists that these records refer to
   */
  ArtistEdges(Transaction transaction, Collection<String> own, Collection<String> others) {
    this.transaction = transaction;
    this.existing = existing(transaction, others);
    readStored(own);
  }

  private static Set<String> existing(Transaction transaction, Collection<String> ids) {
    Set<String> found = new HashSet<>();
    if (!ids.isEmpty()) {
      transaction
          .run(EXISTING, Values.parameters("ids", List.copyOf(new TreeSet<>(ids))))
          .forEachRemaining(row -> found.add(row.get("id").asString()));
    }
    return found;
  }

  private void readStored(Collection<String> own) {
    if (own.isEmpty()) {
      return;
    }
    Result rows = transaction.run(STORED, Values.parameters("ids", List.copyOf(own)));
    while (rows.hasNext()) {
      Record row = rows.next();
      Key key =
          new Key(
              RelationshipKind.valueOf(row.get("type").asString()),
              row.get("start").asString(),
              row.get("end").asString());
      put(
          key,
          new Edge(
              row.get("edge").asString(), texts(row.get("by_start")), texts(row.get("by_end"))));
    }
  }

  private void put(Key key, Edge edge) {
    edges.put(key, edge);
    byArtist.computeIfAbsent(key.start(), any -> new ArrayList<>()).add(key);
    byArtist.computeIfAbsent(key.end(), any -> new ArrayList<>()).add(key);
  }

  private static Set<String> texts(Value list) {
    return list.isNull() ? Set.of() : new LinkedHashSet<>(list.asList(Value::asString));
  }

  /** Takes back all that the record of this artist has said. */
  void withdraw(String artist) {
    for (Key key : byArtist.getOrDefault(artist, List.of())) {
      Edge edge = edges.get(key);
      if (edge != null) {
        (key.start().equals(artist) ? edge.start : edge.end).clear();
      }
    }
  }

  /**
   * Makes what this artist's record says what it has said.
   *
   * @return relations whose other artist is not in the graph
   */
  int replace(String artist, List<Assertion> assertions) {
    withdraw(artist);
    int missing = 0;
    for (Assertion assertion : assertions) {
      if (!existing.contains(assertion.other())) {
        missing++;
        continue;
      }
      Key key =
          assertion.outgoing()
              ? new Key(assertion.kind(), artist, assertion.other())
              : new Key(assertion.kind(), assertion.other(), artist);
      Edge edge = edges.get(key);
      if (edge == null) {
        edge = new Edge(null, Set.of(), Set.of());
        put(key, edge);
      }
      (assertion.outgoing() ? edge.start : edge.end)
          .add(MAPPER.writeValueAsString(assertion.period()));
    }
    return missing;
  }

  /** Writes what has changed. */
  void write(Tally tally) {
    List<String> obsolete = new ArrayList<>();
    Map<RelationshipKind, List<Key>> asserted = new EnumMap<>(RelationshipKind.class);
    edges.forEach((key, edge) -> {
      if (edge.isChanged() && edge.isAsserted()) {
        asserted.computeIfAbsent(key.kind(), any -> new ArrayList<>()).add(key);
      } else if (edge.isChanged() && edge.elementId != null) {
        obsolete.add(edge.elementId);
      }
    });
    if (!obsolete.isEmpty()) {
      transaction.run(WITHDRAW, Values.parameters("edges", obsolete)).consume();
      tally.add(Counter.RELATIONSHIPS_REMOVED, obsolete.size());
    }
    asserted.forEach((kind, keys) -> write(kind, keys, tally));
    count();
  }

  /** For the ends of those that may have been made or deleted. */
  private void count() {
    Set<String> ends = new TreeSet<>();
    edges.forEach((key, edge) -> {
      if (edge.isChanged() && (edge.elementId == null || !edge.isAsserted())) {
        ends.add(key.start());
        ends.add(key.end());
      }
    });
    if (!ends.isEmpty()) {
      transaction.run(COUNT, Values.parameters("ids", List.copyOf(ends))).consume();
    }
  }

  /** In the order of the nodes, in which every batch takes their locks. */
  private void write(RelationshipKind kind, List<Key> keys, Tally tally) {
    keys.sort(Comparator.comparing(Key::start).thenComparing(Key::end));
    String statement = ASSERT.formatted(kind.name());
    for (int from = 0; from < keys.size(); from += ROWS_A_STATEMENT) {
      List<Key> some = keys.subList(from, Math.min(keys.size(), from + ROWS_A_STATEMENT));
      List<List<@Nullable Object>> rows = some.stream().map(this::row).toList();
      Result result = transaction.run(statement, Values.parameters("rows", rows));
      long written = result.single().get("edges").asLong();
      if (written != some.size()) {
        throw new ChangedMeanwhileException(
            "%d of %d relationships were written: a node went away meanwhile"
                .formatted(written, some.size()));
      }
      long created = result.consume().counters().relationshipsCreated();
      tally.add(Counter.RELATIONSHIPS_CREATED, created);
      tally.add(Counter.RELATIONSHIPS_UPDATED, some.size() - created);
    }
  }

  private List<@Nullable Object> row(Key key) {
    Edge edge = edges.get(key);
    if (edge == null) {
      throw new IllegalStateException("no relationship " + key);
    }
    Period span = edge.span();
    List<@Nullable Object> row = new ArrayList<>();
    row.add(key.start());
    row.add(key.end());
    row.add(edge.start.isEmpty() ? null : List.copyOf(edge.start));
    row.add(edge.end.isEmpty() ? null : List.copyOf(edge.end));
    row.add(span.begin());
    row.add(span.end());
    row.add(span.ended());
    row.add(span.attributes());
    return row;
  }
}
