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

/** The checksums that a site publishes with a version. */
public final class PublishedChecksums {

  private static final Pattern LINE =
      Pattern.compile("([0-9a-fA-F]{64})\\s+\\*?(?:.*/)?(\\S+)\\s*");

  /** Checksum files of some versions name the files without their date. */
  private static final Pattern DATE = Pattern.compile("_\\d{8}(?=_)");

  /** Name of the checksum file of a MusicBrainz version. */
  public static final String MUSICBRAINZ = "SHA256SUMS";

  private final Map<String, String> byName;

  private PublishedChecksums(Map<String, String> byName) {
    this.byName = byName;
  }

  /** Reads lines of 64 hex digits and a name; all other lines mean nothing. */
  public static PublishedChecksums parse(String text) {
    Map<String, String> byName = new HashMap<>();
    for (String line : text.lines().toList()) {
      Matcher matcher = LINE.matcher(line);
      if (matcher.matches()) {
        byName.put(matcher.group(2), matcher.group(1).toLowerCase(Locale.ROOT));
      }
    }
    return new PublishedChecksums(byName);
  }

  /**
   * Reads {@code discogs_<version>_CHECKSUM.txt} and {@code SHA256SUMS} of MusicBrainz; absent or
   * unreadable means no checksums.
   */
  public static PublishedChecksums beside(DumpVersion dump) {
    return parse(
        text(dump.folder().resolve("discogs_" + dump.version() + "_CHECKSUM.txt"))
            + "\n"
            + text(dump.folder().resolve(MUSICBRAINZ)));
  }

  private static String text(Path path) {
    try {
      return Files.isReadable(path) ? Files.readString(path) : "";
    } catch (IOException e) {
      return "";
    }
  }

  /** True if nothing is known. */
  public boolean isEmpty() {
    return byName.isEmpty();
  }

  /** The published SHA-256 of a file, null if unknown. */
  public @Nullable String of(String name) {
    String exact = byName.get(name);
    return exact == null ? byName.get(DATE.matcher(name).replaceFirst("")) : exact;
  }
}
