package org.discogsography.extractor.dumps;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.tukaani.xz.BasicArrayCache;
import org.tukaani.xz.MemoryLimitException;
import org.tukaani.xz.XZFormatException;
import org.tukaani.xz.XZInputStream;

/** Unpacks an xz file with all its streams, one after another, and names the place of a fault. */
final class XzStreams extends InputStream {

  /** Dictionaries go up to 64 MiB at the strongest setting of xz; larger ones are no dump. */
  private static final int MEMORY_LIMIT_KIB = 256 << 10;

  private final PositionedInput packed;
  private final XZInputStream xz;
  private final String file;

  XzStreams(InputStream in, String file) throws IOException {
    this.file = file;
    this.packed = new PositionedInput(in);
    try {
      // one dictionary for all blocks and streams of the file
      this.xz = new XZInputStream(packed, MEMORY_LIMIT_KIB, true, new BasicArrayCache());
    } catch (XZFormatException e) {
      throw new DumpException(file + ": not an xz file (no xz magic at byte 0)", e);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    try {
      return xz.read(target, offset, length);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private DumpException failed(IOException cause) {
    String what =
        switch (cause) {
          case EOFException e -> "xz data is cut off";
          case MemoryLimitException e -> "xz data needs too much memory (" + e.getMessage() + ")";
          default -> "corrupt xz data (" + cause.getMessage() + ")";
        };
    return new DumpException(file + ": " + what + " at byte " + packed.position(), cause);
  }

  @Override
  public void close() throws IOException {
    xz.close();
  }
}
