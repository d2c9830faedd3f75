package org.discogsography.extractor.dumps;

import java.io.IOException;
import java.io.InputStream;

/** A buffered stream that knows how many bytes its user has taken from it. */
final class PositionedInput extends InputStream {

  private final InputStream in;
  private final byte[] buffer = new byte[128 << 10];
  private int at;
  private int limit;
  private long consumed;

  PositionedInput(InputStream in) {
    this.in = in;
  }

  /** Bytes taken so far. */
  long position() {
    return consumed + at;
  }

  @Override
  public int read() throws IOException {
    return at < limit || fill() ? buffer[at++] & 0xFF : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (at == limit && !fill()) {
      return -1;
    }
    int count = Math.min(length, limit - at);
    System.arraycopy(buffer, at, target, offset, count);
    at += count;
    return count;
  }

  /** What can be read without waiting: the decoder of xz asks for it. */
  @Override
  public int available() {
    return limit - at;
  }

  private boolean fill() throws IOException {
    consumed += limit;
    at = 0;
    limit = Math.max(0, in.read(buffer, 0, buffer.length));
    return limit > 0;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
