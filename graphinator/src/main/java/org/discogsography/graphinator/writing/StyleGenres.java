package org.discogsography.graphinator.writing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.neo4j.driver.Transaction;
import org.neo4j.driver.Values;

/**
 * Which styles belong to which genre. Only records with exactly one genre tell: one with several
 * would tie every style to every genre.
 */
final class StyleGenres {

  private static final String MERGE =
      """
      UNWIND $pairs AS pair
      MATCH (style:Style) WHERE elementId(style) = pair[0]
      MATCH (genre:Genre) WHERE elementId(genre) = pair[1]
      MERGE (style)-[:PART_OF]->(genre)
      """;

  private record Pair(String style, String genre) {}

  private final TreeSet<Pair> pairs =
      new TreeSet<>(Comparator.comparing(Pair::style).thenComparing(Pair::genre));

  void add(List<String> genres, List<String> styles) {
    if (genres.size() == 1) {
      styles.forEach(style -> pairs.add(new Pair(style, genres.getFirst())));
    }
  }

  void mergeInto(Transaction transaction, KnownNodes.Batch known) {
    List<List<String>> rows = new ArrayList<>();
    for (Pair pair : pairs) {
      if (known.isNew(pair)) {
        rows.add(
            List.of(
                known.id(KnownNodes.Kind.STYLE, pair.style()),
                known.id(KnownNodes.Kind.GENRE, pair.genre())));
      }
    }
    if (!rows.isEmpty()) {
      transaction.run(MERGE, Values.parameters("pairs", rows)).consume();
    }
  }
}
