package org.discogsography.graphinator.writing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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

  /** About 60 MB. */
  private static final int MOST_NODES = 200_000;

  private static final int MOST_EDGES = 50_000;

  /** Nobody who removes nodes by hand tells of it; what was remembered before soon goes. */
  private static final Duration LONGEST = Duration.ofMinutes(10);

  /** Kinds of nodes in the order in which every batch takes their locks. */
  enum Kind {
    ARTIST("Artist", "id"),
    LABEL("Label", "id"),
    GENRE("Genre", "name"),
    STYLE("Style", "name"),
    MASTER("Master", "id"),
    PERSON("Person", "name");

    private final String label;
    private final String merge;
    private final String fill;

    Kind(String label, String key) {
      this.label = label;
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

  private record Key(Kind kind, String key) {

    /**
     * As a record compares itself, without the method handles: asked for a dozen times a release.
     */
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key that && kind == that.kind && key.equals(that.key);
    }

    @Override
    public int hashCode() {
      return 31 * key.hashCode() + kind.ordinal();
    }
  }

  private final Cache<Key, String> nodes =
      Caffeine.newBuilder().maximumSize(MOST_NODES).expireAfterWrite(LONGEST).build();
  private final Cache<Object, Boolean> edges =
      Caffeine.newBuilder().maximumSize(MOST_EDGES).expireAfterWrite(LONGEST).build();
  private @Nullable Removals removals;

  /** Begins a batch. */
  Batch batch() {
    return new Batch();
  }

  private synchronized void forgetIfRemoved(Removals now) {
    if (removals == null || !removals.covers(now)) {
      forgetAll();
      removals = now;
    }
  }

  /** What a batch made known is taken only if nothing has left the graph since it began. */
  private synchronized void remember(
      Removals since, Map<Key, String> newIds, Set<Object> newEdges) {
    if (since.equals(removals)) {
      nodes.putAll(newIds);
      newEdges.forEach(edge -> edges.put(edge, Boolean.TRUE));
    }
  }

  private void forgetAll() {
    nodes.invalidateAll();
    edges.invalidateAll();
  }

  /** One batch, whose nodes and relationships are remembered when it is committed. */
  final class Batch {

    private final Map<Kind, Map<String, Map<String, @Nullable Object>>> wanted =
        new EnumMap<>(Kind.class);
    private final Map<Key, String> ids = new HashMap<>();
    private final Map<Key, String> newIds = new HashMap<>();
    private final Set<Object> newEdges = new HashSet<>();
    private boolean tried;
    private @Nullable Removals since;

    private Batch() {}

    /** To be called at the start of each try; from the second on nothing is taken for known. */
    void begin(Transaction transaction) {
      wanted.clear();
      ids.clear();
      newIds.clear();
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
      keys.forEach(key -> need(kind, key));
      return this;
    }

    Batch need(Kind kind, String key) {
      wanted(kind).putIfAbsent(key, Map.of());
      return this;
    }

    /** Asks for the node of a record, with these properties set; null removes one. */
    Batch fill(Kind kind, String key, Map<String, @Nullable Object> properties) {
      wanted(kind).put(key, properties);
      return this;
    }

    private Map<String, Map<String, @Nullable Object>> wanted(Kind kind) {
      return wanted.computeIfAbsent(kind, any -> new HashMap<>());
    }

    /**
     * Makes sure that all of them are there. All batches make them in the same order, label by
     * label and key by key, so that those side by side wait for each other instead of locking each
     * other out.
     */
    void merge(Transaction transaction) {
      wanted.forEach((kind, keys) -> merge(transaction, kind, keys));
    }

    private void merge(
        Transaction transaction, Kind kind, Map<String, Map<String, @Nullable Object>> keys) {
      Map<String, Map<String, @Nullable Object>> unknown = new TreeMap<>();
      boolean filling = false;
      for (Map.Entry<String, Map<String, @Nullable Object>> node : keys.entrySet()) {
        Key key = new Key(kind, node.getKey());
        String known = node.getValue().isEmpty() ? nodes.getIfPresent(key) : null;
        if (known == null) {
          unknown.put(node.getKey(), node.getValue());
          filling |= !node.getValue().isEmpty();
        } else {
          ids.put(key, known);
        }
      }
      if (!unknown.isEmpty()) {
        List<List<Object>> rows = new ArrayList<>(unknown.size());
        unknown.forEach((key, properties) -> rows.add(List.of(key, properties)));
        String statement = filling ? kind.fill : kind.merge;
        read(kind, transaction.run(statement, Values.parameters("rows", rows)));
      }
    }

    private void read(Kind kind, Result rows) {
      while (rows.hasNext()) {
        Record row = rows.next();
        Key key = new Key(kind, row.get("key").asString());
        String id = row.get("id").asString();
        ids.put(key, id);
        newIds.put(key, id);
      }
    }

    /** The element id of a node that was asked for. */
    String id(Kind kind, String key) {
      String id = ids.get(new Key(kind, key));
      if (id == null) {
        throw new IllegalStateException("%s %s was not asked for".formatted(kind, key));
      }
      return id;
    }

    /** Whether a relationship has to be merged; a record stands for it. */
    boolean isNew(Object edge) {
      return edges.getIfPresent(edge) == null && newEdges.add(edge);
    }

    void committed() {
      if (since != null) {
        remember(since, newIds, newEdges);
      }
    }
  }
}
