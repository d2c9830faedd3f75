package org.discogsography.extractor.rules;

import org.discogsography.extractor.tree.Fields;
import org.jspecify.annotations.Nullable;

/**
 * Records in which a field contains this text are left out.
 *
 * @param caseSensitive whether upper and lower case differ
 */
record SkipCondition(FieldPath field, String contains, boolean caseSensitive, String reason)
    implements FieldPath.ValueVisitor {

  /** Whether the record is to be left out, and why; null if not. */
  @Nullable Skipped of(Fields record) {
    boolean found = field.values(record, this);
    return found ? new Skipped(reason, field.toString(), firstIn(record)) : null;
  }

  private String firstIn(Fields record) {
    StringBuilder first = new StringBuilder();
    field.values(
        record,
        value -> {
          if (!visit(value)) {
            return false;
          }
          first.append(value);
          return true;
        });
    return first.toString();
  }

  /** Whether the text is in this value: the first one is enough. */
  @Override
  public boolean visit(@Nullable Object value) {
    return switch (value) {
      case String text -> matches(text);
      case Number number -> matches(number.toString());
      case null, default -> false;
    };
  }

  private boolean matches(String text) {
    return caseSensitive ? text.contains(contains) : containsIgnoringCase(text);
  }

  private boolean containsIgnoringCase(String text) {
    int last = text.length() - contains.length();
    char first = fold(contains.charAt(0));
    for (int i = 0; i <= last; i++) {
      if (fold(text.charAt(i)) == first
          && text.regionMatches(true, i, contains, 0, contains.length())) {
        return true;
      }
    }
    return false;
  }

  private static char fold(char c) {
    if (c < 0x80) {
      return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
    }
    return Character.toLowerCase(Character.toUpperCase(c));
  }
}
