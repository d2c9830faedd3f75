package org.discogsography.extractor.discogs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.discogsography.extractor.dumps.DumpException;
import org.jspecify.annotations.Nullable;

/**
 * A sliding window over a stream of XML bytes that knows tags and sections, not their meaning.
 *
 * <p>Places are absolute positions in the stream. The window keeps everything from the anchor, or
 * from the cursor when there is no anchor. A read failure counts as the end of the stream until the
 * window's user asks for it: what was read before may hold whole records.
 */
final class XmlWindow {

  /** A comment, CDATA section or declaration that is still open after so many bytes has no end. */
  private static final int SECTION_LIMIT = 32 << 20;

  private static final int MAX_BUFFER = Integer.MAX_VALUE - 16;

  private static final byte[] CDATA = ascii("<![CDATA[");
  private static final byte[] CDATA_END = ascii("]]>");
  private static final byte[] COMMENT = ascii("<!--");
  private static final byte[] COMMENT_END = ascii("-->");
  private static final byte[] INSTRUCTION_END = ascii("?>");

  /** Bytes that may belong to the name of an element. */
  private static final boolean[] NAME_PART = new boolean[256];

  /** Bytes that mean something behind the name in a tag. */
  private static final boolean[] TAG_MARK = new boolean[256];

  static {
    for (int c = 0; c < NAME_PART.length; c++) {
      NAME_PART[c] = !isSpace(c) && c != '/' && c != '>' && c != '<';
      TAG_MARK[c] = c == '<' || c == '>' || c == '"' || c == '\'';
    }
  }

  private final InputStream in;
  private byte[] buffer = new byte[1 << 20];

  /** Position of the first byte in the buffer. */
  private long origin;

  private int cursor;
  private int limit;
  private long anchor = -1;
  private boolean ended;
  private @Nullable IOException failure;

  XmlWindow(InputStream in) {
    this.in = in;
  }

  long position() {
    return origin + cursor;
  }

  void moveTo(long position) {
    cursor = index(position);
  }

  /** Keeps everything from the cursor on, so that it can be cut out or gone back to. */
  void anchor() {
    anchor = position();
  }

  void release() {
    anchor = -1;
  }

  /** Number of bytes read from the stream so far. */
  long read() {
    return origin + limit;
  }

  /** True once the whole stream is in the window or behind it. */
  boolean ended() {
    return ended;
  }

  /** Why reading stopped early, null if the stream ended by itself. */
  @Nullable IOException failure() {
    return failure;
  }

  /** Moves to the next {@code <} that has a byte after it; false at the end of the stream. */
  boolean seekTag() throws IOException {
    while (true) {
      byte[] bytes = buffer;
      int i = cursor;
      int end = limit - 1;
      while (i < end && bytes[i] != '<') {
        i++;
      }
      cursor = i;
      if (i < end) {
        return true;
      }
      if (!fill()) {
        return false;
      }
    }
  }

  /** True if the stream ends in a {@code <} on which the cursor stands after a failed seek. */
  boolean danglingTag() {
    return cursor < limit && buffer[cursor] == '<';
  }

  /** The byte after the {@code <} at the cursor. */
  int tagKind() {
    return buffer[cursor + 1];
  }

  /**
   * The place of the {@code >} that ends the tag at the cursor, quoted values skipped, or of a
   * {@code <} that may not be inside a tag; -1 if the stream ends first.
   */
  long tagEnd() throws IOException {
    int i = cursor + 1;
    int quote = 0;
    while (true) {
      byte[] bytes = buffer;
      int end = limit;
      while (i < end) {
        i = quote == 0 ? mark(bytes, i, end) : valueEnd(bytes, i, end, quote);
        if (i < end) {
          int c = bytes[i];
          if (c == '<' || c == '>') {
            return origin + i;
          }
          quote = quote == 0 ? c : 0;
          i++;
        }
      }
      long place = origin + i;
      if (!fill()) {
        return -1;
      }
      i = index(place);
    }
  }

  private static int mark(byte[] bytes, int from, int end) {
    int i = from;
    while (i < end && !TAG_MARK[bytes[i] & 0xFF]) {
      i++;
    }
    return i;
  }

  private static int valueEnd(byte[] bytes, int from, int end, int quote) {
    int i = from;
    while (i < end && bytes[i] != quote && bytes[i] != '<') {
      i++;
    }
    return i;
  }

  /**
   * The place after the comment, CDATA section, instruction or declaration at the cursor; -1 if it
   * has no end.
   */
  long sectionEnd() throws IOException {
    while (limit - cursor < CDATA.length && fill()) {
      // enough to tell the sections apart
    }
    if (buffer[cursor + 1] == '?') {
      return after(INSTRUCTION_END, 2);
    }
    if (startsWith(COMMENT)) {
      return after(COMMENT_END, COMMENT.length);
    }
    if (startsWith(CDATA)) {
      return after(CDATA_END, CDATA.length);
    }
    return declarationEnd();
  }

