package org.discogsography.extractor.rules;

import com.google.re2j.Matcher;
import java.util.ArrayList;
import java.util.List;
import org.discogsography.extractor.tree.Fields;
import org.jspecify.annotations.Nullable;

/**
 * Judges one record after another by one rule; a record that satisfies it costs no memory. Not safe
 * for several threads.
 */
final class RuleRun {

  private final Rule rule;
  private final FieldPath.ValueVisitor visitor;
  private final double min;
  private final double max;
  private final @Nullable Matcher matcher;
  private @Nullable List<Violation> violations;
  private boolean present;

  RuleRun(Rule rule, int year) {
    this.rule = rule;
    this.visitor = rule.condition() instanceof Condition.Required ? this::require : this::check;
    boolean range = rule.condition() instanceof Condition.Range;
    this.min = range ? lower((Condition.Range) rule.condition(), year) : 0;
    this.max = range ? upper((Condition.Range) rule.condition(), year) : 0;
    this.matcher =
        rule.condition() instanceof Condition.Regex regex ? regex.pattern().matcher("") : null;
  }

  private static double lower(Condition.Range range, int year) {
    return range.min() == null ? Double.NEGATIVE_INFINITY : range.min().in(year);
  }

  private static double upper(Condition.Range range, int year) {
    return range.max() == null ? Double.POSITIVE_INFINITY : range.max().in(year);
  }

  /** Adds what is wrong to the list, which is made when it is needed. */
  @Nullable List<Violation> judge(Fields record, @Nullable List<Violation> before) {
    violations = before;
    present = false;
    rule.field().values(record, visitor);
    if (!present && rule.condition() instanceof Condition.Required) {
      violate("");
    }
    List<Violation> all = violations;
    violations = null;
    return all;
  }

  /** Null stands for an empty element: it is there and says nothing. */
  private boolean require(@Nullable Object value) {
    boolean empty = value == null || (value instanceof String text && text.isEmpty());
    if (empty) {
      violate("");
    }
    present |= empty || !(value instanceof Fields fields && fields.isEmpty());
    return false;
  }

  private boolean check(@Nullable Object value) {
    String text =
        switch (value) {
          case String string -> string;
          case Number number -> number.toString();
          case null, default -> null;
        };
    if (text != null && violates(value, text)) {
      violate(text);
    }
    return false;
  }

  private boolean violates(@Nullable Object value, String text) {
    return switch (rule.condition()) {
      case Condition.Required required -> false;
      case Condition.Range range -> {
        double number = LeadingNumber.of(value);
        yield number < min || number > max;
      }
      case Condition.Regex regex -> matcher != null && matcher.reset(text).find();
      case Condition.Length length -> {
        int points = text.codePointCount(0, text.length());
        yield points < length.min() || points > length.max();
      }
      case Condition.OneOf oneOf -> !oneOf.values().contains(text);
    };
  }

  private void violate(String value) {
    if (violations == null) {
      violations = new ArrayList<>(2);
    }
    violations.add(new Violation(rule.name(), rule.severity(), rule.field().toString(), value));
  }
}
