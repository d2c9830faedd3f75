package org.discogsography.benchmarks.pipeline;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.discogsography.benchmarks.catalogue.Manifest;
import org.discogsography.extractor.dumps.DumpFile;
import org.discogsography.extractor.dumps.MusicBrainzFolder;

/**
 * A generated catalogue on disk, with a folder for each type and one for all: the extractor takes
 * what its folder holds.
 */
final class GeneratedDumps {

  private final Path folder;
  private final Manifest manifest;
  private final Set<String> notCompared;

  private GeneratedDumps(Path folder, Manifest manifest, Set<String> notCompared) {
    this.folder = folder;
    this.manifest = manifest;
    this.notCompared = Set.copyOf(notCompared);
  }

  /** The first edition: after its load the stores hold all of the manifest. */
  static GeneratedDumps firstEdition(Path folder) throws IOException {
    return split(folder, Set.of());
  }

  /**
   * An edition that is loaded over an earlier one. That a person is an artist stays known when the
   * credit that said so is gone, so that the number of such relationships is not that of the
   * manifest.
   */
  static GeneratedDumps laterEdition(Path folder) throws IOException {
    return split(folder, Set.of("SAME_AS"));
  }

  /** The MusicBrainz dumps of this edition, in the order in which they are read. */
  List<DumpFile> musicBrainz() throws IOException {
    return new MusicBrainzFolder(folder.resolve("musicbrainz")).newest().files();
  }

  private static GeneratedDumps split(Path folder, Set<String> notCompared) throws IOException {
    GeneratedDumps dumps = new GeneratedDumps(folder, Manifest.read(folder), notCompared);
    for (String type : dumps.manifest.files().keySet()) {
      dumps.linkInto(dumps.folder(type), type);
      dumps.linkInto(dumps.whole(), type);
    }
    return dumps;
  }

  private void linkInto(Path target, String type) throws IOException {
    Files.createDirectories(target);
    Path file = target.resolve(fileName(type));
    Files.deleteIfExists(file);
    try {
      Files.createLink(file, file(type));
    } catch (UnsupportedOperationException | FileSystemException e) {
      Files.copy(file(type), file);
    }
  }

  private String fileName(String type) {
    return dumped(type).name();
  }

  private Manifest.DumpedFile dumped(String type) {
    Manifest.DumpedFile file = manifest.files().get(type);
    if (file == null) {
      throw new IllegalArgumentException("the catalogue has no " + type);
    }
    return file;
  }

  Path file(String type) {
    return folder.resolve(fileName(type));
  }

  /** A folder that holds the dump of this type alone. */
  Path folder(String type) {
    return folder.resolve(type);
  }

  /** A folder that holds all four dumps. */
  Path whole() {
    return folder.resolve("all");
  }

  long records(String type) {
    return dumped(type).records();
  }

  /** In what the stores differ from the catalogue, one line each; empty when they agree. */
  List<String> differences(StoreCounts stored) {
    List<String> differences = new ArrayList<>();
    compare("nodes", manifest.graph().nodes(), stored.nodes(), differences);
    compare("relationships", manifest.graph().relationships(), stored.relationships(), differences);
    compare("rows", manifest.tables(), stored.rows(), differences);
    return differences;
  }

  private void compare(
      String what, Map<String, Long> expected, Map<String, Long> stored, List<String> differences) {
    expected.forEach((name, count) -> {
      long found = stored.getOrDefault(name, 0L);
      if (found != count && !notCompared.contains(name)) {
        differences.add(
            "%,d %s %s in the store, %,d generated".formatted(found, name, what, count));
      }
    });
  }
}
