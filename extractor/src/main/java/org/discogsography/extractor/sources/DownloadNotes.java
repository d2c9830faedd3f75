package org.discogsography.extractor.sources;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.discogsography.extractor.files.DurableFile;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was downloaded into a folder, {@code .discogs_metadata.json}. A damaged file is put aside
 * and begun anew. To be used by one thread.
 */
final class DownloadNotes {

  private static final Logger log = LoggerFactory.getLogger(DownloadNotes.class);
  private static final String NAME = ".discogs_metadata.json";

  private final Path folder;
  private final Map<String, Note> notes = new TreeMap<>();

  /**
   * What is known of a file.
   *
   * @param checksum SHA-256 in hex digits
   * @param version {@code YYYYMM}
   * @param size in bytes
   */
  record Note(String checksum, String version, long size) {}

  private DownloadNotes(Path folder) {
    this.folder = folder;
  }

  static DownloadNotes of(Path folder) throws IOException {
    DownloadNotes read = new DownloadNotes(folder);
    Path path = folder.resolve(NAME);
    if (Files.exists(path)) {
      try {
        read.parse(Files.readString(path));
      } catch (IOException | JacksonException e) {
        log.atWarn()
            .setMessage("⚠️ notes on downloads are damaged and begun anew")
            .addKeyValue("file", path)
            .addKeyValue("reason", e.getMessage())
            .log();
        read.notes.clear();
        Files.move(
            path, path.resolveSibling(NAME + ".corrupt"), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return read;
  }

  private void parse(String text) throws IOException {
    JsonNode root = JsonMapper.shared().readTree(text);
    if (!root.isObject()) {
      throw new IOException("it is no JSON object");
    }
    for (Map.Entry<String, JsonNode> entry : root.properties()) {
      JsonNode note = entry.getValue();
      notes.put(
          entry.getKey(),
          new Note(
              note.path("checksum").asString(""),
              note.path("version").asString(""),
              note.path("size").asLong(0)));
    }
  }

  @Nullable Note of(String file) {
    return notes.get(file);
  }

  void put(String file, Note note) throws IOException {
    notes.put(file, note);
    save();
  }

  void remove(Collection<String> files) throws IOException {
    if (notes.keySet().removeAll(files)) {
      save();
    }
  }

  /** Names of all files that were downloaded. */
  Collection<String> files() {
    return notes.keySet().stream().toList();
  }

  private void save() throws IOException {
    ObjectNode root = JsonMapper.shared().createObjectNode();
    notes.forEach((file, note) -> {
      ObjectNode entry = root.putObject(file);
      entry.put("path", folder.resolve(file).toString());
      entry.put("checksum", note.checksum());
      entry.put("version", note.version());
      entry.put("size", note.size());
    });
    DurableFile.write(
        folder.resolve(NAME),
        JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(root));
  }
}
