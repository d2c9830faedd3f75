package org.discogsography.extractor.dumps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The checksums that Discogs publishes with a version, if the file with them lies there. */
public final class PublishedChecksums {

  private static final Pattern LINE =
      Pattern.compile("([0-9a-fA-F]{64})\\s+\\*?(?:.*/)?(\\S+)\\s*");

  private final Map<String, String> byName = new HashMap<>();

  /** Reads {@code discogs_<version>_CHECKSUM.txt}; absent or unreadable means no checksums. */
  public PublishedChecksums(DumpVersion dump) {
    Path path = dump.folder().resolve("discogs_" + dump.version() + "_CHECKSUM.txt");
    if (Files.isReadable(path)) {
      try {
        for (String line : Files.readAllLines(path)) {
          Matcher matcher = LINE.matcher(line);
          if (matcher.matches()) {
            byName.put(matcher.group(2), matcher.group(1).toLowerCase(Locale.ROOT));
          }
        }
      } catch (IOException e) {
        byName.clear();
      }
    }
  }

  /** The published SHA-256 of a file, null if unknown. */
  public @Nullable String of(String name) {
    return byName.get(name);
  }
}
