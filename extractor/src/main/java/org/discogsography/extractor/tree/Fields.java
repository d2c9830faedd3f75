package org.discogsography.extractor.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A small ordered map of names to values, cheap to build by the million.
 *
 * <p>A value is a {@code String}, {@code Boolean}, {@code Long}, {@code Double}, {@code Fields}, a
 * {@code List} of such values, or null. Look-up is linear: records have few distinct names per
 * level.
 */
public final class Fields {

  /** Names and values in turn: one array is made faster than two. */
  private @Nullable Object[] slots;

  private int used;

  public Fields() {
    this(4);
  }

  /**
   * Makes room.
   *
   * @param names that are expected
   */
  public Fields(int names) {
    slots = new @Nullable Object[2 * names];
  }

  /** Sets a value, replacing the one of the same name. */
  public Fields put(String name, @Nullable Object value) {
    int at = indexOf(name);
    if (at >= 0) {
      slots[at + 1] = value;
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
    } else if (slots[at + 1] instanceof Repeated repeated) {
      repeated.add(value);
    } else {
      Repeated repeated = new Repeated();
      repeated.add(slots[at + 1]);
      repeated.add(value);
      slots[at + 1] = repeated;
    }
  }

  /** The value of this name, null when it is absent or null. */
  public @Nullable Object get(String name) {
    int at = indexOf(name);
    return at < 0 ? null : slots[at + 1];
  }

  public boolean has(String name) {
    return indexOf(name) >= 0;
  }

  public int size() {
    return used / 2;
  }

  public boolean isEmpty() {
    return used == 0;
  }

  public String name(int at) {
    return nameIn(2 * at);
  }

  public @Nullable Object value(int at) {
    return slots[2 * at + 1];
  }

  /** Takes a name and its value out, if it is there. */
  public void remove(String name) {
    int at = indexOf(name);
    if (at >= 0) {
      used -= 2;
      System.arraycopy(slots, at + 2, slots, at, used - at);
      slots[used] = null;
      slots[used + 1] = null;
    }
  }

  /** Orders the names by UTF-16 code units, this level only. */
  public void sort() {
    for (int i = 2; i < used; i += 2) {
      String name = nameIn(i);
      int at = i;
      while (at > 0 && nameIn(at - 2).compareTo(name) > 0) {
        at -= 2;
      }
      if (at < i) {
        Object value = slots[i + 1];
        System.arraycopy(slots, at, slots, at + 2, i - at);
        slots[at] = name;
        slots[at + 1] = value;
      }
    }
  }

  private int indexOf(String name) {
    for (int i = 0; i < used; i += 2) {
      if (name.equals(slots[i])) {
        return i;
      }
    }
    return -1;
  }

  private String nameIn(int slot) {
    return (String) Objects.requireNonNull(slots[slot]);
  }

  private void add(String name, @Nullable Object value) {
    if (used == slots.length) {
      slots = Arrays.copyOf(slots, used * 2);
    }
    slots[used] = name;
    slots[used + 1] = value;
    used += 2;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < size(); i++) {
      text.append(i == 0 ? "" : ", ").append(name(i)).append('=').append(value(i));
    }
    return text.append('}').toString();
  }

  /** The values of a repeated name, told apart from a list that is itself one value. */
  private static final class Repeated extends ArrayList<@Nullable Object> {}

  /** The values of a name as a list that is only read: one element unless the name was repeated. */
  @SuppressWarnings("unchecked")
  public static List<@Nullable Object> listed(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return (List<@Nullable Object>) list;
    }
    return Collections.singletonList(value);
  }
}
