package org.discogsography.extractor.discogs;

import java.io.IOException;
import java.io.InputStream;
import org.discogsography.common.messages.DataType;
import org.discogsography.extractor.dumps.DumpException;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of XML into its record elements by depth, without parsing them.
 *
 * <p>A record is an element with the name of the type that is not inside another record. Tags are
 * matched by name, so that a broken record is noticed where it breaks; it is handed out as broken
 * and cutting resumes at the next start tag of a record. Every break moves forward. Lines mean
 * nothing here.
 */
final class RecordCutter {

  /** Elements nested deeper than this are a fault; the parser has the same limit. */
  private static final int MAX_DEPTH = 1_000;

  /**
   * A record that contains what looks like the start of another record and is still open after so
   * many bytes has lost its end tag.
   */
  private static final int SUSPICIOUS_LENGTH = 32 << 20;

  private static final int SNIPPET = 500;

  private final XmlWindow window;
  private final String file;
  private final String rootName;
  private final byte[] root;
  private final byte[] record;

  /** In artists and labels a nested reference carries an id attribute, a record never does. */
  private final boolean idAttributeMeansReference;

  private boolean rootSeen;
  private boolean rootMissing;
  private boolean rootClosed;
  private boolean resuming;

  /** Start of a record that was open when the file ended, until a whole one is found in it. */
  private long openAtEnd = -1;

  /** Asked for by other threads when cutting has failed. */
  private volatile long start;

  /** Where the next record may start if the current one is broken; -1 while there is none. */
  private long candidate;

  private final long[] nameStart = new long[MAX_DEPTH];
  private final int[] nameLength = new int[MAX_DEPTH];
  private int depth;

  RecordCutter(InputStream in, String file, DataType type) {
    this.window = new XmlWindow(in);
    this.file = file;
    this.rootName = type.text();
    this.root = XmlWindow.ascii(rootName);
    this.record = XmlWindow.ascii(rootName.substring(0, rootName.length() - 1));
    this.idAttributeMeansReference = type == DataType.ARTISTS || type == DataType.LABELS;
  }

  /**
   * The next record, whole or broken; null at the end of the file.
   *
   * @throws DumpException if the file is not a dump of this type, or ends in the middle of a record
   * @throws IOException if reading fails; every record before that place was handed out
   */
  @Nullable CutRecord next() throws IOException {
    while (window.seekTag()) {
      int kind = window.tagKind();
      if (kind == '!' || kind == '?') {
        long end = window.sectionEnd();
        window.moveTo(end < 0 ? window.position() + 2 : end);
      } else if (kind != '/' && !XmlWindow.isNameStart(kind)) {
        window.moveTo(window.position() + 1);
      } else {
        long end = window.tagEnd();
        if (end < 0) {
          throw cutOff(window.position());
        }
        if (kind == '/') {
          rootClosed |= window.nameIs(window.position() + 2, root);
          skipTo(end);
        } else {
          checkRoot();
          if (startsRecord()) {
            return record();
          }
          skipTo(end);
        }
      }
    }
    return finish();
  }

  /** Where the record starts that is cut now or was cut last. */
  long position() {
    return start;
  }

  /** True if the root element had a start tag and no end tag. */
  boolean rootUnclosed() {
    return rootSeen && !rootMissing && !rootClosed;
  }

  private @Nullable CutRecord finish() throws IOException {
    IOException failure = window.failure();
    if (failure != null) {
      throw failure;
    }
    if (openAtEnd >= 0 || window.danglingTag()) {
      throw cutOff(openAtEnd >= 0 ? openAtEnd : window.position());
    }
    if (!rootSeen && window.read() > 0) {
      throw new DumpException(
          "%s: no XML element up to byte %d, expected <%s>"
              .formatted(file, window.read(), rootName));
    }
    return null;
  }

  private void checkRoot() throws DumpException {
    if (rootSeen) {
      return;
    }
    rootSeen = true;
    long name = window.position() + 1;
    rootMissing = window.nameIs(name, record);
    if (!rootMissing && !window.nameIs(name, root)) {
      throw new DumpException(
          "%s: root element <%s> at byte %d, expected <%s>"
              .formatted(
                  file, window.text(name, window.nameLength(name)), window.position(), rootName));
    }
  }

