package org.discogsography.extractor.musicbrainz;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.discogsography.extractor.tree.Fields;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/**
 * Parses lines as a stream and keeps only what a {@link Shape} asks for.
 *
 * <p>U+0000 is removed from texts and names. Each worker has one; not safe for several threads.
 */
final class LineParser {

  /** The largest text that can still be published, whatever the broker takes. */
  private static final int LONGEST_TEXT = 128 << 20;

  private static final int MOST_WORDS = 10_000;
  private static final int MEMBERS_OF_A_LINE = 32;
  private static final String RELATIONS = "relations";

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(LONGEST_TEXT).build())
          .recyclerPool(JsonRecyclerPools.threadLocalPool())
          .build();

  private final Shape shape;
  private final @Nullable RelationSink relations;
  private final Map<String, String> words = new HashMap<>();

  /** Takes the relations of a line one by one while it is parsed. */
  interface RelationSink {

    /** A list of relations begins; one that the same line had before counts no more. */
    void begin();

    /** The next relation of the list. */
    void add(Fields relation);
  }

  /** A parser that keeps relations as any other member. */
  LineParser(Shape shape) {
    this(shape, null);
  }

  /**
   * A parser that holds no relations, of which a line can have more than memory.
   *
   * @param relations gets them; in the line null stands in their place
   */
  LineParser(Shape shape, @Nullable RelationSink relations) {
    this.shape = shape;
    this.relations = relations;
  }

  /**
   * The kept parts of a line.
   *
   * @throws MalformedLineException if it is no JSON object
   */
  Fields parse(byte[] bytes, int offset, int length) throws MalformedLineException {
    try (JsonParser parser =
        FACTORY.createParser(ObjectReadContext.empty(), bytes, offset, length)) {
      return line(parser);
    } catch (JacksonException e) {
      throw malformed(e);
    }
  }

  /**
   * The kept parts of a line that is too long to be held; reads up to the end of the stream or to
   * the fault.
   *
   * @throws MalformedLineException if it is no JSON object
   * @throws JacksonIOException if the stream cannot be read
   */
  Fields parse(InputStream line) throws MalformedLineException {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), line)) {
      return line(parser);
    } catch (JacksonIOException e) {
      throw e;
    } catch (JacksonException e) {
      throw malformed(e);
    }
  }

  private Fields line(JsonParser parser) throws MalformedLineException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new MalformedLineException("not a JSON object");
    }
    Fields fields = new Fields(MEMBERS_OF_A_LINE);
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      if (relations != null && name.equals(RELATIONS)) {
        fields.put(RELATIONS, null);
        handOver(parser, relations);
      } else {
        member(parser, fields, name, shape);
      }
    }
    if (parser.nextToken() != null) {
      throw new MalformedLineException("more than one JSON value in the line");
    }
    return fields;
  }

  private void handOver(JsonParser parser, RelationSink sink) {
    Shape relation = shape.member(RELATIONS);
    sink.begin();
    if (parser.nextToken() != JsonToken.START_ARRAY || relation == null) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        sink.add(object(parser, relation));
      } else {
        parser.skipChildren();
      }
    }
  }

  private Fields object(JsonParser parser, Shape wanted) {
    Fields fields = new Fields();
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      member(parser, fields, name, wanted);
    }
    return fields;
  }

  private void member(JsonParser parser, Fields fields, String name, Shape wanted) {
    Shape member = wanted.member(name);
    JsonToken token = parser.nextToken();
    if (member == null) {
      parser.skipChildren();
    } else {
      fields.put(clean(name), value(parser, token, member));
    }
  }

  private List<@Nullable Object> array(JsonParser parser, Shape wanted) {
    List<@Nullable Object> list = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      list.add(value(parser, token, wanted));
    }
    return list;
  }

  private @Nullable Object value(JsonParser parser, JsonToken token, Shape wanted) {
    return switch (token) {
      case START_OBJECT -> object(parser, wanted);
      case START_ARRAY -> array(parser, wanted);
      case VALUE_STRING -> text(parser.getString(), wanted);
      case VALUE_NUMBER_INT -> integer(parser);
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> null;
    };
  }

  private String text(String text, Shape wanted) {
    String clean = clean(text);
    // what is not held is not worth a look-up
    if (relations != null || !wanted.word()) {
      return clean;
    }
    String known = words.get(clean);
    if (known == null) {
      if (words.size() == MOST_WORDS) {
        words.clear();
      }
      words.put(clean, clean);
      return clean;
    }
    return known;
  }

  private static Object integer(JsonParser parser) {
    return switch (parser.getNumberType()) {
      case INT, LONG -> parser.getLongValue();
      default -> parser.getDoubleValue();
    };
  }

  /** PostgreSQL takes no U+0000 in a text. */
  private static String clean(String text) {
    return text.indexOf('\0') < 0 ? text : text.replace("\0", "");
  }

  private static MalformedLineException malformed(JacksonException e) {
    return new MalformedLineException(
        "not valid JSON (%s, character %d of the line)"
            .formatted(e.getOriginalMessage(), e.getLocation().getColumnNr()));
  }
}
