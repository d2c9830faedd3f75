package org.discogsography.extractor.musicbrainz;

import java.util.ArrayList;
import java.util.List;
import org.discogsography.extractor.tree.Fields;
import org.jspecify.annotations.Nullable;

/** Reads parsed JSON whose values can be absent, null or of another kind than usual. */
final class Json {

  private Json() {}

  /** A text, null if it is none. */
  static @Nullable String text(@Nullable Object value) {
    return value instanceof String text ? text : null;
  }

  /** A text that says something: null if it is none or empty. */
  static @Nullable String filled(@Nullable Object value) {
    return value instanceof String text && !text.isEmpty() ? text : null;
  }

  /** Whether this is {@code true}. */
  static boolean flag(@Nullable Object value) {
    return Boolean.TRUE.equals(value);
  }

  /** A list, empty if it is none. */
  @SuppressWarnings("unchecked")
  static List<@Nullable Object> list(@Nullable Object value) {
    return value instanceof List<?> list ? (List<@Nullable Object>) list : new ArrayList<>();
  }

  /** A member of an object, null if there is none. */
  static @Nullable Object member(@Nullable Object value, String name) {
    return value instanceof Fields fields ? fields.get(name) : null;
  }

  /** The first of these members that is not null. */
  static @Nullable Object firstPresent(@Nullable Object value, String first, String second) {
    Object member = member(value, first);
    return member == null ? member(value, second) : member;
  }

  /** An object, empty if it is none. */
  static Fields orEmpty(@Nullable Object value) {
    return value instanceof Fields fields ? fields : new Fields();
  }

  /** The objects of a list. */
  static List<Fields> objects(@Nullable Object value) {
    List<Fields> objects = new ArrayList<>();
    for (Object element : list(value)) {
      if (element instanceof Fields fields) {
        objects.add(fields);
      }
    }
    return objects;
  }
}
