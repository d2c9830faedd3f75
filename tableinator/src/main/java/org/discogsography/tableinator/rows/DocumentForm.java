package org.discogsography.tableinator.rows;

import java.time.InstantSource;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.InvalidMessageException;
import org.discogsography.common.postgres.DocumentCopy;
import org.discogsography.common.postgres.StorableText;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Turns a message into the document that its row keeps, in one pass that builds no tree.
 *
 * <p>The members of the message go on as the bytes they came in, except: the envelope's {@code
 * type} is dropped, masters and releases get an integer or null {@code year}, and text loses what
 * JSONB refuses (see {@link StorableText}).
 */
final class DocumentForm {

  private static final JsonFactory JSON = new JsonFactory();
  private static final String ENVELOPE_TYPE = "type";
  private static final String YEAR = "year";

  private final @Nullable String yearSource;
  private final YearRule yearRule;

  DocumentForm(DataType type, InstantSource clock) {
    this.yearSource = YearRule.sourceField(type);
    this.yearRule = new YearRule(clock);
  }

  /**
   * The document of this message.
   *
   * @throws InvalidMessageException if the message is not exactly one JSON object in UTF-8
   */
  byte[] of(byte[] message) throws InvalidMessageException {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), message)) {
      return read(parser, message);
    } catch (JacksonException e) {
      throw new InvalidMessageException("record is not valid JSON: " + e.getOriginalMessage(), e);
    }
  }

  private byte[] read(JsonParser parser, byte[] message) throws InvalidMessageException {
    if (parser.nextToken() != JsonToken.START_OBJECT || message[offset(parser)] != '{') {
      throw new InvalidMessageException("record is not a JSON object in UTF-8");
    }
    DocumentCopy document = new DocumentCopy(message);
    Integer year = null;
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      document.member(offset(parser), !isReplaced(name));
      parser.nextToken();
      if (name.equals(yearSource)) {
        year = yearRule.yearOf(parser);
      }
      parser.skipChildren();
    }
    document.endOfMembers(offset(parser));
    if (parser.nextToken() != null) {
      throw new InvalidMessageException("record has text after its JSON object");
    }
    if (yearSource != null) {
      document.add(YEAR, String.valueOf(year));
    }
    return document.close();
  }

  private boolean isReplaced(String name) {
    return name.equals(ENVELOPE_TYPE) || (yearSource != null && name.equals(YEAR));
  }

  /** Where the current token starts; never known for UTF-16 and UTF-32, which are refused. */
  private static int offset(JsonParser parser) throws InvalidMessageException {
    long offset = parser.currentTokenLocation().getByteOffset();
    if (offset < 0) {
      throw new InvalidMessageException("record is not in UTF-8");
    }
    return (int) offset;
  }
}