  private long after(byte[] closing, int opening) throws IOException {
    int i = cursor + opening;
    while (true) {
      int end = limit - closing.length;
      for (; i <= end; i++) {
        if (buffer[i] == closing[0] && matches(i, closing)) {
          return origin + i + closing.length;
        }
      }
      long place = origin + i;
      if (limit - cursor > SECTION_LIMIT || !fill()) {
        return -1;
      }
      i = index(place);
    }
  }

  /** The end of a document type declaration, whose internal subset may hold other tags. */
  private long declarationEnd() throws IOException {
    int i = cursor + 2;
    int brackets = 0;
    while (true) {
      for (; i < limit; i++) {
        int c = buffer[i];
        if (c == '[') {
          brackets++;
        } else if (c == ']') {
          brackets--;
        } else if (c == '>' && brackets <= 0) {
          return origin + i + 1;
        }
      }
      long place = origin + i;
      if (limit - cursor > SECTION_LIMIT || !fill()) {
        return -1;
      }
      i = index(place);
    }
  }

  int byteAt(long position) {
    return buffer[index(position)];
  }

  /** Length of the element name that starts there. */
  int nameLength(long position) {
    int from = index(position);
    int end = from;
    while (end < limit && isNamePart(buffer[end])) {
      end++;
    }
    return end - from;
  }

  boolean nameIs(long position, byte[] name) {
    int from = index(position);
    int end = from + name.length;
    return end < limit && !isNamePart(buffer[end]) && matches(from, name);
  }

  boolean sameBytes(long position, long other, int length) {
    int a = index(position);
    int b = index(other);
    return Arrays.equals(buffer, a, a + length, buffer, b, b + length);
  }

  /** True if the start tag there, which is complete, has an attribute {@code id}. */
  boolean hasIdAttribute(long tag) {
    int quote = 0;
    for (int i = index(tag) + 1; i < limit; i++) {
      int c = buffer[i];
      if (quote != 0) {
        if (c == quote) {
          quote = 0;
        }
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '>' || c == '<') {
        return false;
      } else if (c == 'i'
          && i + 2 < limit
          && buffer[i + 1] == 'd'
          && (buffer[i + 2] == '=' || isSpace(buffer[i + 2]))
          && isSpace(buffer[i - 1])) {
        return true;
      }
    }
    return false;
  }

  /** The place of the first start tag with this name from there on, in what is read; else -1. */
  long findStartTag(long from, byte[] name) {
    for (int i = index(from); i < limit - name.length - 1; i++) {
      if (buffer[i] == '<' && nameIs(origin + i + 1, name)) {
        return origin + i;
      }
    }
    return -1;
  }

  /**
   * Moves behind the end tag at the cursor if it is plainly that of the element whose name stands
   * there; false if it has to be looked at more closely.
   */
  boolean skipEndTag(long openName, int length) {
    int end = cursor + 2 + length;
    if (end >= limit || buffer[end] != '>') {
      return false;
    }
    int open = index(openName);
    if (!Arrays.equals(buffer, cursor + 2, end, buffer, open, open + length)) {
      return false;
    }
    cursor = end + 1;
    return true;
  }

  byte[] bytes(long from, long to) {
    return Arrays.copyOfRange(buffer, index(from), index(Math.min(to, origin + limit)));
  }

  String text(long from, int length) {
    return new String(bytes(from, from + Math.min(length, 80)), StandardCharsets.UTF_8);
  }

  static boolean isNameStart(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' || c < 0;
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static boolean isNamePart(int c) {
    return NAME_PART[c & 0xFF];
  }

  private static boolean isSpace(int c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
  }

  private boolean startsWith(byte[] text) {
    return cursor + text.length <= limit && matches(cursor, text);
  }

  private boolean matches(int from, byte[] text) {
    return Arrays.equals(buffer, from, from + text.length, text, 0, text.length);
  }

  private int index(long position) {
    return (int) (position - origin);
  }

  private boolean fill() throws IOException {
    if (ended) {
      return false;
    }
    int keep = anchor >= 0 ? index(anchor) : cursor;
    if (keep > 0) {
      System.arraycopy(buffer, keep, buffer, 0, limit - keep);
      origin += keep;
      cursor -= keep;
      limit -= keep;
    }
    if (limit == buffer.length) {
      if (limit == MAX_BUFFER) {
        throw new DumpException("element of more than 2 GiB at byte " + origin);
      }
      buffer = Arrays.copyOf(buffer, (int) Math.min(2L * limit, MAX_BUFFER));
    }
    int count;
    try {
      count = in.read(buffer, limit, buffer.length - limit);
    } catch (IOException e) {
      failure = e;
      count = -1;
    }
    ended = count < 0;
    limit += Math.max(count, 0);
    return !ended;
  }
}
