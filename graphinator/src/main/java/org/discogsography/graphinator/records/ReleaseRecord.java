package org.discogsography.graphinator.records;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Discogs release.
 *
 * @param formats format names in the order of the record, repetitions kept
 * @param formatDescriptions descriptions of all formats, each once
 * @param catalogNumber of the first label; null when it has none
 * @param masters id of the master; empty or one
 * @param credits each person and role once
 * @param identities the artists that credited persons are, each pair once
 */
public record ReleaseRecord(
    String id,
    String sha256,
    String title,
    @Nullable Integer year,
    List<String> formats,
    List<String> formatDescriptions,
    @Nullable String catalogNumber,
    List<String> artists,
    List<String> labels,
    List<String> masters,
    List<String> genres,
    List<String> styles,
    List<Credit> credits,
    List<Identity> identities)
    implements GraphRecord {

  /** A person credited in a role, as written on the release. */
  public record Credit(String person, String role, String category) {}

  /** A credited name and the Discogs artist behind it. */
  public record Identity(String person, String artistId) {

    /** As a record compares itself, without its method handles: asked for with every credit. */
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Identity that
          && person.equals(that.person)
          && artistId.equals(that.artistId);
    }

    @Override
    public int hashCode() {
      return 31 * person.hashCode() + artistId.hashCode();
    }
  }
}
