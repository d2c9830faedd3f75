package org.discogsography.benchmarks.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes the four dumps of a catalogue, their checksums and the manifest into a folder. */
public final class CatalogueGenerator {

  private final GenerationRequest request;
  private final int threads;
  private final GenerationProgress progress;
  private final Half half;

  /** Whether the MusicBrainz half is written too, and in which form. */
  public enum Half {
    DISCOGS_ONLY,
    WITH_MUSICBRAINZ,
    WITH_MUSICBRAINZ_PACKED
  }

  /** Writes the Discogs dumps only. */
  public CatalogueGenerator(GenerationRequest request, int threads, GenerationProgress progress) {
    this(request, threads, progress, Half.DISCOGS_ONLY);
  }

  /**
   * @param threads that make records; the result does not depend on it
   */
  public CatalogueGenerator(
      GenerationRequest request, int threads, GenerationProgress progress, Half half) {
    this.request = request;
    this.threads = threads;
    this.progress = progress;
    this.half = half;
  }

  /**
   * Writes everything; files of the same names are replaced.
   *
   * @throws IOException if the folder cannot be written
   */
  public Manifest write(Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Catalogue catalogue =
        new Catalogue(new Edition(request.seed(), request.releases(), request.mutatedPercent()));
    Map<String, Manifest.DumpedFile> files = new LinkedHashMap<>();
    Map<String, Long> tables = new LinkedHashMap<>();
    Counts counts = new Counts();
    StringBuilder checksums = new StringBuilder();
    for (RecordType type : RecordType.values()) {
      DumpFile dump = new DumpFile(catalogue, type, threads, progress);
      Manifest.DumpedFile file = dump.write(folder.resolve(request.fileName(type)));
      files.put(type.plural(), file);
      tables.put(type.plural(), file.records());
      counts.add(dump.counts());
      checksums.append(file.sha256()).append(' ').append(file.name()).append('\n');
    }
    Files.writeString(folder.resolve(request.checksumFileName()), checksums);
    Manifest.MusicBrainz musicBrainz =
        half == Half.DISCOGS_ONLY
            ? null
            : new MusicBrainzGenerator(
                    request, half == Half.WITH_MUSICBRAINZ_PACKED, threads, progress)
                .write(folder, catalogue);
    Manifest manifest =
        new Manifest(
            request, files, graph(catalogue.sightings, counts, tables), tables, musicBrainz);
    manifest.write(folder);
    return manifest;
  }

  private static Manifest.Graph graph(
      Sightings sightings, Counts counts, Map<String, Long> records) {
    Map<String, Long> nodes = new LinkedHashMap<>();
    Map<String, Long> stubs = new LinkedHashMap<>();
    for (RecordType type : RecordType.values()) {
      String label =
          switch (type) {
            case ARTIST -> "Artist";
            case LABEL -> "Label";
            case MASTER -> "Master";
            case RELEASE -> "Release";
          };
      long absent = sightings.absentRecords(type);
      stubs.put(label, absent);
      nodes.put(label, records.getOrDefault(type.plural(), 0L) + absent);
    }
    nodes.put("Genre", sightings.genres());
    nodes.put("Style", sightings.styles());
    nodes.put("Person", sightings.persons());
    Map<String, Long> relationships = new LinkedHashMap<>();
    relationships.put("BY", counts.by);
    relationships.put("ON", counts.on);
    relationships.put("DERIVED_FROM", counts.derivedFrom);
    relationships.put("IS", counts.is);
    relationships.put("PART_OF", sightings.styleGenres());
    relationships.put("MEMBER_OF", counts.memberOf);
    relationships.put("ALIAS_OF", counts.aliasOf);
    relationships.put("SUBLABEL_OF", counts.sublabelOf);
    relationships.put("CREDITED_ON", counts.creditedOn);
    relationships.put("SAME_AS", sightings.identities());
    return new Manifest.Graph(nodes, stubs, relationships);
  }
}
