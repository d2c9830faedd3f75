package org.discogsography.acceptance.stores;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that dumps put into both stores, without the times at which it was seen.
 *
 * @param documents rows by table and key: hash and JSON for Discogs, all columns for MusicBrainz
 * @param nodes properties by label and key
 * @param relationships properties by start, type and end; numbered when there are several
 */
public record StoreContents(
    SortedMap<String, String> documents,
    SortedMap<String, String> nodes,
    SortedMap<String, String> relationships) {

  private static final int MOST_SHOWN = 12;

  public StoreContents {
    documents = new TreeMap<>(documents);
    nodes = new TreeMap<>(nodes);
    relationships = new TreeMap<>(relationships);
  }

  /** What differs from what is expected, in words; empty if nothing does. */
  public List<String> differencesFrom(StoreContents expected) {
    List<String> differences = new ArrayList<>();
    compare(expected.documents, documents, differences);
    compare(expected.nodes, nodes, differences);
    compare(expected.relationships, relationships, differences);
    int more = differences.size() - MOST_SHOWN;
    if (more <= 0) {
      return differences;
    }
    List<String> shown = new ArrayList<>(differences.subList(0, MOST_SHOWN));
    shown.add(more + " more");
    return shown;
  }

  /** How many rows a table of the schema {@code musicbrainz} has. */
  public long musicBrainzRows(String table) {
    String prefix = "musicbrainz." + table + " ";
    return documents.keySet().stream().filter(key -> key.startsWith(prefix)).count();
  }

  private static void compare(
      Map<String, String> expected, Map<String, String> actual, List<String> differences) {
    expected.forEach((key, value) -> {
      String found = actual.get(key);
      if (found == null) {
        differences.add("missing: " + key + " " + value);
      } else if (!found.equals(value)) {
        differences.add("%s%n  expected %s%n  found    %s".formatted(key, value, found));
      }
    });
    actual.forEach((key, value) -> {
      if (!expected.containsKey(key)) {
        differences.add("unexpected: " + key + " " + value);
      }
    });
  }
}
