package org.discogsography.common.messages;

import java.util.Arrays;

/** A kind of record that the dumps hold; its name is part of exchange, queue and table names. */
public enum DataType {
  ARTISTS("artists"),
  LABELS("labels"),
  MASTERS("masters"),
  RELEASE_GROUPS("release-groups"),
  RELEASES("releases");

  private final String text;

  DataType(String text) {
    this.text = text;
  }

  /** The name used on the wire, for example {@code release-groups}. */
  public String text() {
    return text;
  }

  /**
   * The type with this wire name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static DataType of(String text) {
    return Arrays.stream(values())
        .filter(type -> type.text.equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("unknown data type '" + text + "'"));
  }

  @Override
  public String toString() {
    return text;
  }
}
