package org.discogsography.extractor.dumps;

import java.nio.file.Path;
import java.util.List;

/**
 * The dump files that belong together.
 *
 * @param version {@code YYYYMMDD}
 * @param files in canonical order of their types, then by name
 * @param folder where they lie
 */
public record DumpVersion(String version, List<DumpFile> files, Path folder) {

  public DumpVersion {
    files = List.copyOf(files);
  }
}
