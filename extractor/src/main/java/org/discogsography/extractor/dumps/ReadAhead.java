package org.discogsography.extractor.dumps;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/** Reads (and thereby unpacks) a stream in a thread of its own, a few chunks ahead of its user. */
final class ReadAhead extends InputStream {

  private static final int CHUNK = 256 << 10;
  private static final int CHUNKS = 8;

  private final InputStream source;
  private final BlockingQueue<Chunk> ready = new ArrayBlockingQueue<>(CHUNKS);
  private final BlockingQueue<byte[]> free = new ArrayBlockingQueue<>(CHUNKS + 2);
  private final Thread reader;
  private @Nullable Chunk current;
  private int at;

  ReadAhead(InputStream source, String name) {
    this.source = source;
    reader = Thread.ofPlatform().daemon().name("unpack-" + name).unstarted(this::readAll);
    reader.start();
  }

  private void readAll() {
    try {
      while (true) {
        byte[] bytes = free.poll();
        if (bytes == null) {
          bytes = new byte[CHUNK];
        }
        int length = 0;
        IOException failure = null;
        try {
          // by hand: what was read before a failure still counts
          int count = 0;
          while (count >= 0 && length < CHUNK) {
            length += count;
            count = length < CHUNK ? source.read(bytes, length, CHUNK - length) : -1;
          }
        } catch (IOException e) {
          failure = e;
        } catch (RuntimeException e) {
          failure = new IOException(e);
        }
        ready.put(new Chunk(bytes, length, failure));
        if (failure != null || length < CHUNK) {
          return;
        }
      }
    } catch (InterruptedException e) {
      // closed by the user: nobody waits for more
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Chunk chunk = current;
    if (chunk == null || at == chunk.length) {
      if (chunk != null) {
        if (chunk.failure != null) {
          throw chunk.failure;
        }
        if (chunk.length < CHUNK) {
          return -1;
        }
        free.offer(chunk.bytes);
      }
      chunk = next();
      current = chunk;
      at = 0;
      if (chunk.length == 0) {
        return read(target, offset, length);
      }
    }
    int count = Math.min(length, chunk.length - at);
    System.arraycopy(chunk.bytes, at, target, offset, count);
    at += count;
    return count;
  }

  private Chunk next() throws InterruptedIOException {
    try {
      return ready.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("reading was interrupted");
    }
  }

  /** Stops reading ahead and closes the source. */
  @Override
  public void close() throws IOException {
    reader.interrupt();
    try {
      reader.join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    source.close();
  }

  @SuppressWarnings("ArrayRecordComponent") // a buffer on its way, never compared
  private record Chunk(byte[] bytes, int length, @Nullable IOException failure) {}
}
