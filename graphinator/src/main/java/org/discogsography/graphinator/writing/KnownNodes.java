package org.discogsography.graphinator.writing;

import static java.util.Objects.requireNonNull;

import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import it.unimi.dsi.fastutil.longs.LongSet;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.discogsography.common.neo4j.ChangedMeanwhileException;
import org.discogsography.graphinator.removals.Removals;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.neo4j.driver.Result;
import org.neo4j.driver.Transaction;
import org.neo4j.driver.Values;

/**
 * Remembers nodes that this process has lately made sure to be in the graph, with the element id by
 * which Neo4j finds them without an index, and relationships that many records assert alike, so
 * that the popular artists, labels and persons are neither merged nor looked up with every batch.
 *
 * <p>Shared by all writers of the process. Everything is forgotten when {@link Removals} tells that
 * something has left the graph, and before a batch is repeated.
 */
public final class KnownNodes {

  private static final int MOST_EDGES = 780_000;

  /**
   * Nobody who removes nodes by hand tells of it; what was remembered before goes in time, but not
   * so often that making sure of all of it again would count.
   */
  private static final Duration LONGEST = Duration.ofHours(1);

  /** Kinds of nodes in the order in which every batch takes their locks. */
  enum Kind {
    ARTIST("Artist", "id", 780_000),
    LABEL("Label", "id", 390_000),
    GENRE("Genre", "name", 1_000),
    STYLE("Style", "name", 4_000),
    MASTER("Master", "id", 390_000),
    PERSON("Person", "name", 780_000);

    private final String label;
    private final int mostRemembered;
    private final String merge;
    private final String fill;

    Kind(String label, String key, int mostRemembered) {
      this.label = label;
      this.mostRemembered = mostRemembered;
      merge =
          """
          UNWIND $rows AS row
          MERGE (n:%s {%s: row[0]})
          RETURN row[0] AS key, elementId(n) AS id
          """
              .formatted(label, key);
      fill =
          """
          UNWIND $rows AS row
          MERGE (n:%s {%s: row[0]})
          SET n += row[1]
          RETURN row[0] AS key, elementId(n) AS id
          """
              .formatted(label, key);
    }

    String label() {
      return label;
    }
  }

  /** A node that a batch asks for. */
  private static final class Wanted {

    private Map<String, @Nullable Object> properties = Map.of();
    private @Nullable ElementId id;
    private boolean merged;
  }

  /** All kinds together take up to 80 MB, the edges 17 MB. */
  private final Map<Kind, NodeNumbers> nodes = new EnumMap<>(Kind.class);

  private final NodePairs edges = new NodePairs(MOST_EDGES);
  private final InstantSource clock;
  private volatile String database = "";
  private @Nullable Removals removals;
  private Instant lastForgotten;

  public KnownNodes(InstantSource clock) {
    this.clock = clock;
    this.lastForgotten = clock.instant();
    for (Kind kind : Kind.values()) {
      nodes.put(kind, new NodeNumbers(kind.mostRemembered));
    }
  }

  /** Begins a batch. */
  Batch batch() {
    return new Batch();
  }

  private synchronized void forgetIfRemoved(Removals now) {
    boolean old = clock.instant().isAfter(lastForgotten.plus(LONGEST));
    if (old || removals == null || !removals.covers(now)) {
      forgetAll();
      removals = now;
    }
  }

  /** What a batch made known is taken only if nothing has left the graph since it began. */
  private synchronized void rememberNodes(Removals since, Batch batch) {
    if (!since.equals(removals)) {
      return;
    }
    batch.wanted.forEach((kind, keys) -> {
      keys.forEach((key, node) -> {
        ElementId id = node.id;
        if (node.merged && id != null && id.isNumbered()) {
          remember(kind, key, id);
        }
      });
    });
  }

  private synchronized void rememberEdges(Removals since, Batch batch) {
    if (since.equals(removals)) {
      batch.newEdges.forEach(edges::add);
    }
  }

  private void remember(Kind kind, String key, ElementId id) {
    if (!id.database().equals(database)) {
      forgetAll();
      database = id.database();
    }
    nodes(kind).put(key, id.number());
  }

  private @Nullable ElementId remembered(Kind kind, String key) {
    String inDatabase = database;
    OptionalLong number = nodes(kind).get(key);
    return number.isPresent() ? ElementId.of(inDatabase, number.getAsLong()) : null;
  }

  private NodeNumbers nodes(Kind kind) {
    return requireNonNull(nodes.get(kind));
  }

  /** Takes nothing for known any more. */
  synchronized void forgetAll() {
    nodes.values().forEach(NodeNumbers::clear);
    edges.clear();
    lastForgotten = clock.instant();
  }