  private boolean startsRecord() {
    long tag = window.position();
    return window.nameIs(tag + 1, record) && !(resuming && isReference(tag));
  }

  private boolean isReference(long tag) {
    return idAttributeMeansReference && window.hasIdAttribute(tag);
  }

  private CutRecord record() throws IOException {
    start = window.position();
    candidate = -1;
    depth = 0;
    window.anchor();
    try {
      do {
        if (!window.seekTag()) {
          return endInside();
        }
        int kind = window.tagKind();
        if (kind == '/' && window.skipEndTag(nameStart[depth - 1], nameLength[depth - 1])) {
          depth--;
          continue;
        }
        boolean section = kind == '!' || kind == '?';
        if (!section && kind != '/' && !XmlWindow.isNameStart(kind)) {
          // a bare '<' in text: the parser will reject the record, its borders are still known
          window.moveTo(window.position() + 1);
          continue;
        }
        long end = section ? window.sectionEnd() : window.tagEnd();
        if (end < 0) {
          if (section) {
            candidate = candidate >= 0 ? candidate : candidateInSection();
          }
          return window.ended() ? endInside() : broken("section without end");
        }
        String fault = section ? skipSection(end) : kind == '/' ? close(end) : open(end);
        if (fault == null && candidate >= 0 && window.position() - start > SUSPICIOUS_LENGTH) {
          fault = "no end tag within " + SUSPICIOUS_LENGTH + " bytes";
        }
        if (fault != null) {
          return broken(fault);
        }
      } while (depth > 0);
      return whole();
    } finally {
      window.release();
    }
  }

  private CutRecord whole() {
    resuming = false;
    openAtEnd = -1;
    return new CutRecord(start, window.bytes(start, window.position()), null);
  }

  private CutRecord broken(String fault) {
    long reached = window.position();
    CutRecord broken =
        new CutRecord(start, window.bytes(start, Math.min(reached, start + SNIPPET)), fault);
    window.moveTo(candidate >= 0 ? candidate : Math.max(reached, start + 1));
    resuming = true;
    return broken;
  }

  /** The file ended inside a record: cut off, unless another record starts inside this one. */
  private CutRecord endInside() throws IOException {
    if (candidate < 0) {
      IOException failure = window.failure();
      throw failure != null ? failure : cutOff(start);
    }
    openAtEnd = start;
    return broken("no end tag");
  }

  private @Nullable String open(long end) {
    long tag = window.position();
    if (window.byteAt(end) == '<') {
      window.moveTo(end);
      return "'<' inside a tag at byte " + end;
    }
    if (depth > 0 && window.nameIs(tag + 1, record) && !isReference(tag)) {
      if (candidate < 0) {
        candidate = tag;
      }
      if (depth == 1) {
        return "no end tag before the next record";
      }
    }
    if (window.byteAt(end - 1) != '/') {
      if (depth == MAX_DEPTH) {
        return "elements nested deeper than " + MAX_DEPTH;
      }
      nameStart[depth] = tag + 1;
      nameLength[depth] = window.nameLength(tag + 1);
      depth++;
    }
    window.moveTo(end + 1);
    return null;
  }

  private @Nullable String close(long end) {
    long tag = window.position();
    long name = tag + 2;
    int length = window.nameLength(name);
    long openName = nameStart[depth - 1];
    int openLength = nameLength[depth - 1];
    skipTo(end);
    if (window.byteAt(end) != '<'
        && length == openLength
        && window.sameBytes(name, openName, length)) {
      depth--;
      return null;
    }
    return "</%s> at byte %d where </%s> was expected"
        .formatted(window.text(name, length), tag, window.text(openName, openLength));
  }

  private @Nullable String skipSection(long end) {
    window.moveTo(end);
    return null;
  }

  /** A section without end may have lost it: a record that starts inside it is not lost. */
  private long candidateInSection() {
    long found = window.findStartTag(window.position() + 2, record);
    while (found >= 0 && isReference(found)) {
      found = window.findStartTag(found + 1, record);
    }
    return found;
  }

  private void skipTo(long tagEnd) {
    window.moveTo(window.byteAt(tagEnd) == '<' ? tagEnd : tagEnd + 1);
  }

  private DumpException cutOff(long position) {
    return new DumpException(
        file + ": the file ends inside the element that starts at byte " + position);
  }
}
