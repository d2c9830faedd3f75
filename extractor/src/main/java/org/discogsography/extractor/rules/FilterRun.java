package org.discogsography.extractor.rules;

import com.google.re2j.Matcher;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.discogsography.extractor.tree.Fields;
import org.jspecify.annotations.Nullable;

/** Applies one filter to one record after another; not safe for several threads. */
abstract sealed class FilterRun {

  private final FieldPath field;
  private final Consumer<Fields> visitor = this::visit;
  private int changed;

  private FilterRun(FieldPath field) {
    this.field = field;
  }

  static FilterRun of(Filter filter, int year) {
    return switch (filter) {
      case Filter.RemoveMatching remove -> new Removal(remove);
      case Filter.NullifyOutside nullify -> new Nullifying(nullify, year);
    };
  }

  /** Changes the record; the number of values taken out. */
  int apply(Fields record) {
    changed = 0;
    field.parents(record, visitor);
    return changed;
  }

  private void visit(Fields parent) {
    Object value = parent.get(field.key());
    if (value != null) {
      changed += change(parent, field.key(), value);
    }
  }

  abstract int change(Fields parent, String key, Object value);

  private static final class Removal extends FilterRun {

    private final Matcher matcher;

    Removal(Filter.RemoveMatching filter) {
      super(filter.field());
      matcher = filter.pattern().matcher("");
    }

    @Override
    int change(Fields parent, String key, Object value) {
      if (value instanceof String text && matches(text)) {
        parent.remove(key);
        return 1;
      }
      return value instanceof List<?> list ? changeList(parent, key, list) : 0;
    }

    private int changeList(Fields parent, String key, List<?> list) {
      int matching = 0;
      for (int i = 0; i < list.size(); i++) {
        matching += list.get(i) instanceof String text && matches(text) ? 1 : 0;
      }
      if (matching > 0) {
        List<@Nullable Object> kept = new ArrayList<>(list.size() - matching);
        for (Object one : list) {
          if (!(one instanceof String text && matches(text))) {
            kept.add(one);
          }
        }
        parent.put(key, kept);
      }
      return matching;
    }

    private boolean matches(String text) {
      return matcher.reset(text).find();
    }
  }

  private static final class Nullifying extends FilterRun {

    private final double below;
    private final double above;

    Nullifying(Filter.NullifyOutside filter, int year) {
      super(filter.field());
      below = filter.below() == null ? Double.NEGATIVE_INFINITY : filter.below().in(year);
      above = filter.above() == null ? Double.POSITIVE_INFINITY : filter.above().in(year);
    }

    @Override
    int change(Fields parent, String key, Object value) {
      double number = LeadingNumber.of(value);
      // comparisons with NaN are false: what is no number stays
      if (number < below || number > above) {
        parent.put(key, null);
        return 1;
      }
      return 0;
    }
  }
}
