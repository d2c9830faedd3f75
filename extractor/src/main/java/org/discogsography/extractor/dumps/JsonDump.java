package org.discogsography.extractor.dumps;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file with the JSON documents of one entity, one a line: plain, packed with xz or gzip, or an
 * entry of a tar archive. It is read as a stream; nothing is unpacked to disk.
 */
public final class JsonDump {

  private static final Logger log = LoggerFactory.getLogger(JsonDump.class);

  /** The only form of the documents that is known. */
  static final String SCHEMA_NUMBER = "1";

  private static final String SCHEMA_ENTRY = "JSON_DUMPS_SCHEMA_NUMBER";
  private static final int LONGEST_NUMBER = 32;
  private static final int TAR_BLOCK = 64 << 10;

  private final Path path;
  private final String entity;

  /**
   * @param entity as it is called in dumps, for example {@code release-group}
   */
  public JsonDump(Path path, String entity) {
    this.path = path;
    this.entity = entity;
  }

  /**
   * Opens the lines, read ahead in a thread of its own.
   *
   * @param bytesRead counts bytes of the file on disk as they are read
   * @throws DumpException if the file holds no such entity or is damaged at its start
   */
  public InputStream open(AtomicLong bytesRead) throws IOException {
    InputStream counted = new CountedInput(Files.newInputStream(path), bytesRead);
    try {
      return new ReadAhead(lines(counted), name());
    } catch (IOException | RuntimeException e) {
      counted.close();
      throw e;
    }
  }

  private InputStream lines(InputStream in) throws IOException {
    InputStream unpacked = unpacked(in);
    String bare = name().replaceFirst("\\.(xz|gz)$", "");
    return bare.endsWith(".tar") ? entry(unpacked) : unpacked;
  }

  private InputStream unpacked(InputStream in) throws IOException {
    if (name().endsWith(".xz")) {
      return new XzStreams(in, name());
    }
    return name().endsWith(".gz") ? new GzipMembers(in, name()) : in;
  }

  /** Goes to the entry of this entity; looks at the schema number if that comes first. */
  private InputStream entry(InputStream unpacked) throws IOException {
    TarArchiveInputStream tar = new TarArchiveInputStream(unpacked, TAR_BLOCK, "UTF-8");
    try {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        List<String> components = List.of(entry.getName().split("/+"));
        int last = components.size() - 1;
        if (components.get(last).equals(SCHEMA_ENTRY)) {
          checkSchema(new String(tar.readNBytes(LONGEST_NUMBER), StandardCharsets.UTF_8));
        } else if (entry.isFile()
            && last > 0
            && components.get(last).equals(entity)
            && components.get(last - 1).equals("mbdump")) {
          return new TarEntry(tar, entry);
        }
      }
    } catch (DumpException e) {
      throw e;
    } catch (IOException e) {
      throw new DumpException(name() + ": not a readable tar archive: " + e.getMessage(), e);
    }
    throw new DumpException("%s: no entry mbdump/%s in the archive".formatted(name(), entity));
  }

  /** Warns about another form of documents than the known one; they are read all the same. */
  private void checkSchema(String number) {
    if (!number.strip().equals(SCHEMA_NUMBER)) {
      log.atWarn()
          .setMessage("⚠️ unknown schema number, fields can be missing")
          .addKeyValue("file", name())
          .addKeyValue("schema_number", number.strip())
          .addKeyValue("known", SCHEMA_NUMBER)
          .log();
    }
  }

  private String name() {
    return path.getFileName().toString();
  }

  /** Reads one entry; a cut archive names the entry and the place in it. */
  private final class TarEntry extends InputStream {

    private final TarArchiveInputStream tar;
    private final TarArchiveEntry entry;
    private long position;

    TarEntry(TarArchiveInputStream tar, TarArchiveEntry entry) {
      this.tar = tar;
      this.entry = entry;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int count;
      try {
        count = tar.read(target, offset, length);
      } catch (DumpException e) {
        throw e;
      } catch (IOException e) {
        throw new DumpException(cut(e.toString()), e);
      }
      if (count < 0 && position < entry.getSize()) {
        throw new DumpException(cut("the archive ends there"));
      }
      position += Math.max(count, 0);
      return count;
    }

    private String cut(String reason) {
      return "%s: entry %s is cut off at byte %d of %d (%s)"
          .formatted(name(), entry.getName(), position, entry.getSize(), reason);
    }

    @Override
    public void close() throws IOException {
      tar.close();
    }
  }
}
