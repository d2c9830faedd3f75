package org.discogsography.graphinator.records;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sorts credited roles into categories by the table {@code credit-categories.properties}: the
 * longest fragment that the role contains decides, the first in the alphabet among equally long
 * ones. A role that is a fragment itself is thereby matched exactly.
 */
final class CreditCategories {

  static final String OTHER = "other";

  private static final String TABLE = "credit-categories.properties";

  /** Roles come back by the million, but every free-text one must not stay in memory. */
  private static final int REMEMBERED_ROLES = 20_000;

  private record Fragment(String text, String category) {}

  private final List<Fragment> longestFirst;
  private final Map<String, String> remembered = new ConcurrentHashMap<>();

  CreditCategories() {
    List<Fragment> fragments = new ArrayList<>();
    Properties table = read();
    for (String category : table.stringPropertyNames()) {
      for (String fragment : table.getProperty(category).split(",", -1)) {
        fragments.add(new Fragment(fragment, category));
      }
    }
    fragments.sort(
        Comparator.comparingInt((Fragment fragment) -> -fragment.text().length())
            .thenComparing(Fragment::text));
    longestFirst = List.copyOf(fragments);
  }

  /** The category of a role as written on a release. */
  String categoryOf(String role) {
    String known = remembered.get(role);
    if (known != null) {
      return known;
    }
    String category = search(role.strip().toLowerCase(Locale.ROOT));
    if (remembered.size() < REMEMBERED_ROLES) {
      remembered.put(role, category);
    }
    return category;
  }

  private String search(String role) {
    for (Fragment fragment : longestFirst) {
      if (role.contains(fragment.text())) {
        return fragment.category();
      }
    }
    return OTHER;
  }

  private static Properties read() {
    try (InputStream stream = CreditCategories.class.getResourceAsStream(TABLE)) {
      if (stream == null) {
        throw new IllegalStateException(TABLE + " is missing from the program");
      }
      Properties table = new Properties();
      table.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
      return table;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
