package org.discogsography.extractor.tree;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Writes a tree as JSON for people: indented, names in their own order. */
public final class PrettyJson {

  private static final ObjectWriter WRITER = JsonMapper.shared().writerWithDefaultPrettyPrinter();

  private PrettyJson() {}

  /** The UTF-8 JSON of a record. */
  public static byte[] of(Fields record) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(4 << 10);
    try (JsonGenerator json = WRITER.createGenerator(out)) {
      value(json, record);
    }
    return out.toByteArray();
  }

  private static void value(JsonGenerator json, @Nullable Object value) {
    switch (value) {
      case null -> json.writeNull();
      case String text -> json.writeString(text);
      case Boolean flag -> json.writeBoolean(flag);
      case Long number -> json.writeNumber(number);
      case Double number -> json.writeNumber(number);
      case List<?> list -> {
        json.writeStartArray();
        list.forEach(one -> value(json, one));
        json.writeEndArray();
      }
      case Fields fields -> {
        json.writeStartObject();
        for (int i = 0; i < fields.size(); i++) {
          json.writeName(fields.name(i));
          value(json, fields.value(i));
        }
        json.writeEndObject();
      }
      default -> throw new IllegalArgumentException("no JSON form for " + value.getClass());
    }
  }
}
