package org.discogsography.extractor.musicbrainz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.discogsography.common.messages.DataType;
import org.discogsography.extractor.discogs.ReadLimits;
import org.discogsography.extractor.dumps.DumpFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads lines given in a test through the real reader. */
final class Lines {

  static final ReadLimits LIMITS = new ReadLimits(2, 100, 5_000, 64L << 20);
  static final String MBID = "0383dadf-2a4e-4d10-a46a-e9e041da8eb3";
  static final String OTHER_MBID = "5441c29d-3602-4898-b1a1-b77fa23b8e50";

  private static final JsonMapper MAPPER = JsonMapper.shared();

  final List<JsonNode> messages = new ArrayList<>();
  final JsonDumpReader reader;

  Lines(Entity entity, ArtistMap artists) {
    DumpFile file = new DumpFile(Path.of(entity.text()), entity.type(), 0);
    reader = new JsonDumpReader(file, LIMITS, artists);
  }

  static Lines of(Entity entity, String... lines) throws IOException {
    return of(entity, new ArtistMap(), lines);
  }

  static Lines of(Entity entity, ArtistMap artists, String... lines) throws IOException {
    Lines reading = new Lines(entity, artists);
    reading.read(new ByteArrayInputStream(String.join("\n", lines).getBytes(UTF_8)));
    return reading;
  }

  void read(InputStream in) throws IOException {
    try {
      reader.read(in, message -> messages.add(MAPPER.readTree(message)));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  JsonNode only() {
    if (messages.size() != 1) {
      throw new AssertionError("expected one record: " + messages);
    }
    return messages.getFirst();
  }

  List<String> ids() {
    return messages.stream().map(message -> message.get("id").asString()).toList();
  }

  /** A line with these members after the id, written with single quotes. */
  static String line(String members) {
    return ("{'id':'" + MBID + "'" + (members.isEmpty() ? "" : ",") + members + "}")
        .replace('\'', '"');
  }

  static DumpFile file(Path path, DataType type) {
    return new DumpFile(path, type, path.toFile().length());
  }
}
