package org.discogsography.acceptance.catalogues;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.discogsography.common.messages.DataType;

/**
 * A folder of dump files made for a test.
 *
 * @param version the date in the names of the files, {@code YYYYMMDD}
 */
public record DumpFolder(Path path, String version) {

  /** Makes the folder. */
  public DumpFolder {
    try {
      Files.createDirectories(path);
    } catch (IOException e) {
      throw new IllegalStateException(path + " could not be made", e);
    }
  }

  /** The name of the packed file of a type. */
  public String name(DataType type) {
    return "discogs_%s_%s.xml.gz".formatted(version, type);
  }

  /** Writes the file of a type, packed, with these record elements. */
  public DumpFolder with(DataType type, String... records) throws IOException {
    return withBytes(name(type), packed(document(type, records)));
  }

  /** Writes any file. */
  public DumpFolder withBytes(String name, byte[] content) throws IOException {
    Files.write(path.resolve(name), content);
    return this;
  }

  /** A dump of these record elements. */
  public static String document(DataType type, String... records) {
    return "<%1$s>%n%2$s%n</%1$s>%n".formatted(type, String.join("\n", records));
  }

  /** Packed without compression, so that a place in the text is a place in the file. */
  public static byte[] packed(String document) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream packing = new Stored(bytes)) {
      packing.write(document.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static final class Stored extends GZIPOutputStream {
    Stored(OutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.NO_COMPRESSION);
    }
  }
}
