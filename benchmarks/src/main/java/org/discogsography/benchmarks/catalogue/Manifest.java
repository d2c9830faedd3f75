package org.discogsography.benchmarks.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a generated catalogue holds, and what the stores hold when it is loaded.
 *
 * @param files by the plural of their type
 * @param tables rows of each table
 * @param musicbrainz its MusicBrainz half, null if that was not asked for
 */
public record Manifest(
    GenerationRequest request,
    Map<String, DumpedFile> files,
    Graph graph,
    Map<String, Long> tables,
    @Nullable MusicBrainz musicbrainz) {

  /** The name of its file, beside the dumps. */
  public static final String FILE_NAME = "manifest.json";

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  /**
   * One dump.
   *
   * @param changed records that differ from the first edition; 0 in the first edition itself
   * @param removed records of the first edition that are missing
   * @param added records that the first edition does not have
   * @param bytes of XML
   * @param crc32 of the XML, which is the same on every machine; the compressed bytes depend on the
   *     zlib of the machine
   * @param sha256 of the compressed file
   */
  public record DumpedFile(
      String name,
      long records,
      long changed,
      long removed,
      long added,
      long bytes,
      long compressedBytes,
      String crc32,
      String sha256) {}

  /**
   * One MusicBrainz dump.
   *
   * @param records lines
   * @param linked those with a page at Discogs
   * @param bytes of JSON
   * @param crc32 of the JSON, which is the same on every machine
   * @param sha256 of the archive
   */
  public record EntityFile(
      String name, long records, long linked, long bytes, String crc32, String sha256) {}

  /**
   * What MusicBrainz adds.
   *
   * @param files by the name of their table
   * @param tables rows of each table of its schema
   * @param relationships edges that it asserts between artists, by type
   * @param membershipsOfDiscogs those of its MEMBER_OF edges that Discogs asserts too
   */
  public record MusicBrainz(
      String version,
      Map<String, EntityFile> files,
      Map<String, Long> tables,
      Map<String, Long> relationships,
      long membershipsOfDiscogs) {}

  /**
   * The graph after a load into empty stores.
   *
   * @param nodes by label, stubs included
   * @param stubs by label: nodes that records refer to and that have no record
   * @param relationships by type
   */
  public record Graph(
      Map<String, Long> nodes, Map<String, Long> stubs, Map<String, Long> relationships) {}

  /** Reads the manifest in a folder of dumps. */
  public static Manifest read(Path folder) throws IOException {
    try {
      return MAPPER.readValue(Files.readString(folder.resolve(FILE_NAME)), Manifest.class);
    } catch (JacksonException e) {
      throw new IOException(folder.resolve(FILE_NAME) + ": " + e.getOriginalMessage(), e);
    }
  }

  void write(Path folder) throws IOException {
    try {
      Files.writeString(folder.resolve(FILE_NAME), MAPPER.writeValueAsString(this) + "\n");
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
