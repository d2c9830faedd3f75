package org.discogsography.acceptance.reading;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.discogsography.localstack.servers.Checkout;

/**
 * The category of a credited role: that of the longest fragment in it. The fragments are data and
 * taken from where the graphinator has them; how they are applied is written here once more.
 */
final class RoleCategories {

  private static final Path TABLE =
      Path.of(
          "graphinator/src/main/resources/org/discogsography/graphinator/records",
          "credit-categories.properties");

  private final Map<String, String> categoryByFragment = new TreeMap<>();

  RoleCategories() throws IOException {
    Properties table = new Properties();
    try (Reader reader = Files.newBufferedReader(Checkout.root().resolve(TABLE))) {
      table.load(reader);
    }
    for (String category : table.stringPropertyNames()) {
      for (String fragment : table.getProperty(category).split(",", -1)) {
        categoryByFragment.put(fragment, category);
      }
    }
  }

  String of(String role) {
    String lower = role.strip().toLowerCase(Locale.ROOT);
    String longest = "";
    for (String fragment : categoryByFragment.keySet()) {
      if (lower.contains(fragment) && fragment.length() > longest.length()) {
        longest = fragment;
      }
    }
    return categoryByFragment.getOrDefault(longest, "other");
  }
}