  /** One batch, whose nodes and relationships are remembered when they are committed. */
  final class Batch {

    private final Map<Kind, Map<String, Wanted>> wanted = new EnumMap<>(Kind.class);
    private final LongSet newEdges = new LongOpenHashSet();
    private boolean tried;
    private @Nullable Removals since;

    private Batch() {
      for (Kind kind : Kind.values()) {
        wanted.put(kind, new HashMap<>());
      }
    }

    /** To be called at the start of each try; from the second on nothing is taken for known. */
    void begin(Transaction transaction) {
      wanted.values().forEach(Map::clear);
      newEdges.clear();
      if (tried) {
        forgetAll();
      }
      tried = true;
      Removals now = Removals.read(transaction);
      forgetIfRemoved(now);
      since = now;
    }

    /** Asks for nodes, made as stubs where they are missing. */
    Batch need(Kind kind, Collection<String> keys) {
      keys.forEach(key -> wanted(kind, key));
      return this;
    }

    Batch need(Kind kind, String key) {
      wanted(kind, key);
      return this;
    }

    /** Asks for the node of a record, with these properties set; null removes one. */
    Batch fill(Kind kind, String key, Map<String, @Nullable Object> properties) {
      wanted(kind, key).properties = properties;
      return this;
    }

    private Wanted wanted(Kind kind, String key) {
      return wanted(kind).computeIfAbsent(key, any -> new Wanted());
    }

    private Map<String, Wanted> wanted(Kind kind) {
      return requireNonNull(wanted.get(kind));
    }

    /**
     * Makes sure that all of them are there. All batches make them in the same order, label by
     * label and key by key, so that those side by side wait for each other instead of locking each
     * other out.
     */
    void merge(Transaction transaction) {
      for (Kind kind : Kind.values()) {
        Map<String, Wanted> unknown = unknown(kind);
        if (!unknown.isEmpty()) {
          merge(transaction, kind, unknown);
        }
      }
    }

    private Map<String, Wanted> unknown(Kind kind) {
      Map<String, Wanted> unknown = new TreeMap<>();
      wanted(kind)
          .forEach((key, node) -> {
            if (node.properties.isEmpty()) {
              node.id = remembered(kind, key);
            }
            if (node.id == null) {
              unknown.put(key, node);
            }
          });
      return unknown;
    }

    private static void merge(Transaction transaction, Kind kind, Map<String, Wanted> unknown) {
      boolean filling = false;
      List<List<Object>> rows = new ArrayList<>(unknown.size());
      for (Map.Entry<String, Wanted> node : unknown.entrySet()) {
        Map<String, @Nullable Object> properties = node.getValue().properties;
        rows.add(List.of(node.getKey(), properties));
        filling |= !properties.isEmpty();
      }
      String statement = filling ? kind.fill : kind.merge;
      Result merged = transaction.run(statement, Values.parameters("rows", rows));
      while (merged.hasNext()) {
        Record row = merged.next();
        Wanted node = requireNonNull(unknown.get(row.get("key").asString()));
        node.id = ElementId.parse(row.get("id").asString());
        node.merged = true;
      }
    }

    /** The element id of a node that was asked for. */
    String id(Kind kind, String key) {
      return elementId(kind, key).text();
    }

    private ElementId elementId(Kind kind, String key) {
      Wanted node = wanted(kind).get(key);
      if (node == null || node.id == null) {
        throw new IllegalStateException("%s %s was not asked for".formatted(kind, key));
      }
      return node.id;
    }

    /** Whether a relationship between these two nodes, the only one of them, has to be merged. */
    boolean isNewEdge(Kind from, String fromKey, Kind to, String toKey) {
      ElementId start = elementId(from, fromKey);
      ElementId end = elementId(to, toKey);
      if (!start.isNumbered()
          || !end.isNumbered()
          || !NodePairs.canHold(start.number(), end.number())) {
        return true;
      }
      long pair = NodePairs.pair(start.number(), end.number());
      return !edges.contains(pair) && newEdges.add(pair);
    }

    /** Fails if something has left the graph since the nodes were made sure of. */
    void checkUnremoved(Transaction transaction) {
      if (!Removals.read(transaction).equals(since)) {
        throw new ChangedMeanwhileException("something was removed from the graph meanwhile");
      }
    }

    /** Remembers the nodes of the batch: the transaction that made sure of them is committed. */
    void nodesCommitted() {
      if (since != null) {
        rememberNodes(since, this);
      }
    }

    /** Remembers the relationships that {@link #isNewEdge} found new: they are committed. */
    void edgesCommitted() {
      if (since != null) {
        rememberEdges(since, this);
      }
    }
  }
}
