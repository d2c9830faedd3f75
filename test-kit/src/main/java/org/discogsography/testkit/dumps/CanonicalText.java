package org.discogsography.testkit.dumps;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * JSON in canonical form (RFC 8785) for trees of text, numbers and truth values; fractions as small
 * as dumps have them, between a thousandth and ten million.
 */
public final class CanonicalText {

  private CanonicalText() {}

  /** The same text for equal trees, whatever the order of their keys. */
  public static String of(@Nullable Object tree) {
    return switch (tree) {
      case null -> "null";
      case Map<?, ?> map -> object(map);
      case List<?> list ->
          list.stream().map(CanonicalText::of).collect(Collectors.joining(",", "[", "]"));
      case String text -> quoted(text);
      case Boolean truth -> truth.toString();
      case Integer number -> number.toString();
      case Long number -> number.toString();
      case Double number ->
          number == Math.rint(number) ? String.valueOf(number.longValue()) : number.toString();
      default -> throw new IllegalArgumentException("no place for " + tree.getClass());
    };
  }

  /** The content hash of a tree: SHA-256 of its canonical form, in lower-case hex digits. */
  public static String sha256(Object tree) {
    try {
      byte[] bytes = of(tree).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String object(Map<?, ?> map) {
    TreeMap<String, String> members = new TreeMap<>();
    map.forEach((key, value) -> members.put(String.valueOf(key), of(value)));
    return members.entrySet().stream()
        .map(member -> quoted(member.getKey()) + ":" + member.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\b' -> quoted.append("\\b");
        case '\t' -> quoted.append("\\t");
        case '\n' -> quoted.append("\\n");
        case '\f' -> quoted.append("\\f");
        case '\r' -> quoted.append("\\r");
        default -> quoted.append(c < ' ' ? "\\u%04x".formatted((int) c) : String.valueOf(c));
      }
    }
    return quoted.append('"').toString();
  }
}
