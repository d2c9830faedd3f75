package org.discogsography.extractor.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the rules say about one record.
 *
 * @param skipped set if the record is not to be published; nothing else is judged then
 * @param filtered how many values each filter removed, in the order of {@link TypeRules#filters()};
 *     null if none did
 * @param violations in the order of the rules
 */
@SuppressWarnings("ArrayRecordComponent") // counted once and dropped, never compared
public record Verdict(
    @Nullable Skipped skipped, int @Nullable [] filtered, List<Violation> violations) {

  /** Nothing to say: the verdict on nearly every record. */
  public static final Verdict CLEAN = new Verdict(null, null, List.of());

  public Verdict {
    violations = Collections.unmodifiableList(violations);
  }

  /** The same verdict with one more violation. */
  public Verdict with(Violation violation) {
    List<Violation> more = new ArrayList<>(violations);
    more.add(violation);
    return new Verdict(skipped, filtered, more);
  }

  /** Whether there is nothing to say. */
  public boolean isClean() {
    return skipped == null && filtered == null && violations.isEmpty();
  }
}
