package org.discogsography.benchmarks.catalogue;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipEncodingHelper;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Writes the dump of one kind of entity: a tar archive, as MusicBrainz makes them. */
final class EntityDump {

  private static final int CHUNK = 256;
  private static final int TAR_RECORD = 512;
  private static final long TIMESTAMP_MILLIS = 1_793_750_400_000L;

  private final Catalogue catalogue;
  private final Entities entities;
  private final Entity entity;
  private final int threads;
  private final GenerationProgress progress;
  private final CRC32 crc = new CRC32();
  private final EntityCounts counts = new EntityCounts();
  private long bytes;

  EntityDump(
      Catalogue catalogue,
      Entities entities,
      Entity entity,
      int threads,
      GenerationProgress progress) {
    this.catalogue = catalogue;
    this.entities = entities;
    this.entity = entity;
    this.threads = threads;
    this.progress = progress;
  }

  /** What was counted on the way; complete when the dump is written. */
  EntityCounts counts() {
    return counts;
  }

  private record Lines(XmlBuffer json, EntityCounts counts) {}

  /**
   * Writes the archive; it gets its name when it is complete.
   *
   * @param packed whether it is packed with xz: as the real ones, but slow
   */
  Manifest.EntityFile write(Path folder, boolean packed) throws IOException, InterruptedException {
    String name = entity.text() + (packed ? ".tar.xz" : ".tar");
    Path archive = folder.resolve(entity.text() + ".tar.part");
    Path whole = folder.resolve(name + ".part");
    try {
      writeArchive(archive);
      if (packed) {
        pack(archive, whole);
      }
      Path target = folder.resolve(name);
      Files.move(whole, target, StandardCopyOption.REPLACE_EXISTING);
      return new Manifest.EntityFile(
          name,
          counts.records,
          counts.linked,
          bytes,
          HexFormat.of().toHexDigits((int) crc.getValue()),
          sha256(target));
    } finally {
      Files.deleteIfExists(archive);
      Files.deleteIfExists(whole);
    }
  }

  /** The size of the entry is known at its end only: its header is written last. */
  private void writeArchive(Path archive) throws IOException, InterruptedException {
    try (RandomAccessFile file = new RandomAccessFile(archive.toFile(), "rw")) {
      file.setLength(0);
      small(file, "TIMESTAMP", "2026-11-04 00:10:02.000000+00\n");
      small(file, "COPYING", "Made-up data, free of any rights.\n");
      small(file, "JSON_DUMPS_SCHEMA_NUMBER", "1\n");
      long headerAt = file.getFilePointer();
      file.write(new byte[TAR_RECORD]);
      writeLines(file);
      pad(file, bytes);
      file.write(new byte[2 * TAR_RECORD]);
      file.seek(headerAt);
      file.write(header("mbdump/" + entity.text(), bytes));
    }
  }

  private void writeLines(RandomAccessFile file) throws IOException, InterruptedException {
    int numbers = entities.numbers(entity);
    Deque<Future<Lines>> pending = new ArrayDeque<>();
    ThreadLocal<EntityJson> writers =
        ThreadLocal.withInitial(() -> EntityJson.of(catalogue, entities, entity));
    ExecutorService workers =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().daemon().name("generate-", 1).factory());
    try {
      for (int from = 0; from < numbers; from += CHUNK) {
        if (pending.size() == 2 * threads) {
          writeNext(file, pending);
        }
        int first = from;
        int end = Math.min(from + CHUNK, numbers);
        pending.add(workers.submit(() -> lines(writers.get(), first, end)));
      }
      while (!pending.isEmpty()) {
        writeNext(file, pending);
      }
    } finally {
      workers.shutdownNow();
      workers.close();
    }
  }

  private Lines lines(EntityJson writer, int from, int to) {
    XmlBuffer buffer = new XmlBuffer(1 << 20);
    EntityCounts counted = new EntityCounts();
    JsonLine json = new JsonLine(buffer);
    for (int number = from; number < to; number++) {
      if (entities.has(entity, number)) {
        writer.write(json, number, counted);
      }
    }
    return new Lines(buffer, counted);
  }

  private void writeNext(RandomAccessFile file, Deque<Future<Lines>> pending)
      throws IOException, InterruptedException {
    Lines lines;
    try {
      lines = pending.remove().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("making " + entity.table() + ": " + e.getCause(), e);
    }
    file.write(lines.json.array(), 0, lines.json.size());
    crc.update(lines.json.array(), 0, lines.json.size());
    bytes += lines.json.size();
    counts.add(lines.counts);
    progress.written(
        "MusicBrainz " + entity.table(), counts.records, entities.expected(entity), bytes);
  }

  private static void small(RandomAccessFile file, String name, String content) throws IOException {
    byte[] text = content.getBytes(StandardCharsets.UTF_8);
    file.write(header(name, text.length));
    file.write(text);
    pad(file, text.length);
  }

  private static byte[] header(String name, long size) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setModTime(TIMESTAMP_MILLIS);
    entry.setIds(0, 0);
    entry.setNames("", "");
    entry.setSize(size);
    byte[] header = new byte[TAR_RECORD];
    entry.writeEntryHeader(header, ZipEncodingHelper.getZipEncoding("UTF-8"), true);
    return header;
  }

  private static void pad(RandomAccessFile file, long size) throws IOException {
    file.write(new byte[(int) (Math.floorMod(-size, (long) TAR_RECORD))]);
  }

  private static void pack(Path archive, Path packed) throws IOException {
    try (OutputStream out =
        new XZOutputStream(Files.newOutputStream(packed), new LZMA2Options(3))) {
      Files.copy(archive, out);
    }
  }

  private static String sha256(Path path) throws IOException {
    MessageDigest digest = DumpFile.sha256();
    try (InputStream in =
        new DigestInputStream(new BufferedInputStream(Files.newInputStream(path)), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
