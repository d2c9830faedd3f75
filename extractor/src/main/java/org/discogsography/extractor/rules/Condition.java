package org.discogsography.extractor.rules;

import com.google.re2j.Pattern;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a rule asks of a value. */
sealed interface Condition {

  /** There must be a value, and it must say something. */
  record Required() implements Condition {}

  /** A number, or a number at the start of a date, must lie between these, inclusive. */
  record Range(@Nullable Bound min, @Nullable Bound max) implements Condition {}

  /** The pattern must not be found anywhere in the value. */
  record Regex(Pattern pattern) implements Condition {}

  /** The code points of the value must be so many, inclusive. */
  record Length(int min, int max) implements Condition {}

  /** The value must be one of these. */
  record OneOf(Set<String> values) implements Condition {
    public OneOf {
      values = Set.copyOf(values);
    }
  }
}
