package org.discogsography.graphinator.maintenance;

import java.util.HashMap;
import java.util.Map;
import org.neo4j.driver.Value;
import org.neo4j.driver.Values;

/** Parameters of statements that work on a range of keys. */
final class Ranges {

  private Ranges() {}

  /** The parameters of a range and one more. */
  static Value with(Value range, String name, Object value) {
    Map<String, Object> parameters = new HashMap<>(range.asMap());
    parameters.put(name, value);
    return Values.value(parameters);
  }
}
