package org.discogsography.extractor.musicbrainz;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream into blocks of whole lines.
 *
 * <p>A line feed never stands inside a JSON document. A line that is longer than {@link
 * #LONGEST_HELD} is not held: it is handed on as a stream.
 */
final class LineCutter {

  /** Bytes of a block, unless its only line is longer. */
  static final int BLOCK = 256 << 10;

  /** The longest line that is held in memory, in bytes. */
  static final int LONGEST_HELD = 8 << 20;

  private static final char LINE_FEED = '\n';

  private final InputStream in;
  private byte[] carried = new byte[0];
  private @Nullable RestOfLine rest;
  private long position;

  LineCutter(InputStream in) {
    this.in = in;
  }

  /**
   * Whole lines.
   *
   * @param position of the first byte in the unpacked file
   * @param rest set if the bytes are only the start of one long line: what follows of it, to be
   *     read before the next block is asked for
   */
  @SuppressWarnings("ArrayRecordComponent") // the bytes are handed on, never compared
  record Block(byte[] bytes, int length, long position, @Nullable InputStream rest) {

    /** The long line from its first byte. */
    InputStream longLine(InputStream following) {
      return new SequenceInputStream(new ByteArrayInputStream(bytes, 0, length), following);
    }
  }

  /** Where the next block starts in the unpacked file. */
  long position() {
    return position;
  }

  /** The next block; null at the end of the stream. */
  @Nullable Block next() throws IOException {
    if (rest != null) {
      rest.finish();
      position += rest.count;
      rest = null;
    }
    byte[] buffer = new byte[Math.max(BLOCK, carried.length)];
    int filled = carried.length;
    System.arraycopy(carried, 0, buffer, 0, filled);
    carried = new byte[0];
    int searched = 0;
    while (true) {
      while (filled < buffer.length) {
        int count = in.read(buffer, filled, buffer.length - filled);
        if (count < 0) {
          return filled == 0 ? null : block(buffer, filled, null);
        }
        filled += count;
      }
      int end = lastLineEnd(buffer, searched, filled);
      if (end > 0) {
        carried = Arrays.copyOfRange(buffer, end, filled);
        return block(buffer, end, null);
      }
      if (buffer.length >= LONGEST_HELD) {
        rest = new RestOfLine();
        return block(buffer, filled, rest);
      }
      searched = filled;
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
  }

  private Block block(byte[] bytes, int length, @Nullable InputStream restOfLine) {
    Block block = new Block(bytes, length, position, restOfLine);
    position += length;
    return block;
  }

  /** The place after the last line feed in this range, 0 if there is none. */
  private static int lastLineEnd(byte[] bytes, int from, int to) {
    for (int i = to - 1; i >= from; i--) {
      if (bytes[i] == LINE_FEED) {
        return i + 1;
      }
    }
    return 0;
  }

  /** What follows of a line up to its line feed; what follows of the stream is carried over. */
  private final class RestOfLine extends InputStream {

    private final byte[] buffer = new byte[BLOCK];
    private int at;
    private int limit;
    private boolean ended;
    private long count;

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (at == limit && !fill()) {
        return -1;
      }
      int taken = Math.min(length, limit - at);
      System.arraycopy(buffer, at, target, offset, taken);
      at += taken;
      return taken;
    }

    /** Reads up to the line feed; false if there is nothing before it any more. */
    private boolean fill() throws IOException {
      if (ended) {
        return false;
      }
      at = 0;
      limit = 0;
      int read = in.read(buffer, 0, buffer.length);
      if (read < 0) {
        ended = true;
        return false;
      }
      int end = ByteSearch.find(LINE_FEED, buffer, 0, read);
      if (end < read) {
        ended = true;
        carried = Arrays.copyOfRange(buffer, end + 1, read);
        limit = end;
        count += end + 1;
        return end > 0;
      }
      limit = read;
      count += read;
      return read > 0 || fill();
    }

    /** Goes to the end of the line. */
    void finish() throws IOException {
      do {
        at = limit;
      } while (fill());
    }
  }
}
