package org.discogsography.graphinator.records;

import org.discogsography.common.messages.InvalidMessageException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Walks the fields of a JSON record in one pass and insists on the shapes that records have. */
final class JsonFields {

  /** Looks at one value; must leave the parser on its last token. */
  @FunctionalInterface
  interface Visitor {
    void visit(String field) throws InvalidMessageException;
  }

  /** Looks at one element of a list; must leave the parser on its last token. */
  @FunctionalInterface
  interface ElementVisitor {
    void visit() throws InvalidMessageException;
  }

  private final JsonParser parser;

  JsonFields(JsonParser parser) {
    this.parser = parser;
  }

  /** Visits every field of the object that the parser stands on. */
  void ofObject(Visitor visitor) throws InvalidMessageException {
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      visitor.visit(field);
    }
  }

  /** Visits every element of the list that the parser stands on; null counts as an empty list. */
  void ofList(String field, ElementVisitor visitor) throws InvalidMessageException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw wrongShape(field, "a list");
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      visitor.visit();
    }
  }

  /** Visits the fields of every object in the list; null elements are passed over. */
  void ofObjects(String field, Visitor visitor, Runnable atEndOfEach)
      throws InvalidMessageException {
    ofList(
        field,
        () -> {
          if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
          }
          if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw wrongShape(field, "a list of objects");
          }
          ofObject(visitor);
          atEndOfEach.run();
        });
  }

  /** The text or number that the parser stands on as text; null when it is null or blank. */
  @Nullable String text(String field) throws InvalidMessageException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return null;
    }
    if (token == null || !token.isScalarValue()) {
      throw wrongShape(field, "a text");
    }
    String text = parser.getString();
    return text.isBlank() ? null : text;
  }

  /** Passes over the value that the parser stands on. */
  void skip() {
    parser.skipChildren();
  }

  InvalidMessageException wrongShape(String field, String expected) {
    return new InvalidMessageException("'" + field + "' is not " + expected);
  }
}
