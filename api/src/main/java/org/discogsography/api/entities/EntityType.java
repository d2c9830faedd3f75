package org.discogsography.api.entities;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.discogsography.api.errors.ApiException;

/** A kind of thing in the graph. Genres and styles are identified by their name, others by id. */
public enum EntityType {
  ARTIST,
  GENRE,
  LABEL,
  STYLE,
  RELEASE,
  MASTER;

  /** The kinds that can be found by name and explored. */
  public static final Set<EntityType> EXPLORABLE = EnumSet.of(ARTIST, GENRE, LABEL, STYLE);

  /**
   * The kind of this name in any case.
   *
   * @throws ApiException 400 listing the valid ones when it is none of {@code valid}
   */
  public static EntityType parse(String name, Collection<EntityType> valid) {
    return valid.stream()
        .filter(type -> type.publicName().equals(name.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() ->
            ApiException.meaningless(
                "invalid_type",
                "Unknown type; valid types: "
                    + valid.stream()
                        .map(EntityType::publicName)
                        .collect(Collectors.joining(", "))));
  }

  /** The name in parameters and answers. */
  public String publicName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public boolean isNamedById() {
    return this != GENRE && this != STYLE;
  }

  /** All kinds, in the order of their public documentation. */
  public static Set<EntityType> all() {
    return EnumSet.copyOf(Arrays.asList(values()));
  }
}
