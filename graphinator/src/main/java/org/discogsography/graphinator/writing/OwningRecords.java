package org.discogsography.graphinator.writing;

import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.discogsography.graphinator.records.GraphRecord;
import org.neo4j.driver.Transaction;

/**
 * How records are written with the relationships that they alone own.
 *
 * @param create makes the nodes of new records, with their relationships
 * @param rewrite sets the properties of nodes that are there, and makes the relationships they lack
 * @param stored reads what the graph holds of the records with these ids
 * @param edges what a record asserts
 * @param form a row of both statements
 */
record OwningRecords<R extends GraphRecord>(
    String create,
    String rewrite,
    BiFunction<Transaction, List<String>, StoredEdges> stored,
    Function<R, Set<OwnedEdge>> edges,
    RowForm<R> form) {

  /** Makes a row of a record, with those of its relationships that are not stored. */
  @FunctionalInterface
  interface RowForm<R> {
    List<Object> row(R record, EdgeLists lists, Set<OwnedEdge> stored, KnownNodes.Batch known);
  }

  /** Creates the nodes of records that have none. */
  void create(Transaction transaction, List<R> absent, KnownNodes.Batch known) {
    EdgeLists created = new EdgeLists();
    absent.forEach(record -> created.addRow(form.row(record, created, Set.of(), known)));
    created.write(transaction, create);
  }

  /** Rewrites the nodes of records that have one. */
  void rewrite(Transaction transaction, List<R> present, KnownNodes.Batch known) {
    StoredEdges held = stored.apply(transaction, present.stream().map(GraphRecord::id).toList());
    EdgeLists rewritten = new EdgeLists();
    for (R record : present) {
      Set<OwnedEdge> kept = held.compare(record.id(), edges.apply(record));
      rewritten.addRow(form.row(record, rewritten, kept, known));
    }
    held.deleteObsolete();
    rewritten.write(transaction, rewrite);
  }
}
