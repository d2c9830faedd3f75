package org.discogsography.extractor.rules;

import com.google.re2j.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes values out of a record before it is judged and published. */
sealed interface Filter {

  FieldPath field();

  String reason();

  /** Takes out the texts in which the pattern is found. */
  record RemoveMatching(FieldPath field, Pattern pattern, String reason) implements Filter {}

  /** Makes numbers null that lie beyond these; the bounds themselves stay. */
  record NullifyOutside(
      FieldPath field, @Nullable Bound below, @Nullable Bound above, String reason)
      implements Filter {}

  /** How reports name it. */
  default String label() {
    return field() + ": " + reason();
  }
}
