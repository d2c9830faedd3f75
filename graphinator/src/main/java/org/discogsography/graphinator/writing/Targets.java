package org.discogsography.graphinator.writing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.neo4j.driver.Transaction;
import org.neo4j.driver.Values;

/**
 * The nodes that a batch needs to exist, made as stubs where they are missing. All writers make
 * them in the same order, label by label and key by key, so that batches side by side wait for each
 * other instead of locking each other out.
 */
final class Targets {

  /** Kinds of nodes in the order in which every batch takes their locks. */
  enum Kind {
    ARTIST("Artist", "id"),
    LABEL("Label", "id"),
    MASTER("Master", "id"),
    GENRE("Genre", "name"),
    STYLE("Style", "name"),
    PERSON("Person", "name");

    private final String merge;

    Kind(String label, String key) {
      merge = "UNWIND $keys AS key MERGE (:%s {%s: key})".formatted(label, key);
    }
  }

  private record Key(Kind kind, String key) {}

  private final Map<Kind, TreeSet<String>> keys = new EnumMap<>(Kind.class);

  Targets add(Kind kind, Collection<String> more) {
    if (!more.isEmpty()) {
      keys.computeIfAbsent(kind, any -> new TreeSet<>()).addAll(more);
    }
    return this;
  }

  Targets add(Kind kind, String key) {
    keys.computeIfAbsent(kind, any -> new TreeSet<>()).add(key);
    return this;
  }

  /** Merges all of them. */
  void mergeInto(Transaction transaction) {
    keys.forEach((kind, values) -> merge(transaction, kind, new ArrayList<>(values)));
  }

  /** Merges those that are not known to be there. */
  void mergeInto(Transaction transaction, MergedLately.Batch known) {
    keys.forEach((kind, values) ->
        merge(
            transaction,
            kind,
            values.stream().filter(key -> known.isNew(new Key(kind, key))).toList()));
  }

  private static void merge(Transaction transaction, Kind kind, List<String> keys) {
    if (!keys.isEmpty()) {
      transaction.run(kind.merge, Values.parameters("keys", keys)).consume();
    }
  }
}
