package org.discogsography.extractor.dumps;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.discogsography.common.messages.DataType;
import org.discogsography.extractor.canonical.ContentHash;

/**
 * One dump file on disk.
 *
 * @param type what its records are
 * @param size bytes on disk, packed
 */
public record DumpFile(Path path, DataType type, long size) {

  public String name() {
    return path.getFileName().toString();
  }

  boolean packed() {
    return name().endsWith(".gz");
  }

  /**
   * Opens the unpacked content, read ahead in a thread of its own.
   *
   * @param bytesRead counts packed bytes as they are read
   */
  public InputStream open(AtomicLong bytesRead) throws IOException {
    return new ReadAhead(openHere(bytesRead), name());
  }

  /** Opens the unpacked content for a short look. */
  InputStream openHere(AtomicLong bytesRead) throws IOException {
    InputStream counted = new CountedInput(Files.newInputStream(path), bytesRead);
    return packed() ? new GzipMembers(counted, name()) : counted;
  }

  /**
   * SHA-256 of the bytes on disk, as hex digits.
   *
   * @param stopping ends the reading with an exception
   */
  public String checksum(BooleanSupplier stopping) throws IOException {
    MessageDigest digest = ContentHash.sha256();
    byte[] buffer = new byte[256 << 10];
    try (InputStream in = Files.newInputStream(path)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        if (stopping.getAsBoolean()) {
          throw new DumpException(name() + ": stopped while its checksum was computed");
        }
        digest.update(buffer, 0, count);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
