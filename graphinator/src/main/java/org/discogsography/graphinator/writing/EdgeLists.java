package org.discogsography.graphinator.writing;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.discogsography.common.neo4j.ChangedMeanwhileException;
import org.discogsography.graphinator.records.ReleaseRecord.Credit;
import org.neo4j.driver.Transaction;
import org.neo4j.driver.Value;
import org.neo4j.driver.Values;

/**
 * Rows of one statement with the relationships it is to create, counted: a target that is not found
 * would drop its relationship without a word.
 */
final class EdgeLists {

  private final List<List<Object>> rows = new ArrayList<>();
  private int asked;

  void addRow(List<Object> row) {
    rows.add(row);
  }

  /** The element ids of those targets to which the graph holds no relationship of this kind. */
  List<String> missing(
      OwnedEdge.Kind kind,
      List<String> targets,
      Set<OwnedEdge> stored,
      KnownNodes.Batch known,
      KnownNodes.Kind label) {
    List<String> missing = new ArrayList<>(targets.size());
    for (String target : targets) {
      if (stored.isEmpty() || !stored.contains(OwnedEdge.of(kind, target))) {
        missing.add(known.id(label, target));
      }
    }
    asked += missing.size();
    return missing;
  }

  /** The credits that the graph does not hold, as lists of element id, role and category. */
  List<List<String>> missingCredits(
      List<Credit> credits, Set<OwnedEdge> stored, KnownNodes.Batch known) {
    List<List<String>> missing = new ArrayList<>(credits.size());
    for (Credit credit : credits) {
      if (stored.isEmpty() || !stored.contains(OwnedEdge.of(credit))) {
        missing.add(
            List.of(
                known.id(KnownNodes.Kind.PERSON, credit.person()),
                credit.role(),
                credit.category()));
      }
    }
    asked += missing.size();
    return missing;
  }

  /** Runs the statement on the rows; fails if it has created fewer relationships than asked. */
  void write(Transaction transaction, String statement) {
    if (rows.isEmpty()) {
      return;
    }
    Value parameters = Values.parameters("rows", rows, "revision", ModelRevision.CURRENT);
    int created =
        transaction.run(statement, parameters).consume().counters().relationshipsCreated();
    if (created != asked) {
      throw new ChangedMeanwhileException(
          "%d of %d relationships were written: a node went away meanwhile"
              .formatted(created, asked));
    }
  }
}
