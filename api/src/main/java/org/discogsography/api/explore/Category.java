package org.discogsography.api.explore;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.discogsography.api.entities.EntityType;
import org.discogsography.api.errors.ApiException;

/** A group of neighbours of a centre, opened page by page. */
enum Category {
  RELEASES("Releases", "release", "release_count"),
  ARTISTS("Artists", "artist", "artist_count"),
  LABELS("Labels", "label", "label_count"),
  STYLES("Styles", "style", "style_count"),
  GENRES("Genres", "genre", "genre_count"),
  /** Aliases, groups and members of an artist together. */
  ALIASES("Aliases & Members", "artist", "alias_count");

  private final String displayName;
  private final String childType;
  private final String countProperty;

  Category(String displayName, String childType, String countProperty) {
    this.displayName = displayName;
    this.childType = childType;
    this.countProperty = countProperty;
  }

  /** The categories of a kind, in the order in which they are shown. */
  static List<Category> of(EntityType type) {
    return switch (type) {
      case ARTIST -> List.of(RELEASES, LABELS, ALIASES);
      case GENRE -> List.of(RELEASES, ARTISTS, LABELS, STYLES);
      case LABEL -> List.of(RELEASES, ARTISTS, GENRES);
      case STYLE -> List.of(RELEASES, ARTISTS, LABELS, GENRES);
      case RELEASE, MASTER -> List.of();
    };
  }

  /**
   * The category of this name in any case.
   *
   * @throws ApiException 400 listing those of the type when it has no such category
   */
  static Category parse(String name, EntityType type) {
    List<Category> valid = of(type);
    return valid.stream()
        .filter(category -> category.publicName().equals(name.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() ->
            ApiException.meaningless(
                "invalid_category",
                "Unknown category for %s; valid categories: %s"
                    .formatted(
                        type.publicName(),
                        valid.stream()
                            .map(Category::publicName)
                            .collect(Collectors.joining(", ")))));
  }

  /** The name in parameters and answers. */
  String publicName() {
    return name().toLowerCase(Locale.ROOT);
  }

  String displayName() {
    return displayName;
  }

  /** The kind of the children. */
  String childType() {
    return childType;
  }

  /** The node property that post-import work fills with the number of children. */
  String countProperty() {
    return countProperty;
  }
}
