package org.discogsography.graphinator.writing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.neo4j.driver.Transaction;
import org.neo4j.driver.Values;

/**
 * Which styles belong to which genre. Only records with exactly one genre tell: one with several
 * would tie every style to every genre.
 */
final class StyleGenres {

  /** To be run by whoever has the {@link CommitTurn}: nobody else creates these meanwhile. */
  private static final String CREATE_MISSING =
      """
      UNWIND $pairs AS pair
      MATCH (style:Style) WHERE elementId(style) = pair[0]
      MATCH (genre:Genre) WHERE elementId(genre) = pair[1]
      FOREACH (missing IN CASE WHEN EXISTS { (style)-[:PART_OF]->(genre) } THEN [] ELSE [1] END |
        CREATE (style)-[:PART_OF]->(genre))
      """;

  private final Map<String, Set<String>> genresByStyle = new TreeMap<>();

  void add(List<String> genres, List<String> styles) {
    if (genres.size() == 1) {
      String genre = genres.getFirst();
      for (String style : styles) {
        genresByStyle.computeIfAbsent(style, any -> new TreeSet<>()).add(genre);
      }
    }
  }

  void createMissing(Transaction transaction, KnownNodes.Batch known) {
    List<List<String>> rows = new ArrayList<>();
    genresByStyle.forEach((style, genres) -> {
      for (String genre : genres) {
        if (known.isNewEdge(KnownNodes.Kind.STYLE, style, KnownNodes.Kind.GENRE, genre)) {
          rows.add(
              List.of(
                  known.id(KnownNodes.Kind.STYLE, style), known.id(KnownNodes.Kind.GENRE, genre)));
        }
      }
    });
    if (!rows.isEmpty()) {
      transaction.run(CREATE_MISSING, Values.parameters("pairs", rows)).consume();
    }
  }
}
