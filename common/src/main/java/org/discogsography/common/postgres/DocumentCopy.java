package org.discogsography.common.postgres;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Copies chosen members of a JSON object, as the bytes they came in, to a new one that JSONB takes
 * (see {@link StorableText}). What lies between two members of the source is one comma and white
 * space.
 */
public final class DocumentCopy {

  private static final int NO_RUN = -1;

  private final byte[] source;
  private final ByteArrayOutputStream bytes;
  private int runStart = NO_RUN;

  /**
   * @param source UTF-8 text of a valid JSON object
   */
  public DocumentCopy(byte[] source) {
    this.source = source;
    this.bytes = new ByteArrayOutputStream(source.length + 16);
    bytes.write('{');
  }

  /** The next member begins here with its name; those that are not kept are left out. */
  public void member(int nameStart, boolean kept) {
    if (kept && runStart == NO_RUN) {
      runStart = nameStart;
    } else if (!kept) {
      endOfMembers(nameStart);
    }
  }

  /** The members end here. */
  public void endOfMembers(int position) {
    if (runStart == NO_RUN) {
      return;
    }
    int end = position;
    while (isSeparator(source[end - 1])) {
      end--;
    }
    separate();
    StorableText.copy(source, runStart, end, bytes);
    runStart = NO_RUN;
  }

  /** Adds a member whose value is a number, true, false or null. */
  public void add(String name, String value) {
    separate();
    bytes.writeBytes(("\"" + name + "\":" + value).getBytes(StandardCharsets.UTF_8));
  }

  /** The new object. */
  public byte[] close() {
    bytes.write('}');
    return bytes.toByteArray();
  }

  private void separate() {
    if (bytes.size() > 1) {
      bytes.write(',');
    }
  }

  private static boolean isSeparator(byte b) {
    return b == ',' || b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }
}
