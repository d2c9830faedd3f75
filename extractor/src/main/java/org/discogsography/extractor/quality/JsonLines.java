package org.discogsography.extractor.quality;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file with one JSON object a line, which is made when there is one. What a failed write leaves
 * behind is written over by the next.
 */
final class JsonLines {

  private static final int PENDING = 64 << 10;

  private final Path path;
  private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
  private long size;

  /**
   * @param size bytes of the file that count; what stands behind them is dropped
   */
  JsonLines(Path path, long size) {
    this.path = path;
    this.size = size;
  }

  /** Bytes written. */
  long size() {
    return size;
  }

  void add(byte[] line) throws IOException {
    pending.writeBytes(line);
    pending.write('\n');
    if (pending.size() >= PENDING) {
      flush();
    }
  }

  /** Writes what was added; on failure it is lost. */
  void flush() throws IOException {
    if (pending.size() == 0) {
      return;
    }
    ByteBuffer bytes = ByteBuffer.wrap(pending.toByteArray());
    pending.reset();
    Files.createDirectories(path.getParent());
    try (FileChannel file =
        FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      file.truncate(size);
      long at = size;
      while (bytes.hasRemaining()) {
        at += file.write(bytes, at);
      }
      size = at;
    }
  }

  /** Drops what is not counted; false if the file is shorter than that. */
  static boolean truncate(Path path, long size) throws IOException {
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
      boolean enough = file.size() >= size;
      file.truncate(size);
      return enough;
    } catch (NoSuchFileException e) {
      return size == 0;
    }
  }

  /** Takes a stretch of bytes out. */
  static void cut(Path path, long start, long length) throws IOException {
    if (length == 0 || !Files.exists(path)) {
      return;
    }
    Path rest = path.resolveSibling(path.getFileName() + ".tmp");
    try (FileChannel from = FileChannel.open(path, StandardOpenOption.READ);
        FileChannel to =
            FileChannel.open(
                rest,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
      copy(from, 0, start, to);
      copy(from, start + length, from.size(), to);
    }
    Files.move(rest, path, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void copy(FileChannel from, long start, long end, FileChannel to)
      throws IOException {
    long at = start;
    while (at < end) {
      long count = from.transferTo(at, end - at, to);
      if (count <= 0) {
        return;
      }
      at += count;
    }
  }
}
