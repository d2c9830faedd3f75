package org.discogsography.extractor.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A small ordered map of names to values, cheap to build by the million.
 *
 * <p>A value is a {@code String}, {@code Boolean}, {@code Long}, {@code Double}, {@code Fields}, a
 * {@code List} of such values, or null. Look-up is linear: records have few distinct names per
 * level.
 */
public final class Fields {

  private String[] names = new String[8];
  private @Nullable Object[] values = new @Nullable Object[8];
  private int size;

  /** Sets a value, replacing the one of the same name. */
  public Fields put(String name, @Nullable Object value) {
    int at = indexOf(name);
    if (at >= 0) {
      values[at] = value;
    } else {
      add(name, value);
    }
    return this;
  }

  /** Sets a value unless the name is taken; whether it was free. */
  public boolean putIfAbsent(String name, @Nullable Object value) {
    boolean free = indexOf(name) < 0;
    if (free) {
      add(name, value);
    }
    return free;
  }

  /** Adds a value; a repeated name collects its values in a list, in order. */
  public void append(String name, @Nullable Object value) {
    int at = indexOf(name);
    if (at < 0) {
      add(name, value);
    } else if (values[at] instanceof Repeated repeated) {
      repeated.add(value);
    } else {
      Repeated repeated = new Repeated();
      repeated.add(values[at]);
      repeated.add(value);
      values[at] = repeated;
    }
  }

  /** The value of this name, null when it is absent or null. */
  public @Nullable Object get(String name) {
    int at = indexOf(name);
    return at < 0 ? null : values[at];
  }

  public boolean has(String name) {
    return indexOf(name) >= 0;
  }

  public int size() {
    return size;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  public String name(int at) {
    return names[at];
  }

  public @Nullable Object value(int at) {
    return values[at];
  }

  /** Takes a name and its value out, if it is there. */
  public void remove(String name) {
    int at = indexOf(name);
    if (at >= 0) {
      size--;
      System.arraycopy(names, at + 1, names, at, size - at);
      System.arraycopy(values, at + 1, values, at, size - at);
      values[size] = null;
    }
  }

  /** Orders the names by UTF-16 code units, this level only. */
  public void sort() {
    for (int i = 1; i < size; i++) {
      String name = names[i];
      if (names[i - 1].compareTo(name) < 0) {
        continue;
      }
      Object value = values[i];
      int at = -Arrays.binarySearch(names, 0, i, name) - 1;
      System.arraycopy(names, at, names, at + 1, i - at);
      System.arraycopy(values, at, values, at + 1, i - at);
      names[at] = name;
      values[at] = value;
    }
  }

  private int indexOf(String name) {
    for (int i = 0; i < size; i++) {
      if (names[i].equals(name)) {
        return i;
      }
    }
    return -1;
  }

  private void add(String name, @Nullable Object value) {
    if (size == names.length) {
      names = Arrays.copyOf(names, size * 2);
      values = Arrays.copyOf(values, size * 2);
    }
    names[size] = name;
    values[size++] = value;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < size; i++) {
      text.append(i == 0 ? "" : ", ").append(names[i]).append('=').append(values[i]);
    }
    return text.append('}').toString();
  }

  /** The values of a repeated name, told apart from a list that is itself one value. */
  private static final class Repeated extends ArrayList<@Nullable Object> {}

  /** The values of a name as a list: one element unless the name was repeated. */
  @SuppressWarnings("unchecked")
  public static List<@Nullable Object> listed(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return (List<@Nullable Object>) list;
    }
    List<@Nullable Object> single = new ArrayList<>(1);
    single.add(value);
    return single;
  }
}
