package org.discogsography.benchmarks.catalogue;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import org.discogsography.common.messages.DataRecord;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.InvalidMessageException;
import org.discogsography.common.messages.MessageCodec;
import org.discogsography.extractor.discogs.DumpReader;
import org.discogsography.extractor.discogs.ReadLimits;
import org.discogsography.extractor.dumps.DumpFile;

/** A catalogue written for a test, and ways to read it. */
record Generated(Path folder, GenerationRequest request, Manifest manifest) {

  static final String DATE = "20261101";

  private static final ReadLimits LIMITS = new ReadLimits(2, 100, 5_000, 64L << 20);

  static Generated of(Path folder, int releases, long seed, double mutated) throws Exception {
    return of(folder, new GenerationRequest(releases, seed, mutated, DATE), 2);
  }

  static Generated of(Path folder, GenerationRequest request, int threads) throws Exception {
    CatalogueGenerator generator =
        new CatalogueGenerator(request, threads, (type, records, expected, bytes) -> {});
    return new Generated(folder, request, generator.write(folder));
  }

  Path path(RecordType type) {
    return folder.resolve(request.fileName(type));
  }

  Manifest.DumpedFile file(RecordType type) {
    return Objects.requireNonNull(manifest.files().get(type.plural()));
  }

  /** The XML of a type, read by the JDK. */
  InputStream xml(RecordType type) throws IOException {
    return new GZIPInputStream(new BufferedInputStream(Files.newInputStream(path(type))));
  }

  /** The records of a type as the extractor publishes them; fails on a broken one. */
  List<DataRecord> records(RecordType type) throws IOException, InterruptedException {
    DataType dataType = DataType.of(type.plural());
    Path path = path(type);
    DumpFile dump = new DumpFile(path, dataType, Files.size(path));
    DumpReader reader = new DumpReader(dump.name(), dataType, LIMITS);
    List<DataRecord> records = new ArrayList<>();
    MessageCodec codec = new MessageCodec();
    reader.read(dump.open(new AtomicLong()), message -> records.add(decode(codec, message)));
    if (reader.malformed() > 0) {
      throw new AssertionError(reader.malformed() + " malformed records in " + path);
    }
    return records;
  }

  private static DataRecord decode(MessageCodec codec, byte[] message) {
    try {
      return (DataRecord) codec.decode(message);
    } catch (InvalidMessageException e) {
      throw new AssertionError(e);
    }
  }
}
