package org.discogsography.benchmarks.catalogue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32;

/** Writes one dump file: several threads make chunks, the caller puts them in order. */
final class DumpFile {

  /** Records of a chunk; part of the format, since chunks are compressed by themselves. */
  private static final int CHUNK_RECORDS = 512;

  private static final byte[] GZIP_HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};
  private static final byte[] EMPTY_LAST_BLOCK = {3, 0};

  private final Catalogue catalogue;
  private final RecordType type;
  private final int threads;
  private final GenerationProgress progress;
  private final CRC32 crc = new CRC32();
  private final Counts counts = new Counts();
  private long bytes;

  DumpFile(Catalogue catalogue, RecordType type, int threads, GenerationProgress progress) {
    this.catalogue = catalogue;
    this.type = type;
    this.threads = threads;
    this.progress = progress;
  }

  /** What was counted on the way; complete when the file is written. */
  Counts counts() {
    return counts;
  }

  /**
   * Writes the file; it gets its name when it is complete.
   *
   * @throws IOException if it cannot be written
   */
  Manifest.DumpedFile write(Path target) throws IOException, InterruptedException {
    Path part = target.resolveSibling(target.getFileName() + ".part");
    MessageDigest sha256 = sha256();
    try (OutputStream file = Files.newOutputStream(part);
        OutputStream out = new DigestOutputStream(file, sha256)) {
      out.write(GZIP_HEADER);
      writeChunks(out);
      out.write(EMPTY_LAST_BLOCK);
      ByteBuffer trailer = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
      out.write(trailer.putInt((int) crc.getValue()).putInt((int) bytes).array());
    } catch (IOException | InterruptedException | RuntimeException e) {
      Files.deleteIfExists(part);
      throw e;
    }
    Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    return new Manifest.DumpedFile(
        String.valueOf(target.getFileName()),
        counts.records,
        counts.changed,
        counts.removed,
        counts.added,
        bytes,
        Files.size(target),
        HexFormat.of().toHexDigits((int) crc.getValue()),
        HexFormat.of().formatHex(sha256.digest()));
  }

  private void writeChunks(OutputStream out) throws IOException, InterruptedException {
    int positions = catalogue.edition.positions(type);
    List<Chunk> all = new ArrayList<>();
    Deque<Future<Chunk>> pending = new ArrayDeque<>();
    ExecutorService workers =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().daemon().name("generate-", 1).factory());
    try {
      for (int from = 0; from < positions; from += CHUNK_RECORDS) {
        Chunk chunk;
        if (all.size() < 2 * threads) {
          chunk = new Chunk(catalogue, type);
          all.add(chunk);
        } else {
          chunk = writeNext(out, pending);
        }
        int first = from;
        int end = Math.min(from + CHUNK_RECORDS, positions);
        pending.add(workers.submit(() -> chunk.fill(first, end)));
      }
      while (!pending.isEmpty()) {
        writeNext(out, pending);
      }
    } finally {
      workers.shutdownNow();
      workers.close();
      all.forEach(Chunk::close);
    }
  }

  private Chunk writeNext(OutputStream out, Deque<Future<Chunk>> pending)
      throws IOException, InterruptedException {
    Chunk chunk;
    try {
      chunk = pending.remove().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("making " + type.plural() + ": " + e.getCause(), e);
    }
    out.write(chunk.compressed(), 0, chunk.compressedSize());
    crc.update(chunk.xml.array(), 0, chunk.xml.size());
    bytes += chunk.xml.size();
    counts.add(chunk.counts);
    progress.written(type.plural(), counts.records, catalogue.edition.positions(type), bytes);
    return chunk;
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
