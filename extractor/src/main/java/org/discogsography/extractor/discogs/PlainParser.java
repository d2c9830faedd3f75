package org.discogsography.extractor.discogs;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.discogsography.extractor.bytes.EightBytes;
import org.discogsography.extractor.discogs.TagNames.TagName;
import org.discogsography.extractor.tree.Fields;
import org.jspecify.annotations.Nullable;

/**
 * Parses records in the XML that dumps are made of: elements with ASCII names that hold either text
 * or elements, attributes, well-formed UTF-8, and references that XML knows without a DTD.
 *
 * <p>Whatever is more than that, may be wrong or needs repair is left to {@link RecordParser}: this
 * parser never says that a record is malformed. Of the records that it parses it makes the same
 * tree; see there for its form. It takes one pass over the bytes and makes no object but those of
 * the tree. Not safe for several threads.
 */
final class PlainParser {

  private static final int MAX_DEPTH = 100;
  private static final int MAX_ATTRIBUTES = 100;

  private static final int CAPACITY = 8 << 10;

  /** Buffers beyond this size are given back after use: one huge record must not pin memory. */
  private static final int KEPT_CAPACITY = 1 << 20;

  private static final long ALL_SPACES = EightBytes.of(' ');
  private static final long ALL_AMPERSANDS = EightBytes.of('&');
  private static final long ALL_OPENING = EightBytes.of('<');
  private static final long ALL_CLOSING = EightBytes.of('>');

  private static final byte[] NOTHING = {};
  private static final boolean[] NAME_PART = new boolean[128];

  static {
    for (int c = 0; c < NAME_PART.length; c++) {
      NAME_PART[c] = isNameStart(c) || (c >= '0' && c <= '9') || c == '-' || c == '.';
    }
  }

  private final TagNames names = new TagNames();
  private byte[] xml = NOTHING;
  private int at;

  /** Text whose references are replaced, as UTF-8. */
  private byte[] resolved = new byte[CAPACITY];

  private int resolvedLength;

  /** The tree form of a record; null if it is not for this parser. */
  @Nullable Fields parse(byte[] record) {
    // no step below goes beyond a '>' without asking
    if (record.length < 2 || record[0] != '<' || record[record.length - 1] != '>') {
      return null;
    }
    xml = record;
    at = 1;
    try {
      Object value = element(name(), 0);
      if (at < record.length) {
        return null;
      }
      return value instanceof Fields fields ? fields : new Fields();
    } catch (NotPlainException e) {
      return null;
    } finally {
      xml = NOTHING;
      if (resolved.length > KEPT_CAPACITY) {
        resolved = new byte[CAPACITY];
      }
    }
  }

  /** Reads what follows the name in a start tag, up to the end tag. */
  private @Nullable Object element(TagName name, int depth) throws NotPlainException {
    Fields fields = xml[at] == '>' ? null : attributes();
    if (xml[at] == '/') {
      at++;
      expect('>');
      return fields;
    }
    expect('>');
    int start = at;
    if (childFollows()) {
      fields = fields == null ? new Fields() : fields;
      children(fields, depth + 1);
      endTag(name);
      return fields;
    }
    at = start;
    String text = xml[at] == '<' ? null : text('<');
    endTag(name);
    if (fields == null) {
      return text;
    }
    if (text != null && !text.isBlank()) {
      fields.append(RecordParser.TEXT, text);
    }
    return fields;
  }

  /** Reads elements between which there is nothing but blanks. */
  private void children(Fields parent, int depth) throws NotPlainException {
    if (depth > MAX_DEPTH) {
      throw NotPlainException.INSTANCE;
    }
    do {
      at++;
      TagName name = name();
      parent.append(name.element(), element(name, depth));
    } while (childFollows());
  }

  /** Moves over blanks; whether a start tag stands there. Whatever else it is, is not read yet. */
  private boolean childFollows() throws NotPlainException {
    skipBlanks();
    return xml[at] == '<' && isNameStart(xml[at + 1]);
  }

  private @Nullable Fields attributes() throws NotPlainException {
    Fields fields = null;
    while (isBlank(xml[at])) {
      skipBlanks();
      if (xml[at] == '>' || xml[at] == '/') {
        break;
      }
      fields = fields == null ? new Fields() : fields;
      TagName name = name();
      expect('=');
      int quote = xml[at];
      if (quote != '"' && quote != '\'') {
        throw NotPlainException.INSTANCE;
      }
      at++;
      String value = text(quote);
      at++;
      if (fields.size() == MAX_ATTRIBUTES || !fields.putIfAbsent(name.attribute(), value)) {
        throw NotPlainException.INSTANCE;
      }
    }
    return fields;
  }

  private void endTag(TagName name) throws NotPlainException {
    expect('<');
    expect('/');
    if (!name.standsAt(xml, at)) {
      throw NotPlainException.INSTANCE;
    }
    at += name.length();
    expect('>');
  }

