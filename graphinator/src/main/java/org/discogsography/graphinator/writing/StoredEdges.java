package org.discogsography.graphinator.writing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neo4j.driver.Record;
import org.neo4j.driver.Transaction;
import org.neo4j.driver.Values;

/**
 * The relationships that records being rewritten own in the graph so far: what they no longer
 * assert is removed, what they still assert need not be written again.
 */
final class StoredEdges {

  /** Relationships from these nodes that their records own. */
  private static final String OUTGOING =
      """
      UNWIND $ids AS id
      MATCH (n:%1$s {id: id})-[edge:BY|ON|DERIVED_FROM|IS]->(target)
      USING INDEX SEEK n:%1$s(id)
      RETURN id, type(edge) AS type, labels(target) AS labels,
             coalesce(target.id, target.name) AS target, '' AS role, '' AS category,
             elementId(edge) AS edge
      """;

  /** Credits of these releases. */
  private static final String CREDITS =
      """
      UNWIND $ids AS id
      MATCH (r:Release {id: id})<-[edge:CREDITED_ON]-(person:Person)
      USING INDEX SEEK r:Release(id)
      RETURN id, type(edge) AS type, labels(person) AS labels, person.name AS target,
             coalesce(edge.role, '') AS role, coalesce(edge.category, '') AS category,
             elementId(edge) AS edge
      """;

  private static final String DELETE =
      """
      UNWIND $edges AS edge
      MATCH ()-[obsolete]->()
      WHERE elementId(obsolete) = edge
      DELETE obsolete
      """;

  private final Transaction transaction;
  private final Map<String, Map<OwnedEdge, String>> byRecord = new HashMap<>();
  private final List<String> obsolete = new ArrayList<>();

  private StoredEdges(Transaction transaction) {
    this.transaction = transaction;
  }

  static StoredEdges ofMasters(Transaction transaction, List<String> ids) {
    return new StoredEdges(transaction).read(OUTGOING.formatted("Master"), ids);
  }

  static StoredEdges ofReleases(Transaction transaction, List<String> ids) {
    return new StoredEdges(transaction).read(OUTGOING.formatted("Release"), ids).read(CREDITS, ids);
  }

  private StoredEdges read(String query, List<String> ids) {
    if (ids.isEmpty()) {
      return this;
    }
    for (Record row : transaction.run(query, Values.parameters("ids", ids)).list()) {
      String edge = row.get("edge").asString();
      String twin =
          byRecord
              .computeIfAbsent(row.get("id").asString(), any -> new HashMap<>())
              .putIfAbsent(edgeOf(row), edge);
      if (twin != null) {
        obsolete.add(edge);
      }
    }
    return this;
  }

  private static OwnedEdge edgeOf(Record row) {
    List<Object> labels = row.get("labels").asList();
    OwnedEdge.Kind kind =
        switch (row.get("type").asString()) {
          case "BY" -> OwnedEdge.Kind.BY;
          case "ON" -> OwnedEdge.Kind.ON;
          case "DERIVED_FROM" -> OwnedEdge.Kind.DERIVED_FROM;
          case "CREDITED_ON" -> OwnedEdge.Kind.CREDITED_ON;
          default -> labels.contains("Genre") ? OwnedEdge.Kind.IS_GENRE : OwnedEdge.Kind.IS_STYLE;
        };
    return new OwnedEdge(
        kind,
        row.get("target").asString(""),
        row.get("role").asString(),
        row.get("category").asString());
  }

  /** Notes what this record asserts now; returns which of it the graph holds already. */
  Set<OwnedEdge> compare(String id, Set<OwnedEdge> asserted) {
    Set<OwnedEdge> kept = new HashSet<>();
    byRecord
        .getOrDefault(id, Map.of())
        .forEach((edge, elementId) -> {
          if (asserted.contains(edge)) {
            kept.add(edge);
          } else {
            obsolete.add(elementId);
          }
        });
    return kept;
  }

  /** Removes what the compared records no longer assert. */
  void deleteObsolete() {
    if (!obsolete.isEmpty()) {
      transaction.run(DELETE, Values.parameters("edges", obsolete)).consume();
    }
  }
}
