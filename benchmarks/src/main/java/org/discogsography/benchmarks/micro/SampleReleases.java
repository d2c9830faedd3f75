package org.discogsography.benchmarks.micro;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.discogsography.benchmarks.catalogue.CatalogueGenerator;
import org.discogsography.benchmarks.catalogue.GenerationRequest;
import org.discogsography.benchmarks.catalogue.Manifest;
import org.discogsography.common.messages.DataRecord;
import org.discogsography.common.messages.DataType;
import org.discogsography.common.messages.InvalidMessageException;
import org.discogsography.common.messages.MessageCodec;
import org.discogsography.extractor.discogs.DumpReader;
import org.discogsography.extractor.discogs.ReadLimits;
import org.discogsography.extractor.dumps.DumpFile;

/** Releases of a small generated catalogue, as XML and as messages. */
public final class SampleReleases {

  private static final int RELEASES = 500;
  private static final long SEED = 1;
  private static final String DATE = "20261101";

  private SampleReleases() {}

  /** The dump of the releases, unpacked. */
  public static byte[] xml() throws IOException, InterruptedException {
    return withDump(dump -> {
      try (var in = dump.open(new AtomicLong())) {
        return in.readAllBytes();
      }
    });
  }

  /** The messages that the extractor makes of them. */
  public static List<byte[]> messages() throws IOException, InterruptedException {
    return withDump(dump -> {
      List<byte[]> messages = new ArrayList<>();
      new DumpReader(dump.name(), dump.type(), new ReadLimits(1, 100, 1_000, 16 << 20))
          .read(dump.open(new AtomicLong()), messages::add);
      return messages;
    });
  }

  /** The messages as consumers see them. */
  public static List<DataRecord> records() throws IOException, InterruptedException {
    MessageCodec codec = new MessageCodec();
    List<DataRecord> records = new ArrayList<>();
    for (byte[] message : messages()) {
      try {
        if (codec.decode(message) instanceof DataRecord record) {
          records.add(record);
        }
      } catch (InvalidMessageException e) {
        throw new IOException("the extractor made a message that cannot be read", e);
      }
    }
    return records;
  }

  private interface DumpUse<T> {
    T of(DumpFile dump) throws IOException, InterruptedException;
  }

  private static <T> T withDump(DumpUse<T> use) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("discogsography-micro-");
    try {
      Manifest manifest =
          new CatalogueGenerator(
                  new GenerationRequest(RELEASES, SEED, 0, DATE),
                  1,
                  (type, records, expected, bytes) -> {})
              .write(folder);
      Manifest.DumpedFile releases = manifest.files().get("releases");
      if (releases == null) {
        throw new IOException("the catalogue has no releases");
      }
      Path file = folder.resolve(releases.name());
      return use.of(new DumpFile(file, DataType.RELEASES, Files.size(file)));
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
