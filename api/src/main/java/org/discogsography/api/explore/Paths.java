package org.discogsography.api.explore;

import org.discogsography.api.entities.EntityType;

/**
 * The ways through the graph from a centre ({@code p}) over its releases ({@code r}) to children.
 */
final class Paths {

  private Paths() {}

  /** The centre by its key alone; each of these properties has a unique index. */
  static String centre(EntityType type) {
    return switch (type) {
      case ARTIST -> "(p:Artist {id: $key})";
      case GENRE -> "(p:Genre {name: $key})";
      case LABEL -> "(p:Label {id: $key})";
      case STYLE -> "(p:Style {name: $key})";
      case RELEASE, MASTER -> throw new IllegalArgumentException(type + " has no categories");
    };
  }

  /** The type of the relationship from a release to the centre. */
  static String toCentre(EntityType type) {
    return switch (type) {
      case ARTIST -> "BY";
      case LABEL -> "ON";
      case GENRE, STYLE -> "IS";
      case RELEASE, MASTER -> throw new IllegalArgumentException(type + " has no categories");
    };
  }

  /** From the centre to its releases. */
  static String toReleases(EntityType type) {
    return centre(type) + "<-[:" + toCentre(type) + "]-(r:Release)";
  }

  /** From the releases to the children ({@code c}) of a category. */
  static String toChildren(Category category) {
    return switch (category) {
      case ARTISTS -> "-[:BY]->(c:Artist)";
      case LABELS -> "-[:ON]->(c:Label)";
      case GENRES -> "-[:IS]->(c:Genre)";
      case STYLES -> "-[:IS]->(c:Style)";
      case RELEASES, ALIASES ->
          throw new IllegalArgumentException(category + " is not reached over releases");
    };
  }
}
