package org.discogsography.extractor.extraction;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.discogsography.common.messages.DataType;

/** Writes dump files of the version 20260401 for tests. */
final class Dumps {

  static final String VERSION = "20260401";

  private Dumps() {}

  /** A file of records with the ids from 1 on. */
  static Path write(Path folder, DataType type, int count) throws IOException {
    StringBuilder xml = new StringBuilder();
    for (int id = 1; id <= count; id++) {
      xml.append(record(type, id, "Name " + id)).append('\n');
    }
    return write(folder, type, xml.toString());
  }

  static Path write(Path folder, DataType type, String records) throws IOException {
    String xml = "<" + type + ">\n" + records + "</" + type + ">";
    return Files.writeString(folder.resolve("discogs_" + VERSION + "_" + type + ".xml"), xml);
  }

  static Path gzip(Path folder, DataType type, String records) throws IOException {
    Path path = folder.resolve("discogs_" + VERSION + "_" + type + ".xml.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(path))) {
      out.write(
          ("<" + type + ">\n" + records + "</" + type + ">").getBytes(StandardCharsets.UTF_8));
    }
    return path;
  }

  static String record(DataType type, int id, String name) {
    String element = type.text().substring(0, type.text().length() - 1);
    return type == DataType.ARTISTS || type == DataType.LABELS
        ? "<%s><id>%d</id><name>%s</name></%s>".formatted(element, id, name, element)
        : "<%s id=\"%d\"><title>%s</title></%s>".formatted(element, id, name, element);
  }
}
