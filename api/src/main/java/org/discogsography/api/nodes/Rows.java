package org.discogsography.api.nodes;

import java.util.List;
import org.discogsography.api.entities.EntityRef;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;

/** Reads values of query rows. */
final class Rows {

  private Rows() {}

  static @Nullable String text(Record row, String key) {
    return row.get(key).asString(null);
  }

  static @Nullable Long number(Record row, String key) {
    Value value = row.get(key);
    return value.isNull() ? null : value.asLong();
  }

  /** A year; values below 1 count as absent. */
  static @Nullable Integer year(Record row, String key) {
    Long year = number(row, key);
    return year == null || year <= 0 ? null : Math.toIntExact(year);
  }

  static List<String> texts(Record row, String key) {
    Value value = row.get(key);
    return value.isNull() ? List.of() : value.asList(item -> item.asString());
  }

  static List<EntityRef> refs(Record row, String key) {
    return row.get(key)
        .asList(item -> new EntityRef(item.get("id").asString(), item.get("name").asString()));
  }

  /** Each name once, in the order of the references. */
  static List<String> names(List<EntityRef> refs) {
    return refs.stream().map(EntityRef::name).distinct().toList();
  }
}
