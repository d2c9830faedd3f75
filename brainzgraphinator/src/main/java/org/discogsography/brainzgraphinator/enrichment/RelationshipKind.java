package org.discogsography.brainzgraphinator.enrichment;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The relationships between artists that come from MusicBrainz; the name is the graph's type. */
enum RelationshipKind {
  MEMBER_OF("member of band"),
  COLLABORATED_WITH("collaboration"),
  TAUGHT("teacher"),
  TRIBUTE_TO("tribute"),
  FOUNDED("founder"),
  SUPPORTED("supporting musician", "vocal supporting musician", "instrumental supporting musician"),
  SUBGROUP_OF("subgroup"),
  RENAMED_TO("artist rename");

  /** All types as a pattern of Cypher matches them. */
  static final String ANY =
      Arrays.stream(values()).map(RelationshipKind::name).collect(Collectors.joining("|"));

  private static final Map<String, RelationshipKind> BY_NAME = byName();

  private final List<String> musicBrainzNames;

  RelationshipKind(String... musicBrainzNames) {
    this.musicBrainzNames = List.of(musicBrainzNames);
  }

  /** The kind that MusicBrainz calls so, null if it is none of ours. */
  static @Nullable RelationshipKind of(String musicBrainzName) {
    return BY_NAME.get(musicBrainzName);
  }

  private static Map<String, RelationshipKind> byName() {
    Map<String, RelationshipKind> kinds = new HashMap<>();
    for (RelationshipKind kind : values()) {
      kind.musicBrainzNames.forEach(name -> kinds.put(name, kind));
    }
    return kinds;
  }
}
