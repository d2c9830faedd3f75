package org.discogsography.extractor.discogs;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The names of attributes in the tree form, one object each: their hashes are computed once, and
 * comparing them mostly ends at being the same.
 */
final class AttributeNames {

  /** Dumps know about twenty; a file that invents more gets new objects each time. */
  private static final int MOST = 200;

  private final Map<String, String> names = new ConcurrentHashMap<>();

  /** {@code @} and the name. */
  String of(String attribute) {
    String known = names.get(attribute);
    if (known != null) {
      return known;
    }
    String name = "@" + attribute;
    if (names.size() < MOST) {
      names.put(attribute, name);
    }
    return name;
  }
}
