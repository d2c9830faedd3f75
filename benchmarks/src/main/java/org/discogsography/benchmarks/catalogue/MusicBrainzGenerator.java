package org.discogsography.benchmarks.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes what MusicBrainz knows of a catalogue: half of its artists and some of the rest, other
 * entities that Discogs does not know, and how artists are related.
 */
final class MusicBrainzGenerator {

  /** Folder of the versions, below that of the Discogs dumps. */
  static final String FOLDER = "musicbrainz";

  private final GenerationRequest request;
  private final boolean packed;
  private final int threads;
  private final GenerationProgress progress;

  MusicBrainzGenerator(
      GenerationRequest request, boolean packed, int threads, GenerationProgress progress) {
    this.request = request;
    this.packed = packed;
    this.threads = threads;
    this.progress = progress;
  }

  /** Writes the four dumps and their checksums. */
  Manifest.MusicBrainz write(Path folder, Catalogue catalogue)
      throws IOException, InterruptedException {
    String version = request.date() + "-001002";
    Path target = Files.createDirectories(folder.resolve(FOLDER).resolve(version));
    Entities entities = new Entities(catalogue.edition);
    Map<String, Manifest.EntityFile> files = new LinkedHashMap<>();
    Map<String, Long> tables = new LinkedHashMap<>();
    EntityCounts all = new EntityCounts();
    StringBuilder checksums = new StringBuilder();
    for (Entity entity : Entity.values()) {
      EntityDump dump = new EntityDump(catalogue, entities, entity, threads, progress);
      Manifest.EntityFile file = dump.write(target, packed);
      files.put(entity.table(), file);
      tables.put(entity.table(), file.records());
      all.add(dump.counts());
      checksums.append(file.sha256()).append(" *").append(file.name()).append('\n');
    }
    Files.writeString(target.resolve("SHA256SUMS"), checksums);
    tables.put("relationships", all.relationships);
    tables.put("external_links", all.externalLinks);
    Map<String, Long> edges = new LinkedHashMap<>();
    for (Bond bond : Bond.values()) {
      edges.put(bond.edge(), all.edges[bond.ordinal()]);
    }
    return new Manifest.MusicBrainz(version, files, tables, edges, all.knownMemberships);
  }
}