  private TagName name() throws NotPlainException {
    int start = at;
    int c = xml[start];
    if (!isNameStart(c)) {
      throw NotPlainException.INSTANCE;
    }
    int i = start;
    while (c >= 0 && NAME_PART[c]) {
      c = xml[++i];
    }
    at = i;
    return names.of(xml, start, i);
  }

  /** Reads text up to {@code <} or a value up to its quote, which is not taken. */
  private String text(int closing) throws NotPlainException {
    int start = at;
    int piece = start;
    boolean ascii = true;
    resolvedLength = 0;
    while (true) {
      int c = nextSpecial(closing);
      if (c == closing) {
        break;
      }
      if (c < 0) {
        at += sequence();
        ascii = false;
      } else if (c == '&') {
        resolve(piece);
        piece = at;
      } else if (closing == '<' ? isLiteral(c) : c == '>') {
        at++;
      } else {
        throw NotPlainException.INSTANCE;
      }
    }
    if (piece > start) {
      keep(piece, at);
      return new String(resolved, 0, resolvedLength, StandardCharsets.UTF_8);
    }
    return new String(
        xml, start, at - start, ascii ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
  }

  /** White space that a parser must not touch, and {@code >} unless a section may end there. */
  private boolean isLiteral(int c) {
    return c == '\n' || c == '\t' || (c == '>' && xml[at - 1] != ']');
  }

  /** Moves to the next byte that is not just a character of a text, eight bytes at a time. */
  private int nextSpecial(int closing) throws NotPlainException {
    byte[] bytes = xml;
    long allClosing = EightBytes.of(closing);
    int i = at;
    for (; i <= bytes.length - Long.BYTES; i += Long.BYTES) {
      long special = special(EightBytes.at(bytes, i), allClosing);
      if (special != 0) {
        at = i + EightBytes.first(special);
        return bytes[at];
      }
    }
    while (i < bytes.length && isCharacter(bytes[i], closing)) {
      i++;
    }
    if (i == bytes.length) {
      throw NotPlainException.INSTANCE;
    }
    at = i;
    return bytes[i];
  }

  private static boolean isCharacter(int c, int closing) {
    return c >= ' ' && c != '&' && c != '<' && c != '>' && c != closing;
  }

  /** Which of eight bytes are control characters, not ASCII, one of {@code & < >} or closing. */
  private static long special(long bytes, long allClosing) {
    return (bytes
            | bytes - ALL_SPACES
            | EightBytes.same(bytes, ALL_AMPERSANDS)
            | EightBytes.same(bytes, ALL_OPENING)
            | EightBytes.same(bytes, ALL_CLOSING)
            | EightBytes.same(bytes, allClosing))
        & EightBytes.ANSWERS;
  }

  /** Length of the character of several bytes at the cursor. */
  private int sequence() throws NotPlainException {
    int size = XmlRepair.sequence(xml, at);
    if (size < 0 || (size == 3 && XmlRepair.isNonCharacter(xml, at))) {
      throw NotPlainException.INSTANCE;
    }
    return size;
  }

  /** Keeps what stands before the reference at the cursor, and the character that it means. */
  private void resolve(int piece) throws NotPlainException {
    int end = XmlReference.end(xml, at);
    if (end < 0) {
      throw NotPlainException.INSTANCE;
    }
    keep(piece, at);
    append(XmlReference.point(xml, at, end));
    at = end;
  }

  private void keep(int from, int to) {
    // no character takes more than 4 bytes
    int needed = resolvedLength + to - from + 4;
    if (needed > resolved.length) {
      resolved = Arrays.copyOf(resolved, 2 * needed);
    }
    System.arraycopy(xml, from, resolved, resolvedLength, to - from);
    resolvedLength += to - from;
  }

  private void append(int point) {
    if (point < 0x80) {
      resolved[resolvedLength++] = (byte) point;
    } else {
      byte[] bytes = Character.toString(point).getBytes(StandardCharsets.UTF_8);
      System.arraycopy(bytes, 0, resolved, resolvedLength, bytes.length);
      resolvedLength += bytes.length;
    }
  }

  private void expect(int c) throws NotPlainException {
    if (xml[at] != c) {
      throw NotPlainException.INSTANCE;
    }
    at++;
  }

  private void skipBlanks() throws NotPlainException {
    int i = at;
    while (i < xml.length && isBlank(xml[i])) {
      i++;
    }
    if (i == xml.length) {
      throw NotPlainException.INSTANCE;
    }
    at = i;
  }

  private static boolean isBlank(int c) {
    return c == ' ' || c == '\n' || c == '\t';
  }

  private static boolean isNameStart(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  /** A record is more than plain. Costs nothing to throw: it says no more than that. */
  private static final class NotPlainException extends Exception {

    private static final long serialVersionUID = 1;

    static final NotPlainException INSTANCE = new NotPlainException();

    private NotPlainException() {
      super(null, null, false, false);
    }
  }
}
