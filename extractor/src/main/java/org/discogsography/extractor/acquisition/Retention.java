package org.discogsography.extractor.acquisition;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Which versions lose their dump files once a newer one is complete. */
public final class Retention {

  private Retention() {}

  /**
   * Versions beyond those to keep.
   *
   * @param versions that have files, sorting by age as text
   * @param keep how many of the newest stay; 0 keeps all
   * @param completed the version that was just completed, which stays in any case
   */
  public static List<String> beyond(Collection<String> versions, int keep, String completed) {
    if (keep == 0) {
      return List.of();
    }
    return versions.stream()
        .distinct()
        .sorted(Comparator.reverseOrder())
        .skip(keep)
        .filter(version -> !version.equals(completed))
        .toList();
  }
}
