package org.discogsography.api.facets;

import java.util.Locale;
import java.util.Set;
import org.discogsography.api.entities.EntityType;

/** A group of neighbours of a genre or style that is kept in the order of shared releases. */
public enum FacetKind {
  ARTISTS("-[:BY]->(c:Artist)"),
  LABELS("-[:ON]->(c:Label)"),
  STYLES("-[:IS]->(c:Style)"),
  GENRES("-[:IS]->(c:Genre)");

  private final String path;

  FacetKind(String path) {
    this.path = path;
  }

  /** The kinds around a genre or style. */
  static Set<FacetKind> of(EntityType parent) {
    return parent == EntityType.GENRE
        ? Set.of(ARTISTS, LABELS, STYLES)
        : Set.of(ARTISTS, LABELS, GENRES);
  }

  /** From a release ({@code r}) to the neighbours ({@code c}). */
  String path() {
    return path;
  }

  /** The name in the store. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
