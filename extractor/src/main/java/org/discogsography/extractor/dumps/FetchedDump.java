package org.discogsography.extractor.dumps;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A version whose files lie on this machine.
 *
 * @param checksums SHA-256 by file name; files that cannot be read have none
 * @param faults why a file must not be published, by file name
 */
public record FetchedDump(
    DumpVersion dump, Map<String, String> checksums, Map<String, String> faults) {

  public FetchedDump {
    checksums = Map.copyOf(checksums);
    faults = Map.copyOf(faults);
  }

  /** SHA-256 of a file, null if it is unknown. */
  public @Nullable String checksum(DumpFile file) {
    return checksums.get(file.name());
  }
}
