package org.discogsography.benchmarks.pipeline;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.discogsography.benchmarks.catalogue.Manifest;
import org.discogsography.common.messages.DataType;

/**
 * The half of a generated catalogue that goes through one branch, on disk, with a folder for each
 * type and one for all: the extractor takes what its folder holds.
 */
final class GeneratedDumps {

  private static final String MUSICBRAINZ = "musicbrainz";

  private final Branch branch;
  private final Path split;
  private final Path whole;
  private final Map<DataType, Dump> dumps;
  private final StoreCounts expected;

  /**
   * One dump file.
   *
   * @param linked records of MusicBrainz that have a page at Discogs
   */
  private record Dump(Path file, long records, long linked) {}

  private GeneratedDumps(
      Branch branch, Path split, Path whole, Map<DataType, Dump> dumps, StoreCounts expected) {
    this.branch = branch;
    this.split = split;
    this.whole = whole;
    this.dumps = dumps;
    this.expected = expected;
  }

  /** The first edition: after its load the stores hold all of the manifest. */
  static GeneratedDumps firstEdition(Path folder) throws IOException {
    return discogs(folder, Set.of());
  }

  /**
   * An edition that is loaded over an earlier one. That a person is an artist stays known when the
   * credit that said so is gone, so that the number of such relationships is not that of the
   * manifest.
   */
  static GeneratedDumps laterEdition(Path folder) throws IOException {
    return discogs(folder, Set.of("SAME_AS"));
  }

  private static GeneratedDumps discogs(Path folder, Set<String> notCompared) throws IOException {
    Manifest manifest = Manifest.read(folder);
    Map<DataType, Dump> dumps = new EnumMap<>(DataType.class);
    Path whole = folder.resolve("all");
    for (DataType type : Branch.DISCOGS.types()) {
      Manifest.DumpedFile file = present(manifest.files(), type.text());
      Path path = folder.resolve(file.name());
      dumps.put(type, new Dump(path, file.records(), 0));
      link(path, folder.resolve(type.text()));
      link(path, whole);
    }
    Map<String, Long> graph = graph(manifest);
    notCompared.forEach(type -> graph.remove(StoreCounts.relationships(type)));
    Map<String, Long> tables = new HashMap<>();
    manifest.tables().forEach((table, rows) -> tables.put(StoreCounts.rows(table), rows));
    StoreCounts expected = new StoreCounts(graph, tables);
    return new GeneratedDumps(Branch.DISCOGS, folder, whole, dumps, expected);
  }

  private static Map<String, Long> graph(Manifest manifest) {
    Map<String, Long> graph = new HashMap<>();
    manifest.graph().nodes().forEach((label, n) -> graph.put(StoreCounts.nodes(label), n));
    manifest
        .graph()
        .relationships()
        .forEach((type, n) -> graph.put(StoreCounts.relationships(type), n));
    return graph;
  }

  /**
   * The MusicBrainz half of a first edition: after its load over the Discogs half the graph holds
   * what both say.
   */
  static GeneratedDumps ofMusicBrainz(Path folder) throws IOException {
    Manifest manifest = Manifest.read(folder);
    Manifest.MusicBrainz half = manifest.musicbrainz();
    if (half == null) {
      throw new IllegalArgumentException(folder + " has no dumps of MusicBrainz");
    }
    Path split = folder.resolve(MUSICBRAINZ + "-split");
    Path whole = folder.resolve(MUSICBRAINZ);
    Map<DataType, Dump> dumps = new EnumMap<>(DataType.class);
    for (DataType type : Branch.MUSICBRAINZ.types()) {
      Manifest.EntityFile file = present(half.files(), type.text().replace('-', '_'));
      Path path = whole.resolve(half.version()).resolve(file.name());
      dumps.put(type, new Dump(path, file.records(), file.linked()));
      link(path, split.resolve(type.text()).resolve(half.version()));
    }
    StoreCounts expected = expected(manifest, half, dumps);
    return new GeneratedDumps(Branch.MUSICBRAINZ, split, whole, dumps, expected);
  }

  private static StoreCounts expected(
      Manifest manifest, Manifest.MusicBrainz half, Map<DataType, Dump> dumps) {
    Map<String, Long> graph = graph(manifest);
    Map<DataType, String> labels =
        Map.of(
            DataType.ARTISTS, "Artist",
            DataType.LABELS, "Label",
            DataType.RELEASE_GROUPS, "Master",
            DataType.RELEASES, "Release");
    dumps.forEach(
        (type, dump) -> graph.put(StoreCounts.enrichedNodes(present(labels, type)), dump.linked()));
    half.relationships()
        .forEach((type, n) -> graph.put(StoreCounts.relationshipsOfMusicBrainz(type), n));
    long memberships = half.relationships().getOrDefault("MEMBER_OF", 0L);
    graph.merge(
        StoreCounts.relationships("MEMBER_OF"),
        memberships - half.membershipsOfDiscogs(),
        Long::sum);
    Map<String, Long> tables = new HashMap<>();
    half.tables()
        .forEach((table, rows) ->
            tables.put(StoreCounts.rows(StoreCounts.musicBrainzTable(table)), rows));
    return new StoreCounts(graph, tables);
  }

  private static <K, V> V present(Map<K, V> all, K key) {
    V one = all.get(key);
    if (one == null) {
      throw new IllegalArgumentException("the catalogue has no " + key);
    }
    return one;
  }

  private static void link(Path file, Path folder) throws IOException {
    Files.createDirectories(folder);
    Path target = folder.resolve(file.getFileName());
    Files.deleteIfExists(target);
    try {
      Files.createLink(target, file);
    } catch (UnsupportedOperationException | FileSystemException e) {
      Files.copy(file, target);
    }
  }

  Branch branch() {
    return branch;
  }

  List<DataType> types() {
    return branch.types();
  }

  Path file(DataType type) {
    return present(dumps, type).file();
  }

  /** A folder that holds the dump of this type alone. */
  Path folder(DataType type) {
    return split.resolve(type.text());
  }

  /** A folder that holds all four dumps. */
  Path whole() {
    return whole;
  }

  long records(DataType type) {
    return present(dumps, type).records();
  }

  /** Records of MusicBrainz that have a page at Discogs; 0 for those of Discogs. */
  long linked(DataType type) {
    return present(dumps, type).linked();
  }

  /** What the stores hold after the load. */
  StoreCounts expected() {
    return expected;
  }
}
