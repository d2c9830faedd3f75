package org.discogsography.extractor.rules;

import java.util.List;
import java.util.function.Consumer;
import org.discogsography.extractor.tree.Fields;
import org.jspecify.annotations.Nullable;

/**
 * The way to the values of a field through the tree of a record, such as {@code genres.genre}: each
 * step is a key, and a list met on the way stands for its elements.
 */
final class FieldPath {

  private final String text;
  private final String[] steps;

  private FieldPath(String text) {
    this.text = text;
    this.steps = text.split("\\.", -1);
  }

  /**
   * The path that is written so.
   *
   * @throws IllegalArgumentException if a step is empty
   */
  static FieldPath of(String text) {
    FieldPath path = new FieldPath(text);
    for (String step : path.steps) {
      if (step.isBlank()) {
        throw new IllegalArgumentException("field '" + text + "' has an empty step");
      }
    }
    return path;
  }

  /** Takes the values at the end of a path. */
  @FunctionalInterface
  interface ValueVisitor {
    /** Returns true to see no more. */
    boolean visit(@Nullable Object value);
  }

  /** Shows every value there, lists as their elements; true if the visitor has ended it. */
  boolean values(Fields record, ValueVisitor visitor) {
    return values(record, 0, visitor);
  }

  private boolean values(@Nullable Object at, int step, ValueVisitor visitor) {
    if (at instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        if (values(list.get(i), step, visitor)) {
          return true;
        }
      }
      return false;
    }
    if (step == steps.length) {
      return visitor.visit(at);
    }
    if (!(at instanceof Fields fields)) {
      return false;
    }
    Object next = fields.get(steps[step]);
    if (next == null && !fields.has(steps[step])) {
      return false;
    }
    return values(next, step + 1, visitor);
  }

  /** Shows every object that can hold the last step as a key. */
  void parents(Fields record, Consumer<Fields> visitor) {
    parents(record, 0, visitor);
  }

  private void parents(@Nullable Object at, int step, Consumer<Fields> visitor) {
    if (at instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        parents(list.get(i), step, visitor);
      }
    } else if (at instanceof Fields fields) {
      if (step == steps.length - 1) {
        visitor.accept(fields);
      } else {
        parents(fields.get(steps[step]), step + 1, visitor);
      }
    }
  }

  /** The key under which the values stand. */
  String key() {
    return steps[steps.length - 1];
  }

  /** The keys from the record down. */
  List<String> steps() {
    return List.of(steps);
  }

  @Override
  public String toString() {
    return text;
  }
}
