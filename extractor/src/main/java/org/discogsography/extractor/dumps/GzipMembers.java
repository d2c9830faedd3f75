package org.discogsography.extractor.dumps;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Unpacks a gzip file (RFC 1952) with all its members and never takes a damaged one for its end.
 *
 * <p>{@code java.util.zip.GZIPInputStream} silently stops at a member whose header is broken, and
 * names no position. Zero bytes after the last member (padding) are accepted.
 */
final class GzipMembers extends InputStream {

  private static final int FHCRC = 2;
  private static final int FEXTRA = 4;
  private static final int FNAME = 8;
  private static final int FCOMMENT = 16;

  private final InputStream in;
  private final String file;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private final byte[] buffer = new byte[128 << 10];
  private int at;
  private int limit;
  private long consumed;
  private boolean inMember;
  private boolean anyMember;
  private boolean ended;

  GzipMembers(InputStream in, String file) {
    this.in = in;
    this.file = file;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    while (!ended) {
      if (!inMember && !openMember()) {
        ended = true;
        break;
      }
      int count = inflate(target, offset, length);
      if (count > 0) {
        return count;
      }
    }
    return -1;
  }

  private int inflate(byte[] target, int offset, int length) throws IOException {
    while (true) {
      int count;
      try {
        count = inflater.inflate(target, offset, length);
      } catch (DataFormatException e) {
        at = limit - inflater.getRemaining();
        throw new DumpException(
            file + ": corrupt gzip data at byte " + position() + " (" + e.getMessage() + ")", e);
      }
      if (count > 0) {
        crc.update(target, offset, count);
        return count;
      }
      at = limit - inflater.getRemaining();
      if (inflater.finished()) {
        closeMember();
        return 0;
      }
      if (inflater.needsDictionary()) {
        throw new DumpException(file + ": corrupt gzip data at byte " + position());
      }
      if (at == limit && !fill()) {
        throw truncated();
      }
      inflater.setInput(buffer, at, limit - at);
    }
  }

  /** Reads a member header; false at a clean end of the file. */
  private boolean openMember() throws IOException {
    if (anyMember) {
      int next = skipPadding();
      if (next < 0) {
        return false;
      }
    }
    long start = position();
    int first = next();
    int second = next();
    if (first != 0x1F || second != 0x8B) {
      throw new DumpException(
          file
              + (anyMember
                  ? ": garbage after the gzip data at byte " + start
                  : ": not a gzip file (no gzip magic at byte 0)"));
    }
    int method = next();
    int flags = next();
    if (method != 8) {
      throw new DumpException(file + ": unknown gzip method " + method + " at byte " + start);
    }
    skip(6);
    if ((flags & FEXTRA) != 0) {
      int low = next();
      skip(low | next() << 8);
    }
    if ((flags & FNAME) != 0) {
      skipText();
    }
    if ((flags & FCOMMENT) != 0) {
      skipText();
    }
    if ((flags & FHCRC) != 0) {
      skip(2);
    }
    inflater.reset();
    inflater.setInput(buffer, at, limit - at);
    crc.reset();
    inMember = true;
    anyMember = true;
    return true;
  }

  private void closeMember() throws IOException {
    long start = position();
    long expectedCrc = littleEndian();
    long expectedLength = littleEndian();
    if (expectedCrc != crc.getValue()
        || expectedLength != (inflater.getBytesWritten() & 0xFFFFFFFFL)) {
      throw new DumpException(file + ": gzip checksum does not match at byte " + start);
    }
    inMember = false;
  }

  private int skipPadding() throws IOException {
    while (true) {
      if (at == limit && !fill()) {
        return -1;
      }
      if (buffer[at] != 0) {
        return buffer[at];
      }
      at++;
    }
  }

  private long littleEndian() throws IOException {
    long value = 0;
    for (int shift = 0; shift < 32; shift += 8) {
      value |= (long) next() << shift;
    }
    return value;
  }

  private void skip(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      next();
    }
  }

  private void skipText() throws IOException {
    while (next() != 0) {
      // up to the closing zero byte
    }
  }

  private int next() throws IOException {
    if (at == limit && !fill()) {
      throw truncated();
    }
    return buffer[at++] & 0xFF;
  }

  private boolean fill() throws IOException {
    consumed += limit;
    at = 0;
    limit = Math.max(0, in.read(buffer, 0, buffer.length));
    return limit > 0;
  }

  private DumpException truncated() {
    return new DumpException(file + ": gzip data is cut off at byte " + position());
  }

  private long position() {
    return consumed + at;
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    in.close();
  }
}
