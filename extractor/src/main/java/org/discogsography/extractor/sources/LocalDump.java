package org.discogsography.extractor.sources;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.discogsography.extractor.dumps.DumpFile;
import org.discogsography.extractor.dumps.DumpVersion;
import org.discogsography.extractor.dumps.FetchedDump;
import org.discogsography.extractor.dumps.PublishedChecksums;
import org.discogsography.extractor.extraction.DumpOffer;
import org.discogsography.extractor.extraction.FetchLog;
import org.discogsography.extractor.extraction.StopSignal;
import org.jspecify.annotations.Nullable;

/** A dump that somebody laid into the folder: nothing is fetched, but the bytes are looked at. */
final class LocalDump implements DumpOffer {

  private final DumpVersion dump;
  private final StopSignal stop;

  LocalDump(DumpVersion dump, StopSignal stop) {
    this.dump = dump;
    this.stop = stop;
  }

  @Override
  public String version() {
    return dump.version();
  }

  @Override
  public boolean byHand() {
    return true;
  }

  @Override
  public FetchedDump fetch(FetchLog log) throws IOException {
    PublishedChecksums published = PublishedChecksums.beside(dump);
    Map<String, String> checksums = new HashMap<>();
    Map<String, String> faults = new HashMap<>();
    log.planned(dump.files().size(), 0);
    for (DumpFile file : dump.files()) {
      log.begun(file.name());
      try {
        String checksum = file.checksum(stop::requested);
        checksums.put(file.name(), checksum);
        @Nullable String expected = published.of(file.name());
        if (expected != null && !expected.equals(checksum)) {
          faults.put(
              file.name(),
              "%s: SHA-256 %s differs from the published %s; fetch the file again"
                  .formatted(file.name(), checksum, expected));
        }
      } catch (IOException e) {
        faults.put(file.name(), file.name() + ": cannot be read: " + e.getMessage());
      }
      log.verified(file, checksums.get(file.name()));
    }
    return new FetchedDump(dump, checksums, faults);
  }
}
